"""Undoing a move to another version: exactly as it was, while nothing has happened since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from engine.casework.in_hand import InHand, take
from engine.casework.version_target import whole
from engine.deadlines.moves import VERSION_BACK
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.permissions import PROCESS_OWNER, Actor
from engine.store import version_moves
from engine.store.base import Base
from engine.store.ledger import ClockRow, Timer
from engine.store.office import Office
from engine.store.version_moves import VersionMove

BACK = "case:version:moved_back"

_CASE = ("version", "profile", "profile_version", "stage", "confidential", "due_at")
_RUN = ("id", "version", "variables")
_TASK = ("id", "name", "role", "form", "clock", "stage", "due_at", "assignee_id")
_CLOCK = (
    *("id", "case_id", "name", "instance", "status", "started_at", "due_at", "due_on"),
    *("ended_at", "original_due_on", "extended", "told"),
)
_TIMER = (
    *("id", "case_id", "run_id", "kind", "ref", "clock", "instance", "moment", "due_at", "since"),
)


def noted(hand: InHand) -> dict[str, Any]:
    """All of a case that a move changes, as it is now. The bytes of its runs stay as they are."""
    return {
        "case": _plain(hand.case, _CASE),
        "runs": [_plain(run, _RUN) for run in hand.runs],
        "tasks": [_plain(task, _TASK) for task in hand.open_tasks],
        "clocks": [_plain(row, _CLOCK) for row in hand.books.clocks],
        "timers": [_plain(row, _TIMER) for row in hand.books.timers],
    }


def marks(hand: InHand) -> dict[str, Any]:
    """By what is seen whether something has happened: the ledger, the audit, where runs stand."""
    return {
        "ledger": hand.case.ledger_seq,
        "audit": hand.case.audit_seq,
        "runs": {str(run.id): _digest(run.state, run.variables) for run in hand.runs},
        "tasks": sorted(task.id for task in hand.open_tasks),
    }


def _digest(state: bytes | None, variables: Mapping[str, object]) -> str:
    words = repr(sorted(variables.items())).encode()
    return hashlib.sha256((state or b"") + words).hexdigest()


def undo(office: Office, actor: Actor, reference: str, reason: str) -> None:
    """Put a case back to the version from which it was moved last.

    Raises NotPermitted, FormErrors without a reason, NotNow once something has happened.
    """
    if not actor.in_office or PROCESS_OWNER not in actor.roles:
        raise NotPermitted("Only a process owner moves a case back.", "role")
    if not reason.strip():
        raise FormErrors({"reason": "Enter why the case is moved back."})
    with take(office, actor, reference) as hand:
        whole(hand)
        made = version_moves.latest(hand.session, hand.case.id)
        if why := stands(hand, made):
            raise NotNow(why, "version")
        assert made is not None
        _put_back(hand, made.before)
        made.undone_at, made.undone_by = hand.now, actor.person_id
        said = {
            "from_version": made.to_version,
            "to_version": made.from_version,
            "from_profile": made.to_profile,
            "to_profile": made.from_profile,
            "reason": reason.strip(),
        }
        hand.record(VERSION_BACK, said)
        hand.audit(BACK, "", said)


def stands(hand: InHand, made: VersionMove | None) -> str:
    """Why a move cannot be undone; "" when it can."""
    if made is None:
        return "This case was never moved to another version."
    if made.undone_at is not None:
        return "This was undone already."
    if made.before.get("since") != marks(hand):
        return "Something has happened to the case since it was moved, so it stays where it is."
    return ""


def _put_back(hand: InHand, before: Mapping[str, Any]) -> None:
    _set(hand.case, _CASE, before["case"])
    for rows, columns, kept in (
        (hand.runs, _RUN, before["runs"]),
        (hand.open_tasks, _TASK, before["tasks"]),
    ):
        known = {each["id"]: each for each in kept}
        for row in rows:
            if row.id in known:
                _set(row, columns, known[row.id])
    _restore(hand, ClockRow, hand.books.clocks, _CLOCK, before["clocks"])
    _restore(hand, Timer, hand.books.timers, _TIMER, before["timers"])


def _restore(
    hand: InHand,
    model: type[Base],
    rows: Iterable[Any],
    columns: Sequence[str],
    kept: Sequence[Mapping[str, Any]],
) -> None:
    """The rows as they were: those made since go, those that went come back."""
    there = {row.id: row for row in rows}
    known = {each["id"]: each for each in kept}
    for own, row in there.items():
        if own in known:
            _set(row, columns, known[own])
        else:
            hand.session.delete(row)
    hand.session.flush()
    for own, each in known.items():
        if own not in there:
            made = model()
            _set(made, columns, each)
            hand.session.add(made)


def _plain(row: Any, columns: Sequence[str]) -> dict[str, Any]:
    """Columns as plain JSON: instants and days as text, marked by what they are."""
    return {name: _said(getattr(row, name)) for name in columns}


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> Any:
    if isinstance(value, Mapping) and value.keys() == {"instant"}:
        return datetime.fromisoformat(value["instant"])
    if isinstance(value, Mapping) and value.keys() == {"day"}:
        return date.fromisoformat(value["day"])
    return value


def _set(row: Any, columns: Sequence[str], kept: Mapping[str, Any]) -> None:
    for name in columns:
        value = _read(kept[name])
        if getattr(row, name, None) != value:
            setattr(row, name, value)
