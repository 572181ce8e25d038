"""Somebody stops being what they were in a case: another takes their place, or they step down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.casework import staff
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime, Field
from engine.errors import FormErrors
from engine.permissions import Actor
from engine.store.cases import Participation


def replaced(hand: InHand, people: Sequence[tuple[Field, object]]) -> None:
    """Whoever held a capacity before holds it no more, where a field of the form says so."""
    named: dict[str, set[int]] = {}
    for each, officer_id in people:
        if each.replaces and each.capacity and isinstance(officer_id, int):
            who = staff.officer(hand, officer_id)
            named.setdefault(each.capacity, set()).add((who and who.person_id) or 0)
    for capacity, now in named.items():
        _end(hand, capacity, [p for p in _holding(hand, capacity) if p.person_id not in now], "")


def stand_down(hand: InHand, action: AnyTime, values: Mapping[str, object]) -> None:
    """The `stand_down` action: whoever a field names is no longer what its `role` says.

    Raises FormErrors when they are not that in this case.
    """
    form = hand.procedure.forms.get(action.form or "")
    reason, ended = str(values.get("reason") or ""), []
    for each in form.fields if form else ():
        who = staff.officer(hand, _number(values.get(each.id))) if each.role else None
        if who is None or each.role is None:
            continue
        parts = [p for p in _holding(hand, each.role) if p.person_id == who.person_id]
        if not parts:
            title = hand.procedure.roles[each.role].title
            raise FormErrors({each.id: f"{who.name} is not “{title}” in this case."})
        _end(hand, each.role, parts, reason)
        ended.append({"capacity": each.role, "person": who.person_id, "name": who.name})
    if not ended:
        raise FormErrors({form.fields[0].id if form else "who": "Say who stands down."})
    hand.record(action.id, {"ended": ended, "reason": reason})


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _holding(hand: InHand, capacity: str) -> list[Participation]:
    return [p for p in hand.books.participations if p.capacity == capacity and p.until is None]


def _end(hand: InHand, capacity: str, parts: Collection[Participation], reason: str) -> None:
    for part in parts:
        part.until = hand.now
        if reason:
            part.reason = reason
        said = {"person": part.person_id, "reason": reason or "Somebody else was named."}
        hand.audit("case:part:ended", capacity, said)
        for account in hand.books.officers:
            if account.person_id == part.person_id:
                _take_back(hand, account.id, capacity)


def _take_back(hand: InHand, officer_id: int, capacity: str) -> None:
    """Their work goes back to the queue, and none of it comes to them by itself again."""
    for task in hand.open_tasks:
        if task.assignee_id == officer_id and capacity in task.role.split():
            task.assignee_id = None
    for key in ("did", "chosen"):
        kept = hand.case.data.get(key)
        if isinstance(kept, Mapping) and officer_id in kept.values():
            rest = {element: who for element, who in kept.items() if who != officer_id}
            hand.case.data = {**hand.case.data, key: rest}


def still_here(hand: InHand, who: Actor) -> bool:
    """Whether somebody holds anything in the case, or has a task in it."""
    holds = any(
        p.person_id == who.person_id and p.until is None for p in hand.books.participations
    )
    mine = who.officer_id
    return holds or (mine is not None and any(t.assignee_id == mine for t in hand.open_tasks))
