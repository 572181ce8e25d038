"""Every state that a corporate complaint comes through, each reached by the verbs."""

from __future__ import annotations

from collections.abc import Iterator

from engine.casework.intake import Someone
from tests.casework.council import FOUND, Council
from tests.casework.states_more import early, later

__all__ = ["HELPER", "ROLES", "State", "walk"]

ROLES = (
    "customer_services",
    "triage_officer",
    "stage1_investigator",
    "stage1_approver",
    "stage2_reviewer",
    "complaints_manager",
    "hr_adviser",
    "service_director",
    "contributor",
)
HELPER = Someone(name="Bob", email="bob@example.org")

State = tuple[str, str]  # (its name, the reference of a case that is in it)


def walk(council: Council) -> Iterator[State]:
    """Every state, each at the moment when it is reached; ``jack`` does every task of it."""
    council.hires({"jack": (ROLES, 3), **{f"new {role}": ((role,), 9) for role in ROLES}})
    _received(council)  # whose complainant is a stranger to the others
    yield "received", _received(council)
    yield "the customer is asked", _asked_customer(council)
    yield from early(council, _received)
    yield from _stage1(council)
    yield from _late(council)
    yield from _stage2(council)
    yield from _ends(council)
    yield from later(council, _received)


def _received(council: Council) -> str:
    council.at("2024-04-03T10:00")
    return council.receives(representative=HELPER)


def _asked_customer(council: Council) -> str:
    reference = _received(council)
    council.does("jack", reference, "triage", triage="ask_customer", reply_by="2024-04-17")
    return reference


def _accepted(council: Council, **answers: object) -> str:
    reference = _received(council)
    council.does("jack", reference, "triage", triage="accept", **answers)
    council.sweeps()
    return reference


def _answered(council: Council) -> str:
    reference = _accepted(council)
    council.does("jack", reference, "answer_stage1", points={"p1": FOUND})
    council.sweeps()
    return reference


def _asked_stage2(council: Council) -> str:
    reference = _answered(council)
    council.acts("complainant", reference, "request_stage2", ground="G1", text="Look again.")
    return reference


def _at_stage2(council: Council) -> str:
    reference = _asked_stage2(council)
    council.does("manager", reference, "test_grounds", G1="met", reason="It was misread.")
    council.sweeps()
    return reference


def _stage1(council: Council) -> Iterator[State]:
    director = council.people["director"].officer_id
    about_staff = _accepted(council, about_staff=True, subject_officer=director)
    yield "stage 1, about staff: HR is told", about_staff
    yield "stage 1: to be answered", _accepted(council)
    mine = _accepted(council, investigator=council.people["investigator"].officer_id)
    yield "stage 1: to be answered, on somebody's desk", mine
    paused = _accepted(council)
    council.acts("jack", paused, "pause", reason="We wait for the invoice.")
    yield "stage 1: paused", paused
    checked = _accepted(council)
    approver = council.people["approver"].officer_id
    council.does("jack", checked, "answer_stage1", points={"p1": FOUND}, approver=approver)
    yield "stage 1: answer on the approver's desk", checked
    withdrawing = _accepted(council)
    council.acts("complainant", withdrawing, "withdraw")
    yield "stage 1: a withdrawal is to be confirmed", withdrawing


def _late(council: Council) -> Iterator[State]:
    due = _accepted(council)
    council.passes("2024-04-17T10:00")
    yield "stage 1: due today", due
    silent = _accepted(council)
    council.passes("2024-04-18T10:00")
    yield "stage 1: late, and nobody said when", silent
    told = _accepted(council)
    council.passes("2024-04-17T10:00")
    council.does("manager", told, "late1", until="2024-04-26", reason="Somebody is ill.")
    council.passes("2024-04-18T10:00")
    yield "stage 1: late, but told in time", told
    council.passes("2024-04-29T10:00")
    yield "stage 1: late, and the promised date has passed", told


def _stage2(council: Council) -> Iterator[State]:
    queued = _accepted(council)
    council.does("jack", queued, "answer_stage1", points={"p1": FOUND})
    yield "stage 1 answered, its letter not sent yet", queued
    yield "closed after stage 1", _answered(council)
    yield "stage 2 asked for: grounds to be tested", _asked_stage2(council)
    yield "stage 2: to be answered", _at_stage2(council)
    late = _at_stage2(council)
    council.passes("2024-04-17T10:00")
    yield "stage 2: due today", late
    direct = _received(council)
    original = council.people["reviewer"].officer_id
    council.does(
        "jack",
        direct,
        "triage",
        triage="direct_stage2",
        direct_reason="information_rights",
        original_officer=original,
    )
    yield "straight to stage 2, decided first by the reviewer", direct


def _ends(council: Council) -> Iterator[State]:
    answered = _at_stage2(council)
    council.does("reviewer", answered, "answer_stage2", points={"p1": FOUND})
    council.sweeps()
    yield "closed after stage 2", answered
    refused = _asked_stage2(council)
    council.does("manager", refused, "test_grounds", reason="None is met.")
    council.sweeps()
    yield "closed, stage 2 refused", refused
    withdrawn = _accepted(council)
    council.acts("complainant", withdrawn, "withdraw")
    council.does("manager", withdrawn, "confirm_withdrawal", withdrawal="confirmed")
    council.sweeps()
    yield "closed, withdrawn", withdrawn
    elsewhere = _received(council)
    council.does("jack", elsewhere, "triage", triage="compliment")
    council.sweeps()
    yield "closed, a compliment", elsewhere
