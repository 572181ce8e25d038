"""Complaints that have come in and wait for somebody to decide what they are."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import HOUSING, NOISE, PARKING, TAX, bird, complaint
from engine.demo.steps import Story, asked, claimed, done, draft, on

STORIES = (
    Story(  # new, nobody has it
        complaint(
            "Alder",
            TAX,
            "The direct debit for Council Tax was taken twice in one month",
            """My Council Tax was taken on the 1st and again on the 4th. The second payment put my
            account into the red and the bank charged me for it. I have rung twice and was told
            each time that it would be looked at.""",
            points=(
                "The direct debit was taken twice in one month",
                "Two calls about it led to nothing",
            ),
            wanted="Please pay back the second amount and the bank's charge.",
        ),
        received=on(0, "15:40"),
        happened=-8,
    ),
    Story(  # claimed, with a draft
        complaint(
            "Birch",
            NOISE,
            "Nobody has come about the noise from the unit behind our house",
            """A workshop opened behind us this year and runs a compressor until after
            midnight. I sent in the diary sheets that you asked for seven weeks ago and have heard
            nothing at all since.""",
            wanted="Somebody should come and listen, and tell us what will be done.",
        ),
        received=on(-1, "11:20"),
        steps=(
            claimed(on(0, "09:25"), "triage", "triage"),
            draft(on(0, "09:40"), "triage", "triage", triage="accept"),
        ),
    ),
    Story(  # the acknowledgement is overdue
        complaint(
            "Cedar",
            PARKING,
            "My permit was renewed for the wrong zone, and I have been fined for it",
            """I paid to renew my permit for zone B. The permit that came says zone D. I reported
            this the same day. Since then I have been given a ticket outside my own front door.""",
            points=(
                "The permit was issued for the wrong zone",
                "The mistake was reported and not put right",
            ),
        ),
        received=on(-4, "09:50"),
        happened=-12,
    ),
    Story(  # somebody else wrote: the customer is asked first
        complaint(
            "Dogwood",
            HOUSING,
            "A homelessness application has not been decided after ten weeks",
            """I advise the applicant, who is sleeping on a relative's floor. They applied ten
            weeks ago, gave every paper that was asked for, and have no decision and no named
            officer to speak to.""",
            representative=bird("Wren", "Adviser"),
        ),
        received=on(-3, "12:10"),
        steps=(
            done(
                on(-2, "10:30"),
                "triage",
                "triage",
                triage="ask_customer",
                reply_by=Day(8),
            ),
            asked(
                on(-1, "14:05"),
                "triage",
                "contact",
                direction="out",
                channel="phone",
                text="Rang to ask if they want a formal complaint. No answer, left a message.",
            ),
        ),
    ),
    Story(  # taken by phone
        complaint(
            "Elder",
            PARKING,
            "The dropped kerb outside my gate was blocked by the resurfacing work",
            """Caller uses a wheelchair. The contractor left a ridge of tarmac across the dropped
            kerb on Monday, so they cannot leave the house without help. They were not told that
            the work was coming.""",
            points=(
                "A ridge was left across the dropped kerb",
                "There was no notice of the work",
            ),
            channel="phone",
            adjustments=("phone_first",),
            wanted="The kerb made level again, this week.",
        ),
        received=on(0, "10:05"),
        taken_by="contact",
        happened=-2,
        steps=(
            asked(
                on(0, "10:20"),
                "contact",
                "contact",
                direction="in",
                channel="phone",
                text="""Rang back to say that a neighbour has put boards down, so it is passable
                for now.""",
            ),
        ),
    ),
)
