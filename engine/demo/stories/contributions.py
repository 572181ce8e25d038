"""Others have a part in the answer: services that were asked, and a payment to be checked."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import PARKING, TAX, complaint
from engine.demo.steps import Officer, OpenPromise, Story, asked, done, found, on

STORIES = (
    Story(  # one answered, one did not and is chased
        complaint(
            "Pecan",
            PARKING,
            "The kerb outside the clinic was dug up and left open",
            """The pavement outside the clinic has been a hole with a plank over it for a month. I
            push a wheelchair past it twice a week.""",
            points=("The pavement was left open for a month",),
        ),
        received=on(-8, "09:25"),
        steps=(
            done(
                on(-7, "10:50"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-7, "15:25"),
                "investigator1",
                "contribution",
                officer=Officer("contributor"),
                services="Example Cables Ltd, works@example.org",
                question="Who opened the pavement, and when was it to be closed again?",
                due=Day(-4),
            ),
            asked(
                on(-5, "11:45"),
                "contributor",
                "give_contribution",
                promise=OpenPromise("Who opened"),
                outcome="given",
                answer="The cable firm. Its permit ended two weeks ago and was not renewed.",
            ),
        ),
    ),
    Story(  # a payment above the limit: it is checked first
        complaint(
            "Redwood",
            TAX,
            "My account was sent to the bailiffs although it was paid",
            """I had paid. You sent bailiffs to my door in front of my children and they took my
            car. I had it back after nine days.""",
            points=("A paid account was sent to the bailiffs", "The car was gone for nine days"),
            wanted="What I paid for taxis, and an apology that my children can read.",
        ),
        received=on(-8, "16:55"),
        steps=(
            done(
                on(-7, "09:35"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            done(
                on(-1, "14:50"),
                "investigator2",
                "answer_stage1",
                points={
                    "p1": found("upheld", "The payment was booked to another account."),
                    "p2": found(
                        "upheld",
                        "The firm was told on the third day and gave the car back on the ninth.",
                        "We will pay for the taxis, and for the distress.",
                        Day(12),
                    ),
                },
                what_we_did="I read both accounts and the firm's log.",
                payment=750,
            ),
        ),
    ),
)
