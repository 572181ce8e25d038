"""Whoever owes something by a day is reminded before it and chased after it, until it is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import takewhile

from engine import deadlines
from engine.casework import dated_actions, staff
from engine.casework.in_hand import InHand
from engine.casework.notices import tell
from engine.deadlines.rules import Step
from engine.store.dated_actions import DatedAction
from engine.working_days import long_date

_INSTANT = timedelta(microseconds=1)
_SHOWN = 120  # characters of the promise or question that a notice repeats


def chase(hand: InHand) -> int:
    """Every reminder and chaser that is due in the case, in its transaction. Returns how many.

    What came while nobody swept comes once: the last of it.
    """
    due = [
        row
        for row in dated_actions.still_open(hand)
        if row.next_chase_at is not None and row.next_chase_at <= hand.now
    ]
    for row in due:
        step = _last_due(hand, row)
        if step is not None:
            _chase(hand, row, step)
        row.next_chase_at = dated_actions.next_chase(hand, row, hand.now)
    return len(due)


def _last_due(hand: InHand, row: DatedAction) -> Step | None:
    ladder = dated_actions.ladder_of(hand, row.kind)
    if ladder is None or row.due_on is None or row.next_chase_at is None:
        return None
    since = row.next_chase_at - _INSTANT
    coming = deadlines.chases(ladder, row.due_on, since, hand.profile.timing)
    come = [step for step, _ in takewhile(lambda rung: rung[1] <= hand.now, coming)]
    return come[-1] if come else None


def _chase(hand: InHand, row: DatedAction, step: Step) -> None:
    late = step.name == "breach"
    if late:
        row.chased_count += 1
    words, kind = _words(row, late), "breach" if late else "reminder"
    for officer, role in dict.fromkeys(_desks(hand, row, step)):
        tell(hand, kind, words, role=role, officer=officer, about=row.id)
    word = "chased" if late else "reminded"
    hand.record(f"{dated_actions.WORDS[row.kind]}_{word}", {"text": row.text})
    hand.audit(f"case:{dated_actions.WORDS[row.kind]}:{word}", row.text[:80], {"words": words})


def _desks(hand: InHand, row: DatedAction, step: Step) -> Iterator[tuple[int | None, str]]:
    """(officer, role) of each desk; of an owner who is gone, or outside, whoever asked.

    A ladder serves every procedure: of a role that this one does not have, whoever is in charge.
    """
    for role in step.tells:
        if role != "owner":
            known = (role,) if role in hand.procedure.roles else hand.procedure.in_charge
            yield from ((None, each) for each in known)
            continue
        people = (row.owner_officer_id, None if row.owner_role else row.asked_by_id)
        here = (each for each in people if each is not None and staff.officer(hand, each))
        officer = next(here, None)
        if officer is not None or row.owner_role:
            yield officer, "" if officer is not None else row.owner_role
            continue
        yield from ((None, each) for each in hand.procedure.in_charge)


def _words(row: DatedAction, late: bool) -> str:
    assert row.due_on is not None
    text = row.text if len(row.text) <= _SHOWN else f"{row.text[: _SHOWN - 1]}…"
    day = f"{'was' if late else 'is'} due on {long_date(row.due_on)}"
    if row.kind == "contribution":
        who = f" from {row.service}" if row.service else ""
        return f"A contribution{who} {day}: {text}"
    what = "A recommendation" if row.kind == "recommendation" else "What was promised"
    return f"{what} {day}: {text}"
