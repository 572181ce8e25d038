"""Remedies that a decision promises: each is a dated action of its own, apart from its letter.

The answer closes the case; what it promised is followed until it is done (Code 6.6).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine.casework import dated_actions
from engine.casework.in_hand import InHand
from engine.catalogue.answered_rows import same_words
from engine.clock import london_date
from engine.store.cases import Finding, Point
from engine.store.dated_actions import DatedAction

#: the letters whose findings promise something
DECISIONS = ("decision", "final")


def promise(hand: InHand, given: Mapping[str, object]) -> None:
    """What these findings promise (``p1`` to its finding), as the letter that says so is written.

    A remedy without a date gets none. The same words again on a point only move its date.
    """
    wanted = [
        (point, findings[-1], found)
        for point, findings in hand.points
        if findings and isinstance(found := given.get(f"p{point.number}"), Mapping)
        if found.get("remedy")
    ]
    standing = open_remedies(hand) if wanted else []
    for point, finding, found in wanted:
        _promise(hand, point, finding, found, standing)


def _promise(
    hand: InHand,
    point: Point,
    finding: Finding,
    found: Mapping[str, object],
    standing: list[DatedAction],
) -> None:
    text, by = str(found["remedy"]), found.get("remedy_by")
    due_on = by if isinstance(by, date) else None
    chosen = found.get("remedy_owner")
    owner = chosen if isinstance(chosen, int) else _answering(hand, finding)
    for row in standing:
        if row.point_id == point.id and same_words(row.text, text):
            dated_actions.move(hand, row, due_on or row.due_on)
            row.owner_officer_id = chosen if isinstance(chosen, int) else row.owner_officer_id
            return
    dated_actions.add(
        hand,
        DatedAction(
            kind="remedy",
            point_id=point.id,
            text=text,
            asked_by_id=finding.by_officer_id,
            owner_officer_id=owner,
            owner_role="" if owner else hand.procedure.in_charge[0],
            due_on=due_on,
        ),
    )


def _answering(hand: InHand, finding: Finding) -> int | None:
    """Whoever answers does what they promise; not somebody from outside, who only found it."""
    return finding.by_officer_id if hand.actor.in_office else None


def open_remedies(hand: InHand) -> list[DatedAction]:
    """What was promised in the case and is not settled."""
    return dated_actions.still_open(hand, "remedy")


def still_promised(hand: InHand) -> dict[int, list[dict[str, object]]]:
    """Point id -> what was promised on it before and still stands: text, by when, whether late."""
    if all(len(found) < 2 for _, found in hand.points):
        return {}  # no point was answered before: no look-up
    today, found = london_date(hand.now), dict[int, list[dict[str, object]]]()
    for row in open_remedies(hand):
        if row.point_id is not None:
            late = row.due_on is not None and row.due_on < today
            said: dict[str, object] = {"text": row.text, "by": row.due_on, "late": late}
            found.setdefault(row.point_id, []).append(said)
    return found
