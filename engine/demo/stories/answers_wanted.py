"""Something is still to be said: enquiries, a case review explained, an answer not come."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import HOUSING, LEISURE, NOISE, OTHER, TAX, complaint
from engine.demo.steps import Officer, Story, asked, done, on

STORIES = (
    Story(  # a general enquiry, answered at once
        complaint(
            "Hickory",
            LEISURE,
            "When does the paddling pool open?",
            "The notice at the paddling pool says “soon”. Could you tell me which week?",
        ),
        received=on(-9, "10:30"),
        steps=(
            done(
                on(-8, "11:15"),
                "triage",
                "triage",
                triage="enquiry",
                passed_to="the parks manager",
                wants_reply=True,
                reply="The pool opens in the second week of May, and is free as it was last year.",
            ),
        ),
    ),
    Story(  # a general enquiry, and somebody else writes the answer
        complaint(
            "Laburnum",
            TAX,
            "How is the charge for an empty home worked out?",
            """I have been left a house that needs work. What do I pay while nobody lives in it,
            and for how long?""",
        ),
        received=on(-4, "15:35"),
        steps=(
            done(
                on(-3, "09:50"),
                "triage",
                "triage",
                triage="enquiry",
                passed_to="the Council Tax team",
                wants_reply=True,
                reply_later=True,
                replier=Officer("contact"),
            ),
        ),
    ),
    Story(  # anti-social behaviour: how to ask for a case review
        complaint(
            "Laurel",
            NOISE,
            "Our reports about the group by the garages lead to nothing",
            """There is shouting and breaking glass by the garages most nights. We have reported it
            five times since spring. I have a list with the dates.""",
        ),
        received=on(-8, "17:15"),
        steps=(
            done(
                on(-6, "10:00"),
                "triage",
                "triage",
                triage="signpost",
                signpost_to="asb_case_review",
                continues="We still look into why nobody rang you back in June.",
            ),
        ),
    ),
    Story(  # asked for something, and it has not come
        complaint(
            "Peach",
            OTHER,
            "The licence for my market stall was given to somebody else",
            """I have had the corner stall for eleven years. This year it went to somebody else and
            nobody told me why.""",
            points=("The stall was given away without telling the person",),
        ),
        received=on(-8, "11:40"),
        steps=(
            done(
                on(-7, "12:10"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-6, "15:00"),
                "investigator1",
                "ask_complainant",
                what_we_need="The letter with which you asked for the stall again this year.",
                why_needed="We have no record that it reached us.",
                reply_by=Day(-2),
            ),
        ),
    ),
    Story(  # nobody has decided what it is, and the answer is due
        complaint(
            "Wingnut",
            HOUSING,
            "The damp in my bathroom was painted over",
            """The damp was painted over in spring. It is black again. I was told that the surveyor
            would come, and have waited in twice.""",
            points=("The damp was painted over", "The surveyor did not come, twice"),
        ),
        received=on(-12, "09:45"),
    ),
)
