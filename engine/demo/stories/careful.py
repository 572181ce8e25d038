"""Complaints with a risk to refer, and from people who need something else than an e-mail."""

from __future__ import annotations

from dataclasses import replace

from engine.demo.people import BINS, HOUSING, LEISURE, TAX, by_phone_alone, complaint
from engine.demo.steps import NOW, Officer, Story, asked, done, on

STORIES = (
    Story(  # somebody may be at risk: it is to be referred today
        replace(
            complaint(
                "Acacia",
                HOUSING,
                "There has been no heating in the sheltered flats since Friday",
                """The heating in the whole block is off. The lady in flat 3 is 91 and on her own.
                She did not come to the door when I knocked this afternoon.""",
                points=("The heating in the block does not work",),
                wanted="Heating for all of us, and somebody to look after the lady in flat 3.",
            ),
            at_risk=True,
        ),
        received=on(0, "16:25"),
        steps=(done(NOW, "triage", "triage", at_risk=True),),
    ),
    Story(  # a risk was noticed later, and was referred
        complaint(
            "Almond",
            TAX,
            "The recovery letters do not stop although I am on a payment plan",
            """I agreed a plan and have kept to it. The letters about court go on all the same. My
            hands shake when the post comes.""",
            points=("Letters about court are sent although the plan is kept",),
        ),
        received=on(-5, "10:50"),
        steps=(
            done(
                on(-4, "11:30"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            asked(
                on(-2, "14:05"),
                "contact",
                "report_risk",
                risk="They rang in tears and said that they do not want to go on.",
            ),
            done(
                on(-2, "14:30"),
                "manager",
                "refer_risk_later",
                told_whom="The safeguarding team; their reference is SG-EXAMPLE-7",
                referral="What was said on the telephone, and how to reach them today.",
            ),
        ),
    ),
    Story(  # large print by post, in Polish, with a call before each letter
        complaint(
            "Viburnum",
            BINS,
            "The new bin has no lid and is too heavy to move",
            """My new bin came without its lid. It fills with rain and I cannot move it. My
            granddaughter has written this for me.""",
            channel="letter",
            by_post=True,
            adjustments=("large_print", "phone_first", "language:Polish"),
        ),
        received=on(-4, "11:10"),
        taken_by="contact",
        steps=(
            done(
                on(-3, "13:45"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
                adjustments_met="""Rang with an interpreter, and read the letter out before it
                went. A translation is in the same envelope.""",
            ),
        ),
    ),
    Story(  # no letter can be sent
        by_phone_alone(
            complaint(
                "Zelkova",
                LEISURE,
                "The changing rooms at the pool were locked at four o'clock",
                """Caller swims every day. The changing rooms were locked an hour before the pool
                closes. Has no e-mail and is between addresses, so please ring.""",
                points=("The changing rooms were locked an hour early",),
            )
        ),
        received=on(-3, "09:55"),
        taken_by="contact",
        steps=(
            done(
                on(-2, "10:20"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
                unsendable_reason="They can be rung, and nothing else. Rang and said all of it.",
            ),
        ),
    ),
)
