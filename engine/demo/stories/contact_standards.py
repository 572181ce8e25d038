"""Contact in general: a question, calls that nobody answers, an appointment that was missed."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import complaint
from engine.demo.steps import Officer, Step, Story, done, on

PROCEDURE = "contact-standards"
DESK, OFFICER = "contact", "service"


def _attempt(day: int, hour: str, called_at: str) -> Step:
    return done(
        on(day, hour),
        OFFICER,
        "call_back",
        reached="no_message",
        attempt=[{"called_on": Day(day), "called_at": called_at}],
    )


STORIES = (
    Story(  # two calls, nobody at home
        complaint(
            "Papaya",
            "",
            "Please call me about my parking permit",
            "The page does not take my car's number. Could somebody call me?",
            procedure=PROCEDURE,
            wants="call",
        ),
        received=on(-3, "11:00"),
        steps=(
            done(on(-3, "14:00"), DESK, "sort_contact", needs="call", caller=Officer(OFFICER)),
            _attempt(-2, "10:20", "10.15 am"),
            _attempt(-1, "15:40", "3.30 pm"),
        ),
    ),
    Story(  # missed, and closed
        complaint(
            "Quandong",
            "",
            "I would like to see somebody about a grant",
            "I would like to ask about a grant for insulation, in person if I can.",
            procedure=PROCEDURE,
            wants="appointment",
        ),
        received=on(-12, "09:30"),
        steps=(
            done(
                on(-12, "12:00"),
                DESK,
                "sort_contact",
                needs="appointment",
                appointment_on=Day(-4),
                appointment_with="Energy advice, room 2, at ten",
            ),
            done(on(-4, "16:00"), OFFICER, "keep_appointment", came="missed"),
        ),
    ),
)
