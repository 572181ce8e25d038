"""Complaints that were closed and are dealt with again, and an information request reviewed."""

from __future__ import annotations

from engine.demo.people import HOUSING, LEISURE, OTHER, PLANNING, complaint
from engine.demo.steps import Officer, Step, Story, asked, done, found, on


def _answered(day: int, by: str, reason: str) -> tuple[Step, ...]:
    """Accepted the day after, and not upheld on the seventh day."""
    return (
        done(on(day + 1, "10:45"), "triage", "triage", triage="accept", investigator=Officer(by)),
        done(
            on(day + 7, "15:05"),
            by,
            "answer_stage1",
            points={"p1": found("not_upheld", reason)},
        ),
    )


STORIES = (
    Story(  # opened again with new evidence; somebody decides what it is now
        complaint(
            "Rosewood",
            PLANNING,
            "The hedge on the council's land was cut in the nesting season",
            "The hedge along the cycle path was cut in May, with nests in it. I saw the eggs.",
        ),
        received=on(-40, "13:55"),
        steps=(
            *_answered(
                -40, "investigator1", "The contractor's log shows no work there before August."
            ),
            asked(
                on(-1, "13:35"),
                "contact",
                "reopen",
                why_reopened="new_evidence",
                text="A neighbour has found a dated photograph of the cutting machine in May.",
            ),
        ),
    ),
    Story(  # the Ombudsman sent it back: straight to stage 2
        complaint(
            "Sequoia",
            HOUSING,
            "The adaptation of my kitchen was refused without a visit",
            """My worktops should be lowered so that I can cook from my chair. You said no and
            nobody has ever been here.""",
        ),
        received=on(-42, "10:00"),
        steps=(
            *_answered(-42, "investigator2", "The papers showed that the work was not necessary."),
            asked(
                on(-5, "11:20"),
                "manager",
                "ombudsman_return",
                ombudsman_reference="EXAMPLE 00 001",
                text="Please visit, and review the decision at stage 2.",
            ),
            done(
                on(-4, "09:35"),
                "triage",
                "triage",
                triage="direct_stage2",
                direct_reason="ombudsman",
                reviewer=Officer("reviewer"),
            ),
        ),
    ),
    Story(  # withdrawn, and wanted again
        complaint(
            "Sumac",
            LEISURE,
            "The allotment was let to somebody who was below me on the list",
            "I was third on the list in January and am fourth now. Somebody has been let in.",
            points=("Somebody lower on the list was given an allotment",),
        ),
        received=on(-30, "12:20"),
        steps=(
            done(
                on(-29, "10:30"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-28, "18:45"),
                "resident",
                "withdraw",
                reason="I was told on the telephone that I am next.",
            ),
            done(
                on(-27, "11:25"),
                "manager",
                "confirm_withdrawal",
                withdrawal="confirmed",
            ),
            asked(
                on(-6, "15:15"),
                "contact",
                "reopen",
                why_reopened="withdrawn",
                text="The next allotment has gone to somebody else as well.",
            ),
            done(
                on(-5, "11:35"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
        ),
    ),
    Story(  # a request for environmental information: a longer, statutory date beside
        complaint(
            "Tamarisk",
            OTHER,
            "You would not tell me what was found in the brook",
            """I asked for the results of the water tests below the weir. You say that they are
            “not final”. They are from last year.""",
            points=("The results of the water tests were withheld",),
        ),
        received=on(-6, "11:25"),
        steps=(
            done(
                on(-5, "10:15"),
                "triage",
                "triage",
                triage="direct_stage2",
                direct_reason="information_rights",
                rights_kind="eir",
                original_officer=Officer("investigator2"),
                reviewer=Officer("reviewer"),
            ),
        ),
    ),
)
