"""No complaint, or none any more: withdrawn, a request, a comment, thanks, not accepted."""

from __future__ import annotations

from dataclasses import replace

from engine.demo.days import Day
from engine.demo.people import (
    BINS,
    LEISURE,
    OTHER,
    PARKING,
    PLANNING,
    TAX,
    complaint,
)
from engine.demo.steps import Officer, Story, asked, done, on

_NOBODY = replace(
    complaint(
        "Alder",
        BINS,
        "Somebody at the depot sells our scrap metal",
        "You should know that metal goes out of the back gate of the depot on Thursdays.",
        channel="letter",
    ),
    name="",
    anonymous=True,
    email="",
    phone="",
    address=(),
)

STORIES = (
    Story(  # withdrawn
        complaint(
            "Beech",
            LEISURE,
            "My gym membership could not be cancelled online",
            """The page to cancel shows an error, every day for two weeks. I am still paying.""",
        ),
        received=on(-24, "16:30"),
        steps=(
            done(
                on(-23, "11:00"),
                "triage",
                "triage",
                triage="accept",
                investigator=Officer("investigator1"),
            ),
            asked(
                on(-20, "10:40"), "resident", "withdraw", reason="It worked today and I was paid."
            ),
            done(
                on(-19, "15:10"),
                "manager",
                "confirm_withdrawal",
                withdrawal="confirmed",
                still_do="We will look into why the page showed an error.",
            ),
        ),
    ),
    Story(  # a service request
        complaint(
            "Blackthorn",
            PARKING,
            "The lamp in the underpass is out",
            "The lamp in the middle of the underpass does not work. It is very dark there.",
        ),
        received=on(-11, "18:05"),
        steps=(
            done(
                on(-9, "09:30"),
                "triage",
                "triage",
                triage="service_request",
                action="We will replace the lamp and check the two beside it.",
                action_by=Day(-4),
            ),
            asked(
                on(-8, "10:30"),
                "contact",
                "promise",
                text="To tell them when the lamp has been replaced",
                due=Day(-3),
            ),
        ),
    ),
    Story(  # a comment with a reply
        complaint(
            "Box",
            LEISURE,
            "The outdoor gym should have something for wheelchair users",
            """The new outdoor gym is lovely, but nothing in it can be used sitting down. Please
            think of us next time, and tell me if you will.""",
        ),
        received=on(-16, "12:15"),
        steps=(
            done(
                on(-15, "14:25"),
                "triage",
                "triage",
                triage="comment",
                comment_kind="general",
                passed_to="the parks manager",
                wants_reply=True,
                reply="""The parks manager agrees with you. A hand cycle will be put in with the
                next order.""",
            ),
        ),
    ),
    Story(  # a comment without one
        complaint(
            "Cherry",
            TAX,
            "Council Tax should not pay for fireworks",
            "I do not think that a firework display is a good use of our money. That is all.",
        ),
        received=on(-14, "22:40"),
        steps=(
            done(
                on(-12, "10:05"),
                "triage",
                "triage",
                triage="comment",
                comment_kind="policy",
                passed_to="the events manager",
            ),
        ),
    ),
    Story(  # a compliment
        complaint(
            "Chestnut",
            BINS,
            "The crew found my keys and brought them back",
            """I dropped my keys into the food bin. The crew tipped it out on the grass, found
            them, and washed them. I would like them to know what that meant to me.""",
        ),
        received=on(-9, "11:45"),
        steps=(
            done(
                on(-8, "13:30"),
                "triage",
                "triage",
                triage="compliment",
                passed_to="the supervisor of the crew",
            ),
        ),
    ),
    Story(  # sent to the right place
        complaint(
            "Cypress",
            PARKING,
            "A pothole on the ring road has burst two of my tyres",
            """There is a pothole by the second roundabout. It has cost me two tyres in a month and
            I would like you to mend it and to pay for them.""",
        ),
        received=on(-19, "08:20"),
        steps=(
            done(
                on(-18, "10:50"),
                "triage",
                "triage",
                triage="signpost",
                signpost_to="highways",
                signpost_contact="Report it and claim at www.example.org/highways.",
            ),
        ),
    ),
    Story(  # not accepted: too old
        complaint(
            "Elm",
            PLANNING,
            "A tree was felled outside my house five years ago",
            """Five years ago you felled the plane tree outside my house. I was abroad. I want to
            know who decided it.""",
        ),
        received=on(-37, "15:25"),
        steps=(
            done(
                on(-36, "11:35"),
                "manager",
                "triage",
                triage="not_accepted",
                refusal_reason="out_of_time",
                reason="You told us that you have known about it for more than four years.",
                discretion="""We thought about your time abroad. You came back three years ago and
                could have written then. The papers have since been destroyed, as they should
                be.""",
                other_route="The tree officer will tell you how such a decision is made today.",
            ),
        ),
    ),
    Story(  # not accepted: a ticket has its own way
        complaint(
            "Hornbeam",
            PARKING,
            "Cancel the ticket that I was given outside the pharmacy",
            """I was in the pharmacy for four minutes. I do not want to appeal, I want to complain
            and I want the ticket cancelled.""",
        ),
        received=on(-12, "14:10"),
        steps=(
            done(
                on(-11, "15:30"),
                "triage",
                "triage",
                triage="not_accepted",
                refusal_reason="pcn",
                reason="""You asked us to treat it as a complaint all the same. We cannot, because
                only the appeal can cancel it.""",
            ),
        ),
    ),
    Story(  # not accepted: nobody to answer
        _NOBODY,
        received=on(-21, "10:00"),
        taken_by="contact",
        taken=on(-21, "10:30"),
        steps=(
            done(
                on(-21, "16:20"),
                "triage",
                "triage",
                triage="not_accepted",
                refusal_reason="anonymous",
                reason="There is no name and no address. The letter was passed to the auditors.",
            ),
        ),
    ),
    Story(  # not accepted: an appeal
        complaint(
            "Linden",
            OTHER,
            "The decision on my Council Tax Reduction is wrong",
            """You say that my savings are too high for Council Tax Reduction. They are not mine, I
            hold them for my grandchild.""",
        ),
        received=on(-26, "13:00"),
        steps=(
            done(
                on(-25, "09:50"),
                "triage",
                "triage",
                triage="not_accepted",
                refusal_reason="appeal_right",
                reason="A valuation tribunal can change this decision. We cannot do it this way.",
                other_route="Write to the benefits team first. If they do not change it, appeal.",
            ),
        ),
    ),
)
