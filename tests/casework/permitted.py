"""Who may do what to a corporate complaint, in every state it comes through: the whole list.

Write it anew with ``python -m tests.casework.permitted``, and read every line that changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from engine.casework import actions, separations, tasks
from engine.casework.in_hand import InHand, take
from engine.casework.intake import Someone
from engine.errors import Refused
from engine.permissions import Actor
from engine.store.tasks import Task
from tests.casework.council import FOUND, Council

KEPT = Path(__file__).with_name("permitted_actions.txt")
HEADING = """\
Who may do what to a corporate complaint under NHDC-2019 (with pauses), state by state. In brackets
the open tasks that they may take and complete, then the actions at any time. Who is not named may
do nothing. Written by: python -m tests.casework.permitted
"""
ROLES = (
    "customer_services",
    "triage_officer",
    "stage1_investigator",
    "stage1_approver",
    "stage2_reviewer",
    "complaints_manager",
    "hr_adviser",
    "service_director",
)
PAUSES = {"clocks.corporate-complaint.response1.pause": True}
HELPER = Someone(name="Bob", email="bob@example.org")
#: has every role and does every task of the walk: what separations leave of that
JACK = "jack of all trades, who did all so far"

State = tuple[str, str]  # (its name, the reference of a case that is in it)


def walk(council: Council) -> Iterator[State]:
    """Every state, each reached by the verbs, at the moment when it is reached."""
    council.hires({"jack": (ROLES, 3), **{f"new {role}": ((role,), 9) for role in ROLES}})
    _received(council)  # whose complainant is a stranger to the others
    yield "received", _received(council)
    yield "the customer is asked", _asked_customer(council)
    yield from _stage1(council)
    yield from _late(council)
    yield from _stage2(council)
    yield from _ends(council)


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


def actors(council: Council, reference: str) -> dict[str, Actor]:
    """Somebody new in each role, the parties, a stranger, and who did all so far."""
    return {
        **{role: council.people[f"new {role}"] for role in ROLES},
        JACK: council.people["jack"],
        "complainant": council.resident(reference),
        "representative": council.resident(reference, "representative"),
        "the complainant of another case": council.resident("COM-2024-00001"),
    }


def special(council: Council) -> dict[str, Actor]:
    """Officers of whom a state may say more than of somebody new in their role."""
    named = ("investigator", "approver", "reviewer", "manager")
    return {
        f"{name}, {next(iter(council.people[name].roles))}": council.people[name] for name in named
    }


def permitted(council: Council, actor: Actor, reference: str) -> tuple[list[str], list[str]]:
    """(tasks, actions) that the verbs' own judgement lets them have."""
    with take(council.office, actor, reference) as hand:
        mine = [t.element for t in hand.open_tasks if _allowed(_may_complete, hand, t)]
        known = hand.procedure.any_time.values()
        return sorted(mine), [a.id for a in known if _allowed(actions.allow, hand, a)]


def _may_complete(hand: InHand, task: Task) -> None:
    tasks._not_anothers(hand, task)
    separations.require(hand, hand.actor, task)


def _allowed(judge: Callable[[InHand, Any], None], hand: InHand, what: object) -> bool:
    try:
        judge(hand, what)
    except Refused:
        return False
    return True


def written(council: Council) -> str:
    """The whole list, as it is kept."""
    return HEADING + "".join(_block(council, *state) for state in walk(council))


def _block(council: Council, name: str, reference: str) -> str:
    lines = [f"\n{name}\n"]
    waits = ", ".join(council.open_tasks(reference))
    lines.append(f"  waits for: {waits or 'nobody'}\n")
    said = {who: _said(council, a, reference) for who, a in actors(council, reference).items()}
    for who, actor in special(council).items():
        (role,) = actor.roles
        if (more := _said(council, actor, reference)) != said[role]:
            said[who] = more
    lines += [f"    {who:<38} {what}\n" for who, what in said.items() if what]
    return "".join(lines)


def _said(council: Council, actor: Actor, reference: str) -> str:
    mine, acts = permitted(council, actor, reference)
    return " ".join([f"[{', '.join(mine)}]"] * bool(mine) + [", ".join(acts)]).strip()


def main() -> None:
    """Write the list anew."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'redress.sqlite3'}"
        council = Council(url, Path(folder), changed=PAUSES)
        KEPT.write_text(written(council))
        council.close()


if __name__ == "__main__":
    main()
