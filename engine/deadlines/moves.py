"""What counts of a ledger once its case was moved to another procedure: decided here alone.

Statutory time limits, and the shadow ones beside them, go on counting from the day on which the
council first received it; policy ones begin with the move (procedures: "Moved between procedures",
a setting). All else that happened under the earlier procedure starts, meets and stops nothing in
the new one, though it stays in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from engine.deadlines.rules import ClockRule, Event

#: the event that a move records. Its data: ``instances``, how often each clock had begun by then,
#: and ``last_run``, the number of the last run that the case had had
MOVED = "moved"
#: the case went on under another version of its procedure, and back: no clock reads either
VERSION_MOVED, VERSION_BACK = "version_moved", "version_moved_back"
#: what is so of the people and the matter, whatever the procedure
STAYS = frozenset(
    {
        *("received", "at_risk", "copies_not_agreed", "same_person", "not_same_person"),
        *("linked", "unlinked", "split_off", "merged_in", "new_case", "begun_from"),
        *("restriction", "end_restriction", "review_restriction"),
    }
)
_FROM = "moved_at"


def since_move(events: Sequence[Event]) -> list[Event]:
    """The events that count after the last move, in the order in which they were recorded.

    The receipt says when the move was, so that policy clocks can begin then.
    """
    last = max((n for n, event in enumerate(events) if event.kind == MOVED), default=None)
    if last is None:
        return list(events)
    at = events[last].happened_at.isoformat()
    before = (event for event in events[:last] if event.kind in STAYS)
    return [_dated(event, at) for event in before] + list(events[last:])


def _dated(event: Event, at: str) -> Event:
    if event.kind != "received":
        return event
    return replace(event, data={**event.data, _FROM: at})


def kinds_since_move(kinds: Iterable[str]) -> list[str]:
    """The same of kinds alone."""
    known = list(kinds)
    last = max((n for n, kind in enumerate(known) if kind == MOVED), default=0)
    return [kind for kind in known[:last] if kind in STAYS] + known[last:]


def instances_before(events: Sequence[Event]) -> Mapping[str, int]:
    """How often each clock had begun when the case was last moved: numbers go on from there."""
    moved = next((event for event in reversed(events) if event.kind == MOVED), None)
    found = {} if moved is None else moved.data.get("instances")
    return found if isinstance(found, Mapping) else {}


def last_run(data: Mapping[str, object]) -> int:
    """The last run before a move: what belongs to it, or to one before, is of the time before."""
    found = data.get("last_run")
    return found if isinstance(found, int) else 0


def begins_with_move(rule: ClockRule, data: Mapping[str, object]) -> datetime | None:
    """When the case was moved, where the clock counts from that and not from the receipt."""
    said = data.get(_FROM)
    return datetime.fromisoformat(str(said)) if said and rule.kind == "policy" else None


def was_moved(data: Mapping[str, object]) -> bool:
    """Whether the case was moved after this receipt."""
    return _FROM in data
