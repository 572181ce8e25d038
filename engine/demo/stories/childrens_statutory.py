"""Complaints about children's social care: at each stage somebody is asked something now."""

from __future__ import annotations

from engine.demo.days import Day
from engine.demo.evidence import page
from engine.demo.people import complaint
from engine.demo.steps import Officer, Step, Story, asked, done, found, on, sent

PROCEDURE = "childrens-statutory"
MANAGER, TEAM = "children", "children_team"
HEARD = "Everybody was heard."

#: the six tests, all passed, for a child who is looked after
PASSED = {
    "is_child": True,
    "E1": "met",
    "E2": "looked_after",
    "E3": "met",
    "E4": "none",
    "E5": "new",
    "E6": "none",
    "decision": "accept",
}


def taken(day: int, **more: object) -> tuple[Step, ...]:
    """Looked at on the next day, an advocate offered, acknowledged."""
    answers = {**PASSED, "responder": Officer(TEAM), **more}
    return (
        done(on(day + 1, "09:30"), MANAGER, "eligibility", **answers),
        done(
            on(day + 1, "10:30"), MANAGER, "offer_advocacy", offered_how="By phone, and a leaflet"
        ),
    )


def answered(day: int, reason: str) -> Step:
    return done(
        on(day, "15:00"),
        TEAM,
        "answer_stage1",
        stage1_result="answered",
        points={"p1": found("not_upheld", reason)},
        what_we_did="I read the file and spoke to the social worker.",
    )


def stage2(day: int, point: str, wish: str) -> tuple[Step, ...]:
    """Asked for; the statement is signed eight working days later."""
    return (
        asked(on(day, "17:20"), "resident", "request_stage2", text="You did not talk with me."),
        done(
            on(day + 1, "10:00"),
            MANAGER,
            "accept_stage2",
            appointed="yes",
            io=Officer("children_io"),
            ip=Officer("children_ip"),
            declared="Neither knows anybody who works here.",
        ),
        done(
            on(day + 5, "11:00"),
            MANAGER,
            "draft_statement",
            points=[{"id": "p1", "text": point}],
            outcomes_wanted=wish,
        ),
        done(on(day + 8, "09:45"), MANAGER, "record_signature", signature="signed"),
    )


def reported(day: int, found_out: str, *advice: str) -> tuple[Step, ...]:
    """Both reports are in on that day, and the service has nothing to put right in them."""
    report = page("investigation.pdf", ("Report of the investigating officer", found_out, *advice))
    view = page("independent-report.pdf", ("Report of the independent person", HEARD))
    return (
        sent(on(day, "09:50"), "children_io", report),
        done(
            on(day, "10:00"),
            "children_io",
            "io_report",
            io_summary=found_out,
            io_report=report.filename,
            io_recommendations=[{"text": text} for text in advice],
        ),
        sent(on(day, "14:50"), "children_ip", view),
        done(
            on(day, "15:00"),
            "children_ip",
            "ip_report",
            ip_agrees="fair",
            ip_summary=HEARD,
            ip_report=view.filename,
        ),
        done(on(day + 1, "10:00"), MANAGER, "factual_check", facts="right"),
    )


