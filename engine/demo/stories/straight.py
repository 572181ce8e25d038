"""Complaints that went straight to stage 2."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import HOUSING, OTHER, complaint
from engine.demo.steps import Officer, Story, done, found, on

STORIES = (
    Story(  # straight to stage 2: information rights
        complaint(
            "Willow",
            OTHER,
            "My request for the traffic survey was refused",
            """I asked for the traffic survey of the High Street under freedom of information. The
            answer says that it is “not in the public interest” and nothing more.""",
            points=("The exemption does not apply", "The refusal gives no reasons"),
        ),
        received=on(-5, "14:20"),
        steps=(
            done(
                on(-4, "10:00"),
                "triage",
                "triage",
                triage="direct_stage2",
                direct_reason="information_rights",
                original_officer=Officer("investigator1"),
                reviewer=Officer("reviewer"),
            ),
        ),
    ),
    Story(  # straight to stage 2: serious
        complaint(
            "Yew",
            HOUSING,
            "The lift in our sheltered flats was out for nine days",
            """I am 84 and live on the third floor. The lift was out for nine days. I missed the
            hospital twice. The warden had no key to the stair chair.""",
            points=(
                "The lift was out of order for nine days",
                "The stair chair could not be used",
            ),
            channel="phone",
            by_post=True,
        ),
        received=on(-22, "09:30"),
        taken_by="contact",
        steps=(
            done(
                on(-22, "14:00"),
                "manager",
                "triage",
                triage="direct_stage2",
                direct_reason="serious",
                direct_why="Risk to life, and the head of the service has already looked at it.",
                reviewer=Officer("reviewer"),
            ),
            done(
                on(-15, "12:20"),
                "reviewer",
                "answer_stage2",
                points={
                    "p1": found(
                        "upheld",
                        "The part was in stock with the contractor on the second day.",
                        "The contract will say 48 hours, with a penalty for each day after.",
                        Day(20),
                    ),
                    "p2": found(
                        "upheld",
                        "The key was at the depot. Nobody on the site had been shown the chair.",
                        "Every warden will have a key and be shown how the chair works.",
                        Day(2),
                    ),
                },
                what_we_did="I visited the flats and read the contractor's log.",
            ),
        ),
    ),
)
