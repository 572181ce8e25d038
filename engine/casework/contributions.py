"""What other officers and services are asked for a complaint, and what they answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.casework import dated_actions, promises, separations, staff
from engine.casework.in_hand import InHand
from engine.casework.notices import tell
from engine.catalogue.definition import AnyTime
from engine.clock import london_date
from engine.errors import FormErrors
from engine.permissions import Actor
from engine.store.dated_actions import CONTRIBUTOR, DatedAction
from engine.store.tasks import Task
from engine.working_days import long_date

#: the profile's value: working days within which an answer is expected, where nobody says when
USUAL_DAYS = "contribution_working_days"


def contribution(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """The `contribution` action: one question to officers, and to services outside, a line each.

    The letter need not wait for any of them. Whoever is complained about is not asked.
    """
    asked, outside = _officers(values), _services(values)
    if not asked and not outside:
        raise FormErrors({"officer": "Select an officer, or name a service."})
    due_on = _due(hand, values)
    for officer_id in asked:
        _ask_officer(hand, officer_id, str(values["question"]), due_on)
    for service in outside:
        _add(hand, str(values["question"]), due_on, service=service)


def give_contribution(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """The `give_contribution` action: the answer, or that it is not needed any more."""
    row = promises.chosen(hand, action, values)
    _require(hand, hand.actor)
    if values.get("outcome") == "given_up":
        dated_actions.give_up(hand, row, str(values["reason"]))
        return
    row.document_id = dated_actions.document_called(hand, values.get("document"))
    dated_actions.done(hand, row, str(values["answer"]), hand.now)
    if row.asked_by_id not in (None, hand.actor.officer_id):
        words = f"A contribution is there, to the question: {row.text}"
        tell(hand, "info", words, officer=row.asked_by_id)


def leave(hand: InHand) -> None:
    """The case closes: nobody is chased for an answer that is not needed any more."""
    for row in dated_actions.still_open(hand, "contribution"):
        dated_actions.give_up(hand, row, "The case was closed without it.")


def _officers(values: dict[str, object]) -> list[int]:
    """Those whom any of the form's officer fields name, each once."""
    named = (values.get(name) for name in ("officer", "second_officer", "third_officer"))
    return list(dict.fromkeys(each for each in named if isinstance(each, int)))


def _services(values: dict[str, object]) -> list[str]:
    lines = (line.strip() for line in str(values.get("services") or "").splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _due(hand: InHand, values: dict[str, object]) -> date | None:
    due = values.get("due")
    if isinstance(due, date):
        return due
    days = hand.profile.values.get(USUAL_DAYS)
    if days is None:  # a profile older than the value
        days = hand.office.present_profile(hand.profile).values.get(USUAL_DAYS)
    if not isinstance(days, int):
        return None
    return hand.profile.timing.calendar.add(london_date(hand.now), days)


def _ask_officer(hand: InHand, officer_id: int, question: str, due_on: date | None) -> None:
    who = staff.officer(hand, officer_id)
    assert who is not None  # the form was read
    assert who.person_id is not None
    separations.know_ties(hand, who.person_id)
    _require(hand, who)
    separations.take_part(hand, who.person_id, CONTRIBUTOR)
    row = _add(hand, question, due_on, officer=officer_id)
    hand.session.flush()
    by = f" by {long_date(due_on)}" if due_on else ""
    words = f"You are asked to contribute{by}: {question}"
    tell(hand, "info", words, officer=officer_id, about=row.id)


def _require(hand: InHand, who: Actor) -> None:
    """Whoever is asked acts as a contributor; separations hold for that as for any task."""
    acting = replace(who, capacities=who.capacities | {CONTRIBUTOR})
    task = Task(element="contribution", name="A contribution", role=CONTRIBUTOR)
    separations.require(hand, acting, task)


def _add(
    hand: InHand,
    question: str,
    due_on: date | None,
    *,
    officer: int | None = None,
    service: str = "",
) -> DatedAction:
    return dated_actions.add(
        hand,
        DatedAction(
            kind="contribution",
            text=question,
            asked_by_id=hand.actor.officer_id,
            owner_officer_id=officer,
            service=service,
            due_on=due_on,
        ),
    )
