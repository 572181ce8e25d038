"""Complaints where something is asked first: the contractor or us, why so late, in private."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import BINS, NOISE, PARKING, PLANNING, complaint, posted
from engine.demo.steps import Officer, Step, Story, asked, done, on

_WASTE = "Example Waste"


def _offered(day: int, reply_by: int) -> Step:
    """The contractor first, if the person wants that."""
    return done(
        on(day, "11:25"),
        "triage",
        "triage",
        triage="contractor",
        reply_by=Day(reply_by),
        contractor=_WASTE,
        contractor_contact="Call Example Waste on 01632 960111, on any working day.",
    )


STORIES = (
    Story(  # the person has not chosen yet
        complaint(
            "Apple",
            BINS,
            "The crew left our bins in the middle of the road",
            """Every bin of the close was left in the road this week. A car has driven into two of
            them.""",
        ),
        received=on(-3, "08:15"),
        steps=(_offered(-2, 8),),
    ),
    Story(  # the person chose the contractor
        complaint(
            "Aspen",
            BINS,
            "A lorry of the bin crew cracked our gate post",
            """The lorry turned in our drive and hit the gate post. The driver gave me a card of
            the firm and said that they would see to it.""",
        ),
        received=on(-17, "13:05"),
        steps=(
            _offered(-16, -6),
            done(
                on(-14, "10:35"),
                "contact",
                "record_choice",
                contractor_choice="contractor",
                choice_note="Rang. Would rather deal with the firm, which has been friendly.",
            ),
        ),
    ),
    Story(  # the contractor did not put it right: the council takes it
        complaint(
            "Bullace",
            BINS,
            "The clinical waste bags are not collected",
            """The yellow bags have been in my hall for three weeks. I was told a day each time and
            nobody came.""",
            points=("Three collections of clinical waste were missed",),
        ),
        received=on(-22, "10:20"),
        steps=(
            _offered(-21, -11),
            done(on(-19, "09:30"), "contact", "record_choice", contractor_choice="contractor"),
            asked(
                on(-4, "14:15"),
                "contact",
                "reopen",
                why_reopened="contractor",
                text="The firm promised two more days and came on neither. Wants the council now.",
            ),
            done(
                on(-3, "10:40"),
                "triage",
                "triage",
                triage="accept",
                contractor=_WASTE,
                investigator=Officer("investigator1"),
            ),
        ),
    ),
    Story(  # long ago: the person was asked why, and the manager decides
        complaint(
            "Cornel",
            PLANNING,
            "The extension next door was built higher than the plans",
            """The roof next door is a metre higher than the drawings that I was shown. That was
            nearly two years ago. I have been caring for my sister since.""",
        ),
        received=on(-6, "19:30"),
        happened=-480,
        steps=(
            done(on(-4, "10:25"), "triage", "triage", triage="ask_late", reply_by=Day(6)),
            asked(
                on(-1, "11:10"),
                "contact",
                "contact",
                direction="in",
                channel="phone",
                text="Rang: was at the hospital with their sister for most of the year.",
            ),
        ),
    ),
    Story(  # a public post: they have been asked to write privately
        posted(
            complaint(
                "Damson",
                PARKING,
                "Three weeks and nobody picks up at the parking office",
                "third week now and NOBODY picks up at the parking office. what do we pay you for",
            )
        ),
        received=on(-2, "15:50"),
        taken_by="contact",
        steps=(
            done(on(-1, "09:20"), "triage", "triage", triage="divert"),
            done(
                on(-1, "09:35"),
                "contact",
                "ask_privately",
                posted="Below the post: “Thank you. Please send us a private message or ring.”",
                reply_by=Day(9),
            ),
        ),
    ),
    Story(  # the private reply came
        posted(
            complaint(
                "Fig",
                NOISE,
                "The taxi rank outside our flats runs its engines all night",
                "does the council ever come out after ten? the rank is a racetrack. video below",
            )
        ),
        received=on(-9, "12:30"),
        taken_by="contact",
        steps=(
            done(on(-8, "09:10"), "triage", "triage", triage="divert"),
            done(
                on(-8, "09:25"),
                "contact",
                "ask_privately",
                posted="Below the post: “We are sorry to hear it. Please write to us privately.”",
                reply_by=Day(2),
            ),
            done(
                on(-6, "16:10"),
                "contact",
                "private_answer",
                private_reply="came",
                what_they_wrote="Four nights with their hours. Wants answers by message only.",
            ),
            done(
                on(-5, "10:05"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
        ),
    ),
)
