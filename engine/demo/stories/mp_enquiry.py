"""Enquiries from Members of Parliament: new, in hand, late, answered. Nobody here is real."""

from __future__ import annotations

from dataclasses import replace

from engine.casework.intake import Complaint
from engine.demo.days import Day
from engine.demo.people import HOUSING, PARKING, complaint
from engine.demo.steps import Officer, Step, Story, asked, done, on

PROCEDURE = "mp-enquiry"
DESK = "mp_team"


def _from(tree: str, service: str, summary: str, text: str, **facts: object) -> Complaint:
    told = complaint(tree, service, summary, text, channel="email", procedure=PROCEDURE)
    return replace(told, name=f"MP {tree}", answers=facts)


def _read(day: int, hour: str, **answers: object) -> Step:
    return done(
        on(day, hour), DESK, "read_enquiry", route="answer", answerer=Officer(DESK), **answers
    )


STORIES = (
    Story(  # has just come in
        _from(
            "Wenge",
            HOUSING,
            "A constituent has waited eight months for a ramp",
            "My constituent uses a wheelchair and has no ramp at her door. When will it come?",
            mp_reference="WE/204",
            constituent="A. Constituent",
        ),
        received=on(0, "15:10"),
        taken_by=DESK,
    ),
    Story(  # read; another service has been asked
        _from(
            "Iroko",
            PARKING,
            "Cars on the pavement outside a school",
            "Parents tell me that they walk in the road with small children every morning.",
            mp_reference="IR/17",
        ),
        received=on(-6, "10:20"),
        taken_by=DESK,
        steps=(
            _read(-5, "11:00"),
            asked(
                on(-5, "11:30"),
                DESK,
                "contribution",
                question="How often was the street patrolled this term?",
                officer=Officer("contributor"),
                due=Day(4),
            ),
        ),
    ),
    Story(  # the answer is late, and the MP has not been told yet
        _from(
            "Meranti",
            HOUSING,
            "A family of five in two rooms",
            "They have bid for a larger home for three years. What are their chances?",
            constituent="B. Constituent",
            constituent_reach="By letter, at the address that you have",
        ),
        received=on(-17, "09:40"),
        taken_by=DESK,
        steps=(
            _read(
                -16,
                "14:00",
                consent_limits="The health of the grandmother, who has not been asked.",
            ),
        ),
    ),
    Story(  # answered in time
        _from(
            "Sapele",
            PARKING,
            "A parking space near a front door",
            "My constituent cannot walk far. Can a space be marked outside her house?",
            mp_reference="SA/88",
            constituent="C. Constituent",
        ),
        received=on(-20, "12:00"),
        taken_by=DESK,
        steps=(
            _read(-19, "10:00"),
            done(
                on(-11, "16:00"),
                DESK,
                "answer_enquiry",
                reply="We will mark a bay outside her house. The work is planned for next month.",
            ),
        ),
    ),
)
