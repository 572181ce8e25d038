"""Complaints at stage 1 whose date has not come."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import BINS, LEISURE, PARKING, TAX, complaint
from engine.demo.steps import Officer, Story, asked, done, draft, found, on

STORIES = (
    Story(  # the visitor's own: answered by hand, or late after one or two days
        complaint(
            "Ash",
            BINS,
            "The recycling bin has been missed four times since the rounds changed",
            """Since the new rounds began, our blue bin has been missed four times out of six. I
            report it each time on your website. Twice I was promised a call and nobody rang. Three
            neighbours have the same trouble.""",
            points=(
                "The recycling was missed four times in six collections",
                "Two promised calls were not made",
            ),
            wanted="Empty the bin, and tell me what will change so that it does not go on.",
        ),
        received=on(-8, "10:12"),
        happened=-9,
        visitor="The council is looking into it. Its date comes soon: move time forward and see.",
        steps=(
            done(
                on(-7, "09:30"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-5, "13:15"),
                "contact",
                "contact",
                direction="in",
                channel="phone",
                text="Missed again this morning, which makes five. Asks for this to be added.",
            ),
            asked(
                on(-3, "11:40"),
                "investigator1",
                "contact",
                direction="out",
                channel="phone",
                text="""Rang to say that the crew's list is being checked and that the bin will be
                emptied this week.""",
            ),
        ),
    ),
    Story(  # waits for an investigator
        complaint(
            "Fir",
            LEISURE,
            "Swimming lessons were cancelled and the fee was not paid back",
            """The last four lessons of my daughter's course were cancelled because the pool was
            closed. The leaflet says that the fee is paid back within ten days. It is now five
            weeks.""",
        ),
        received=on(-3, "16:20"),
        happened=-25,
        steps=(done(on(-2, "14:00"), "triage", "triage", triage="accept"),),
    ),
    Story(  # half an answer, saved
        complaint(
            "Hawthorn",
            PARKING,
            "Three visitor permits never came, and the page says that they were delivered",
            """I ordered three books of visitor permits and paid for them. Your page says
            “delivered”. They were not. When I wrote, the reply told me to order and pay again.""",
            points=(
                "The permits that were paid for did not arrive",
                "The reply told the person to pay a second time",
            ),
        ),
        received=on(-9, "09:35"),
        steps=(
            done(
                on(-8, "10:10"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            draft(
                on(-1, "15:20"),
                "investigator2",
                "answer_stage1",
                points={
                    "p1": found(
                        "upheld",
                        """The printer's list shows that the order was returned to them as
                        undeliverable.""",
                        "We will send the three books again, signed for, at no cost.",
                        Day(5),
                    )
                },
                what_we_did="I read the order, the printer's returns list and the three e-mails.",
            ),
        ),
    ),
    Story(  # waits for approval
        complaint(
            "Hazel",
            LEISURE,
            "The swings at the meadow play area have been chained up for seven months",
            """The swings were taped off seven months ago for a safety check. It is a small thing,
            but it is the only play area that we can walk to. A sign says “back soon”.""",
        ),
        received=on(-7, "08:55"),
        steps=(
            done(
                on(-6, "11:00"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            done(
                on(-1, "16:10"),
                "investigator1",
                "answer_stage1",
                points={
                    "p1": found(
                        "upheld",
                        """The check was done within a month. The part that was needed was not
                        ordered for another four.""",
                        "We will fit the new chains and open the swings.",
                        Day(10),
                    )
                },
                what_we_did="I visited the play area, and read the inspection book and the order.",
                approver=Officer("approver"),
            ),
        ),
    ),
    Story(  # returned for changes
        complaint(
            "Holly",
            TAX,
            "The single person discount was stopped without a word",
            """I have lived alone for six years. Some months ago the discount was taken off my
            Council Tax. I was sent a reminder for money that I do not owe, and then a second one
            with costs.""",
            points=(
                "The discount was stopped without telling the person",
                "Costs were added while the account was being questioned",
            ),
            wanted="The discount back from the day it stopped, and the costs taken off.",
        ),
        received=on(-8, "14:45"),
        steps=(
            done(
                on(-7, "10:05"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            done(
                on(-2, "12:30"),
                "investigator2",
                "answer_stage1",
                points={
                    "p1": found(
                        "upheld",
                        "The review form went to an old address.",
                        "We will restore the discount from the day it was stopped.",
                        Day(4),
                    ),
                    "p2": found("not_upheld", "The reminders were sent in line with the rules."),
                },
                what_we_did="I read the account, the review letters and the call notes.",
                approver=Officer("approver"),
            ),
            done(
                on(-1, "10:50"),
                "approver",
                "approve_stage1",
                approval="return",
                comments="""Point 2: they had told us before the second reminder. Please look at
                the costs again and say why they stand, or take them off.""",
            ),
        ),
    ),
)
