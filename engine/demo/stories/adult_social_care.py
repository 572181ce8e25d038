"""Complaints about adult social care: a concern, a late answer, one that waits for the NHS."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.people import complaint
from engine.demo.steps import Officer, Step, Story, asked, done, found, on

PROCEDURE = "adult-social-care"
MANAGER, HANDLER, INVESTIGATOR, SIGNATORY, HOSPITAL = (
    "adults_manager",
    "adults_contact",
    "adults_investigator",
    "adults_director",
    "adults_hospital",
)


def _accepted(day: int, point: str, **first: object) -> tuple[Step, ...]:
    """Looked at on the day it came, acknowledged on the next."""
    return (
        done(on(day, "14:00"), HANDLER, "first_look", decision="complaint", **first),
        done(
            on(day + 1, "10:00"),
            MANAGER,
            "acknowledge",
            points=[point],
            investigator=Officer(INVESTIGATOR),
        ),
    )


def _agreed(day: int, until: int) -> Step:
    return done(
        on(day, "11:30"),
        MANAGER,
        "discuss",
        discussion="held",
        manner="We read the visit records and speak to the care team and to you.",
        wanted_outcome="You want to know why it happened, and that it does not happen again.",
        until=Day(until),
    )


STORIES = (
    Story(  # has just come in, by the page for residents
        complaint(
            "Carob",
            "",
            "The ramp that was promised in spring is not there",
            """The occupational therapist said in spring that I would get a ramp. I have asked
            four times since. I cannot leave the house without my neighbour.""",
            procedure=PROCEDURE,
            about_whom="own",
        ),
        received=on(0, "15:10"),
    ),
    Story(  # the concern stage goes on
        complaint(
            "Cashew",
            "",
            "My father’s evening visit was missed again",
            """Nobody came on Tuesday and nobody called. He went to bed without his supper. I
            would like somebody to ring me when a carer is late.""",
            channel="phone",
            procedure=PROCEDURE,
            about_whom="other_asked",
            orally=True,
        ),
        received=on(0, "16:20"),
        taken_by=HANDLER,
        steps=(
            done(
                on(0, "16:30"),
                HANDLER,
                "first_look",
                decision="concern",
                concern_agreed=True,
                subject_matter="missed",
                handler=Officer(HANDLER),
            ),
        ),
    ),
    Story(  # the hospital has not given its part yet
        complaint(
            "Durian",
            "",
            "Nobody knew that my mother was coming home",
            """The ward sent her home on a Friday afternoon. The carers had not been told, and
            there was no bed downstairs.""",
            procedure=PROCEDURE,
            about_whom="other_cannot",
            health=True,
        ),
        received=on(-8, "09:40"),
        steps=(
            *_accepted(-8, "Nobody was ready when she came home", subject_matter="communication"),
            done(
                on(-5, "10:20"),
                MANAGER,
                "agree_lead",
                sharing="agreed",
                nhs_body="Example Hospital Trust",
                nhs_contact="Call the complaints team there on 01632 960 300.",
                lead="council",
                agreed_with="their complaints manager, by phone",
                nhs_officer=Officer(HOSPITAL),
            ),
            _agreed(-5, 20),
            done(
                on(-1, "15:00"),
                INVESTIGATOR,
                "investigate",
                points={"p1": found("upheld", "The team was not told, and did not ask.")},
                how_considered="I read the records and spoke to the social worker.",
            ),
        ),
    ),
    Story(  # the agreed date has come and nobody has told the person yet
        complaint(
            "Guava",
            "",
            "I was charged for visits that nobody made",
            "The bill for two months has visits on it that did not happen. I keep a diary.",
            procedure=PROCEDURE,
            by_post=True,
            about_whom="own",
        ),
        received=on(-18, "10:05"),
        steps=(
            *_accepted(-18, "The bill has visits that nobody made", subject_matter="charging"),
            _agreed(-13, 0),
        ),
    ),
    Story(  # answered, upheld, and taken to the Ombudsman
        complaint(
            "Lychee",
            "",
            "My care plan was changed without asking me",
            "My morning visit was cut from an hour to half an hour. I read it in a letter.",
            procedure=PROCEDURE,
            about_whom="own",
        ),
        received=on(-25, "13:30"),
        steps=(
            *_accepted(-25, "The plan was changed without a talk", subject_matter="assessment"),
            _agreed(-22, -5),
            done(
                on(-10, "12:00"),
                INVESTIGATOR,
                "investigate",
                points={
                    "p1": found(
                        "upheld",
                        "A plan must be talked through before it changes, and this one was not.",
                        "We will assess you again, with you.",
                        Day(10),
                    )
                },
                how_considered="I read the plan and the notes, and spoke to the team manager.",
                action_taken="The hour in the morning is back since last week.",
            ),
            done(
                on(-9, "16:40"),
                SIGNATORY,
                "sign_response",
                signature="sign",
                signs_as="delegate",
                authority="Scheme of delegation, adult social care",
                signed_name="Director Four",
            ),
            asked(on(-2, "11:00"), MANAGER, "ombudsman_took_it", ombudsman_reference="24 000 001"),
        ),
    ),
    Story(  # the answer is written; it waits to be signed
        complaint(
            "Kempas",
            "",
            "The day centre closed and nobody told us",
            "My husband stood at a locked door. A notice had gone up that morning.",
            procedure=PROCEDURE,
            about_whom="other_asked",
        ),
        received=on(-15, "11:20"),
        steps=(
            *_accepted(-15, "Nobody told us that it would close", subject_matter="communication"),
            _agreed(-12, 5),
            done(
                on(-2, "12:00"),
                INVESTIGATOR,
                "investigate",
                points={"p1": found("upheld", "The letters were written and not sent.")},
                how_considered="I asked the centre and read its list.",
            ),
        ),
    ),
)
