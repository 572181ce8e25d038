"""Complaints at stage 1 whose date has not come."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.evidence import note, page, picture
from engine.demo.people import BINS, HOUSING, LEISURE, PARKING, STAFF, TAX, bird, complaint
from engine.demo.steps import Officer, Story, asked, done, draft, found, given, on, sent

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
    Story(  # about staff: HR first
        complaint(
            "Maple",
            STAFF,
            "I was spoken to rudely and the call was ended",
            """I rang about a missed bin and asked for a name. The person said “that will not help
            you”, and put the phone down. I was calm the whole time.""",
        ),
        received=on(-4, "10:40"),
        happened=-5,
        steps=(
            done(
                on(-3, "15:10"),
                "manager",
                "triage",
                triage="accept",
                about_staff=True,
                subject_officer=Officer("contact"),
            ),
        ),
    ),
    Story(  # given to somebody else, with the reason
        complaint(
            "Medlar",
            BINS,
            "The alley behind the shops is never swept",
            """The alley is on your list for a weekly sweep. I walk through it every day and it has
            not been swept for months. There is broken glass by the school
            gate.""",
        ),
        received=on(-6, "13:25"),
        steps=(
            done(
                on(-5, "09:45"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            given(
                on(-4, "11:30"),
                "manager",
                "answer_stage1",
                "investigator2",
                "Investigator One set the sweeping rounds, so somebody else should look at this.",
            ),
        ),
    ),
    Story(  # large print, by post; came as a letter
        complaint(
            "Mulberry",
            HOUSING,
            "Your letters about my rehousing are too small for me to read",
            """I have asked three times for large print. Every letter about my place on the housing
            list still comes in small type and I have to ask a neighbour to read it to me, which is
            private.""",
            points=(
                "Large print was asked for three times and not given",
                "Private letters had to be read by a neighbour",
            ),
            channel="letter",
            by_post=True,
            adjustments=("large_print",),
        ),
        received=on(-6, "11:00"),
        taken=on(-5, "10:15"),
        taken_by="contact",
        steps=(
            sent(
                on(-5, "10:25"),
                "contact",
                page(
                    "scanned-letter.pdf",
                    (
                        "Dear Council,",
                        "Please write to me in LARGE PRINT.",
                        "I have asked three times.",
                    ),
                ),
            ),
            done(
                on(-4, "09:20"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
        ),
    ),
    Story(  # several documents
        complaint(
            "Oak",
            BINS,
            "Rubbish dumped at the end of our road has been reported nine times",
            """People leave mattresses and fridges at the turning place. I have nine report
            numbers. Each one was closed as “dealt with”. The pile has only grown. Pictures and my
            list are with this.""",
            points=(
                "Nine reports were closed and the rubbish was not taken away",
                "There is no answer to the question whether a camera can be put up",
            ),
        ),
        received=on(-6, "19:30"),
        happened=-20,
        steps=(
            sent(
                on(-6, "19:34"),
                "resident",
                picture("turning-place-1.png", (176, 196, 210), (96, 104, 88)),
            ),
            sent(
                on(-6, "19:35"),
                "resident",
                picture("turning-place-2.png", (150, 160, 175), (120, 110, 96)),
            ),
            sent(
                on(-6, "19:37"),
                "resident",
                note(
                    "my-reports.txt",
                    "Reports that I made, oldest first:\n"
                    + "\n".join(f"{n}. FT-{4100 + 7 * n}" for n in range(1, 10)),
                ),
            ),
            done(
                on(-4, "09:55"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            sent(
                on(-1, "13:30"),
                "investigator1",
                page(
                    "site-visit.pdf",
                    (
                        "Site visit",
                        "Turning place: two mattresses, one fridge.",
                        "Photographs taken. Clearance ordered.",
                    ),
                ),
            ),
        ),
    ),
    Story(  # has asked to withdraw; somebody has to check
        complaint(
            "Olive",
            BINS,
            "The garden waste bin was not delivered after I paid for it",
            """I paid the yearly charge four weeks ago and there is still no bin. Meanwhile the
            sacks are piling up.""",
        ),
        received=on(-5, "17:45"),
        steps=(
            done(
                on(-3, "10:45"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-1, "18:20"),
                "resident",
                "withdraw",
                reason="The bin came this afternoon. Thank you.",
            ),
        ),
    ),
    Story(  # with a representative who is authorised
        complaint(
            "Pine",
            HOUSING,
            "My mother was given three different dates for her bathroom assessment",
            """I write for my mother, who has signed the form. She was given three dates for an
            assessment of her bathroom. Nobody came on any of them. She had stayed in each
            time.""",
            points=("Three appointments were not kept", "Nobody rang to say so"),
            representative=bird("Heron", "Daughter"),
            by_post=True,
        ),
        received=on(-5, "09:15"),
        steps=(
            done(
                on(-4, "11:15"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
        ),
    ),
)
