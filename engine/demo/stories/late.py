"""Complaints at stage 1 whose date has passed: with the late task open, told once, told twice."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import HOUSING, PLANNING, TAX, complaint
from engine.demo.steps import Officer, Story, asked, done, on

STORIES = (
    Story(  # nobody has told the person yet
        complaint(
            "Juniper",
            HOUSING,
            "Nobody answers the housing options line",
            """I am being asked to leave my flat and was told to call housing options. I have rung
            eleven times this month. It rings out, or I am cut off after half an hour.""",
            points=(
                "Eleven calls to housing options were not answered",
                "There was no other way offered to get advice",
            ),
        ),
        received=on(-12, "10:25"),
        steps=(
            done(
                on(-11, "09:40"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            asked(
                on(-1, "15:50"),
                "contact",
                "contact",
                direction="in",
                channel="phone",
                text="Asks where the answer is. Was told that somebody would ring back today.",
            ),
        ),
    ),
    Story(  # told on the day it was due
        complaint(
            "Larch",
            PLANNING,
            "A fence twice the height that was allowed is still standing",
            """A fence was put up against my window. Your own officer measured it and said that it
            is too high. That was in the first week. Nothing has happened and my kitchen is
            dark.""",
        ),
        received=on(-13, "11:15"),
        steps=(
            done(
                on(-12, "10:30"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-3, "14:20"),
                "investigator1",
                "extend",
                clock="response1",
                until=Day(4),
                reason="""The officer who measured the fence is away until next week, and we need
                their notes to answer you properly.""",
            ),
        ),
    ),
    Story(  # told once, and late again
        complaint(
            "Lime",
            TAX,
            "I am asked to pay back housing benefit for a year when I had none",
            """A letter says that I was overpaid housing benefit for a year in which I did not get
            any. I have sent my bank statements twice. The demands keep coming and I cannot sleep
            for worry.""",
            points=(
                "The letter asks for money for a year without any benefit",
                "Statements that were sent twice were not looked at",
            ),
        ),
        received=on(-18, "09:05"),
        steps=(
            done(
                on(-17, "11:10"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            done(
                on(-8, "15:30"),
                "manager",
                "late1",
                until=Day(-1),
                reason="""We have had to ask for the old payment records, which are kept
                elsewhere.""",
            ),
        ),
    ),
)
