"""Complaints that were answered at stage 1: upheld, partly, not; and one whose window is open."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import BINS, LEISURE, PARKING, PLANNING, TAX, complaint
from engine.demo.steps import Officer, Story, done, found, kept, on

STORIES = (
    Story(  # upheld
        complaint(
            "Pear",
            BINS,
            "The assisted bin collection stopped when the crew changed",
            """My husband cannot move the bin and we are on the list for help. Since the crew
            changed, they drive past. We have had to pay a neighbour's boy to do it.""",
            points=("The assisted collection stopped", "Nobody told us why"),
        ),
        received=on(-31, "10:00"),
        steps=(
            done(
                on(-30, "09:15"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            done(
                on(-23, "14:40"),
                "investigator1",
                "answer_stage1",
                points={
                    "p1": found(
                        "upheld",
                        "The list of assisted collections was not handed to the new crew.",
                        "The crew has the list, and a supervisor will check it for six weeks.",
                        Day(-15),
                    ),
                    "p2": found(
                        "upheld",
                        "We knew of the gap after a week and wrote to nobody.",
                        "We will pay you £40 for what you spent and for the trouble.",
                        Day(-13),
                    ),
                },
                what_we_did="I spoke to both crews and compared their lists.",
            ),
            kept(
                on(-16, "10:10"),
                "investigator1",
                "The crew has the list",
                "The supervisor rode with the crew and saw the bin collected.",
                Day(-17),
            ),
            kept(  # two days late
                on(-11, "15:40"),
                "investigator1",
                "£40",
                "£40 was paid to their bank account.",
                Day(-11),
            ),
        ),
    ),
    Story(  # partly upheld, after an approver had looked
        complaint(
            "Rowan",
            PLANNING,
            "I was not told about the flats that are being built next door",
            """I found out about the flats from the builder. I should have had a letter. When I
            asked to see the drawings I was told to look online, and I have no computer.""",
            points=(
                "There was no letter about the application",
                "The drawings could not be seen without a computer",
            ),
            by_post=True,
        ),
        received=on(-29, "12:50"),
        taken_by="contact",
        taken=on(-29, "15:00"),
        steps=(
            done(
                on(-28, "10:20"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            done(
                on(-21, "16:00"),
                "investigator1",
                "answer_stage1",
                points={
                    "p1": found(
                        "not_upheld",
                        """A letter was sent to your address, and a notice was put on the lamp
                        post outside it. We have the record and a photograph.""",
                    ),
                    "p2": found(
                        "upheld",
                        "We should have offered to show you the drawings at our office.",
                        "You can see them on paper at the front desk on any working day.",
                    ),
                },
                what_we_did="I read the list of letters, and asked the front desk.",
                approver=Officer("approver"),
            ),
            done(on(-20, "11:10"), "approver", "approve_stage1", approval="approve"),
        ),
    ),
    Story(  # not upheld
        complaint(
            "Plum",
            PARKING,
            "The car park machine took my money and gave no ticket",
            """The machine by the library took £3.40 and gave nothing. I left a note in the window
            and got a ticket for it all the same.""",
        ),
        received=on(-41, "21:15"),
        steps=(
            done(
                on(-39, "10:00"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            done(
                on(-33, "13:20"),
                "investigator2",
                "answer_stage1",
                points={
                    "p1": found(
                        "not_upheld",
                        """The machine's log shows that each coin was returned at 14:12, and a
                        ticket was sold to the next person at 14:14. The ticket you were given can
                        still be appealed.""",
                    )
                },
                what_we_did="I read the machine's log for that afternoon.",
            ),
        ),
    ),
    Story(  # late, told in time, then upheld; wants letters by post and nothing else
        complaint(
            "Poplar",
            LEISURE,
            "The hall was double booked on the day of our wake",
            """I booked the community hall for after my brother's funeral and paid. When we came,
            a dance class was there. Forty of us stood in the car park.""",
            points=("The hall was booked twice for the same hours",),
            channel="letter",
            by_post=True,
            adjustments=("post_only",),
            wanted="Somebody should say sorry and mean it.",
        ),
        received=on(-28, "10:30"),
        taken_by="contact",
        taken=on(-28, "11:45"),
        steps=(
            done(
                on(-27, "14:15"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            done(
                on(-18, "12:00"),
                "manager",
                "late1",
                until=Day(-12),
                reason="The hall's booking book is with the trust that runs it.",
            ),
            done(
                on(-14, "10:45"),
                "investigator1",
                "answer_stage1",
                points={
                    "p1": found(
                        "upheld",
                        """Your booking was in the book. The class was let in on a day that was not
                        theirs. This should not have happened, on that day of all days.""",
                        """We will pay back the hire, and the head of the service will ring you to
                        say sorry.""",
                        Day(-9),
                    )
                },
            ),
        ),
    ),
    Story(  # the second visitor's: answered, and stage 2 can be asked for
        complaint(
            "Quince",
            TAX,
            "A refund of Council Tax has been promised for four months",
            """I moved out and was told that £212 would come back to me. I have been promised it
            three times. I have also asked for the sum to be explained and got a leaflet.""",
            points=(
                "The refund has not been paid",
                "The sum was not explained",
            ),
            wanted="My money, and a plain account of how it was worked out.",
        ),
        received=on(-12, "09:20"),
        visitor="The council has answered. You can ask for the next stage.",
        steps=(
            done(
                on(-11, "10:00"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator2"),
            ),
            done(
                on(-4, "15:15"),
                "investigator2",
                "answer_stage1",
                points={
                    "p1": found(
                        "upheld",
                        "The refund was agreed and then waited for a signature for four months.",
                        "We will pay the £212 to your bank account.",
                        Day(5),
                    ),
                    "p2": found(
                        "not_upheld",
                        "The bill of the day you moved shows how the sum was worked out.",
                    ),
                },
                what_we_did="I read your account and the list of refunds.",
            ),
        ),
    ),
)