STORIES = (
    Story(  # a child has just written
        complaint(
            "Olivewood",
            "",
            "My social worker changed again and nobody told me",
            """I had four social workers this year. On Monday a new one came. I did not know her
            name. I want to know who it is before they come.""",
            wanted="That somebody tells me first.",
            procedure=PROCEDURE,
            who="child",
            wants_advocate="yes",
            lives_with="My foster carer",
        ),
        received=on(0, "16:40"),
    ),
    Story(  # due today, and the decision that it is about is frozen
        complaint(
            "Pistachio",
            "",
            "I am to move to another home before my exams",
            """They want to move me in May. My exams are in June. Nobody asked me what I think.""",
            procedure=PROCEDURE,
            who="child",
            wants_advocate="has_one",
        ),
        received=on(-10, "10:15"),
        steps=(
            *taken(-10, challenges_decision=True),
            done(
                on(-9, "11:30"),
                "children_service",
                "propose_freeze",
                freeze_decision="freeze",
                freeze_reason="You stay where you are until we have answered you.",
            ),
            done(
                on(-9, "14:00"),
                MANAGER,
                "agree_freeze",
                freeze_view="agree",
                freeze_view_reason="Nobody is at risk where the child lives now.",
            ),
        ),
    ),
    Story(  # stage 2: both reports are with people from outside
        complaint(
            "Rambutan",
            "",
            "My visits to my brother were stopped",
            """I saw my brother every week. Since autumn I do not. My social worker says it is the
            plan. I never saw a plan.""",
            procedure=PROCEDURE,
            who="child",
            wants_advocate="no",
        ),
        received=on(-40, "12:05"),
        steps=(
            *taken(-40),
            answered(-32, "The plan says every month since your brother moved."),
            *stage2(-25, "Visits were stopped and nobody asked", "I want to see him each week"),
        ),
    ),
    Story(  # adjudicated, one point without a finding; a panel is asked for
        complaint(
            "Satinwood",
            "",
            "Nobody told me that I could have a passport",
            """My class went to France and I could not go. My carer says that she asked twice.""",
            procedure=PROCEDURE,
            who="child",
        ),
        received=on(-60, "13:30"),
        steps=(
            *taken(-60),
            answered(-52, "We asked for the passport in March."),
            *stage2(-45, "Nobody asked for my passport in time", "I want a passport"),
            done(
                on(-20, "10:00"),
                "children_io",
                "io_report",
                io_summary="There is no record of it.",
            ),
            done(
                on(-19, "10:00"),
                "children_ip",
                "ip_report",
                ip_agrees="fair",
                ip_summary="Everybody was heard.",
            ),
            done(on(-18, "10:00"), MANAGER, "factual_check", facts="right"),
            done(
                on(-16, "10:00"),
                "children_director",
                "adjudicate",
                points={
                    "p1": found(
                        "unable_to_reach_a_finding",
                        "The two accounts differ and there is no record.",
                        remedy="We will get you a passport now.",
                        remedy_by=Day(15),
                    )
                },
                line_manager="no",
            ),
            asked(on(-3, "18:10"), "resident", "request_stage3", text="I want to be heard."),
            done(on(-2, "09:40"), MANAGER, "accept_stage3"),
        ),
    ),
    Story(  # agreed at stage 1, the terms in writing
        complaint(
            "Tamarind",
            "",
            "My leaving care grant has not come",
            """I moved into my flat six weeks ago. I still have no bed and no cooker.""",
            procedure=PROCEDURE,
            who="child",
        ),
        received=on(-15, "11:20"),
        steps=(
            *taken(-15, E2="care_leaver"),
            done(
                on(-9, "16:00"),
                TEAM,
                "answer_stage1",
                stage1_result="resolved",
                terms=[
                    {
                        "text": "We pay the grant and order the bed and the cooker",
                        "owner": Officer(TEAM),
                        "due": Day(5),
                    }
                ],
            ),
        ),
    ),
    Story(  # against a decision: is it frozen?
        complaint(
            "Padauk",
            "",
            "I have to change school because I moved",
            """You want me to change school after Easter. All my friends are there, and my
            teacher says that it is a bad time.""",
            procedure=PROCEDURE,
            who="child",
            wants_advocate="not_sure",
        ),
        received=on(-1, "15:20"),
        steps=taken(-1, challenges_decision=True),
    ),
    Story(  # answered; the advocate can ask for stage 2
        complaint(
            "Wamara",
            "",
            "Nobody came to my review meeting",
            """My review was on a Tuesday. My social worker did not come and nobody said why. I
            had written down what I wanted to say.""",
            procedure=PROCEDURE,
            who="child",
            wants_advocate="yes",
        ),
        received=on(-11, "16:05"),
        steps=(
            *taken(-11),
            asked(
                on(-6, "09:15"),
                MANAGER,
                "appoint_advocate",
                advocate=Officer("advocate"),
                chosen_by="The child chose from two",
            ),
            answered(-4, "Your social worker was ill, and the meeting went on without them."),
        ),
    ),
    Story(  # both reports are in, with recommendations to answer
        complaint(
            "Bubinga",
            "",
            "My things were thrown away when I moved",
            """I moved on a Friday. On Monday they said that my bags had gone to the tip. My
            photographs were in them.""",
            procedure=PROCEDURE,
            who="child",
        ),
        received=on(-45, "11:10"),
        steps=(
            *taken(-45),
            answered(-37, "The house had to be empty on that day."),
            *stage2(-30, "My things were thrown away", "I want my photographs, or sorry"),
            *reported(
                -5,
                "Nobody made a list, and nobody asked before the bags went.",
                "Say sorry in person.",
                "Make a list of what each child brings and takes.",
            ),
        ),
    ),
)
