"""What the Ombudsman asked: new, a reply to check, advice to carry out, no fault found."""

from __future__ import annotations

from dataclasses import replace

from engine.casework.intake import Complaint
from engine.demo.days import Day
from engine.demo.people import BINS, HOUSING, PLANNING, TAX, complaint
from engine.demo.steps import Officer, OpenPromise, Step, Story, asked, done, on

PROCEDURE = "ombudsman-investigation"
LINK = "ombudsman_link"


def _about(tree: str, service: str, summary: str, text: str, **facts: object) -> Complaint:
    told = complaint(tree, service, summary, text, channel="email", procedure=PROCEDURE)
    return replace(told, name=f"Ombudsman {tree}", answers=facts)


def _came(day: int, hour: str, kind: str, **answers: object) -> Step:
    return done(
        on(day, hour), LINK, "read_letter", letter_kind=kind, letter_on=Day(day - 1), **answers
    )


STORIES = (
    Story(  # the first letter has just come
        _about(
            "Balsa",
            BINS,
            "Assisted collections were missed for months",
            "The complaint is that the council missed assisted collections and did not say why.",
            ombudsman_reference="25 000 101",
            person_complaining="A. Resident",
            category="environment",
        ),
        received=on(0, "10:30"),
        taken_by=LINK,
    ),
    Story(  # the reply is written and waits to be checked
        _about(
            "Obeche",
            PLANNING,
            "Neighbours were not told of a planning application",
            "The complaint is that the council did not tell the neighbours of an extension.",
            ombudsman_reference="25 000 077",
            person_complaining="B. Resident",
            category="planning",
        ),
        received=on(-12, "09:30"),
        taken_by=LINK,
        steps=(
            _came(
                -12,
                "11:00",
                "formal_enquiry",
                what_they_ask="Who was told, and how? Please send the list and the map.",
                reply_by=Day(8),
            ),
            done(
                on(-2, "15:00"),
                LINK,
                "answer_enquiry",
                answer="Four of the six neighbours were told. Two letters went to old addresses.",
                chronology=[
                    {"day": Day(-46), "what": "The application came"},
                    {"day": Day(-44), "what": "Four letters were delivered, two came back"},
                    {"day": Day(-30), "what": "Permission was given"},
                ],
                documents_sent="The list of neighbours\nThe map\nThe officer's report",
                offered="An apology to both households.",
            ),
        ),
    ),
    Story(  # fault found: one thing is done, the other is late
        _about(
            "Utile",
            TAX,
            "Bailiffs were sent to a man in hospital",
            "The complaint is that the council sent bailiffs though it knew he was in hospital.",
            ombudsman_reference="24 000 950",
            person_complaining="C. Resident",
            category="benefits_tax",
        ),
        received=on(-35, "10:00"),
        taken_by=LINK,
        steps=(
            _came(
                -34,
                "10:00",
                "final_decision",
                ombudsman_decision="upheld",
                recommends=True,
                reply_by=Day(-20),
                decision_summary="The council knew of the illness and did not act on it.",
            ),
            done(on(-33, "12:00"), "monitoring", "tell_monitoring_officer", note="Read."),
            done(
                on(-25, "14:00"),
                "director",
                "decide_recommendations",
                accepted=[
                    {
                        "text": "Apologise and pay £250",
                        "owner": Officer("director"),
                        "due": Day(-10),
                    },
                    {
                        "text": "Check illness before bailiffs are sent",
                        "owner": Officer("action_owner"),
                        "due": Day(-3),
                    },
                ],
                declined=[
                    {
                        "text": "Look again at every case since 2010",
                        "reason": "Our records begin in 2015.",
                    }
                ],
                report_by=Day(10),
            ),
            asked(on(-12, "09:30"), LINK, "give_evidence"),
            done(
                on(-12, "09:40"),
                LINK,
                "record_evidence",
                promise=OpenPromise("Apologise", LINK),
                outcome="kept",
                evidence="The letter went out and £250 was paid. The receipt is enclosed.",
                done_on=Day(-13),
            ),
        ),
    ),
    Story(  # no fault
        _about(
            "Limba",
            HOUSING,
            "A place on the housing register was lost",
            "The complaint is that the council closed a housing application without a warning.",
            ombudsman_reference="24 000 871",
            person_complaining="D. Resident",
            category="housing",
        ),
        received=on(-22, "11:00"),
        taken_by=LINK,
        steps=(
            _came(
                -21,
                "10:00",
                "final_decision",
                ombudsman_decision="not_upheld",
                decision_summary="Two warnings were sent, and the rules were followed.",
            ),
        ),
    ),
)
