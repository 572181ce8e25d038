"""A letter that was written before its case was moved, and has not left yet."""

from __future__ import annotations

import copy

from engine.casework.in_hand import InHand
from engine.deadlines.moves import MOVED, last_run
from engine.deadlines.rules import Event
from engine.store import ledger
from engine.store.letters import LetterRow


def hand_for(hand: InHand, letter: LetterRow) -> InHand:
    """The case in hand as this letter speaks of it: the procedure and dates of its own time.

    Only to be read: what happens to the letter is recorded in the case as it is now.
    """
    if hand.case.moved_at is None:
        return hand
    rows = ledger.events_of(hand.session, hand.case.id)
    moves = (n for n, row in enumerate(rows) if row.kind == MOVED)
    since = (n for n in moves if (letter.run_id or 0) <= last_run(rows[n].data))
    last = next(since, None)
    if last is None:
        return hand
    moved = rows[last]
    view = copy.copy(hand)
    procedure = hand.office.procedure(hand.session, str(moved.data["from_version"]))
    view.__dict__.update(
        procedure=procedure,
        profile=hand.office.profile(hand.session, hand.case.profile_version, procedure),
        events=[
            Event(row.kind, row.happened_at, row.data)
            for row in rows[:last]
            if (row.kind, row.recorded_at) != ("run_cut", moved.recorded_at)
        ],
        clocks_derived={},
    )
    view.__dict__.pop("kinds_read", None)
    return view
