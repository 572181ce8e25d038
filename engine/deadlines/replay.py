"""A case's clocks, derived from its ledger under its frozen rules.

Events are taken in the order in which they happened, not in which they were recorded. What no
clock knows of (a further contact, a note) costs one look-up and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from engine.deadlines.beginnings import beginning
from engine.deadlines.counting import UNCHANGED, Changes, deadline
from engine.deadlines.given_dates import at_usual_length, given_date, read_date
from engine.deadlines.moves import instances_before, since_move
from engine.deadlines.rules import (
    ClockRule,
    ClockState,
    Deadline,
    Event,
    Standstill,
    Start,
    Status,
    Timing,
)

_Seen = Mapping[str, Event]  # the latest event of each kind so far


def replay(
    rules: Mapping[str, ClockRule], events: Sequence[Event], timing: Timing
) -> tuple[ClockState, ...]:
    """Every instance of every clock at the end of the ledger: as the rules stand, then in time.

    * A clock's starts are in order of precedence: one of higher precedence restarts the running
      instance. Otherwise a start while it runs changes nothing, and after its end opens the next
      one. On a clock whose date is given, each start replaces the running instance.
    * `met_by` ends it MET; `stops_at`, `withdrawn` (unless among its `surviving`) and a `run_cut`
      that names it end it STOPPED.
    * Of what happened before the case was moved here, only what `since_move` keeps counts.
    * `extended`, `paused` and `resumed` count only where the rule allows them. A clock stands
      still as long as anything holds it: a pause by hand, or one that the rule's `pauses` name.
    """
    before = instances_before(events)
    clocks = {n: _Clock(rule, timing, before.get(n, 0)) for n, rule in rules.items()}
    listeners = _listeners(clocks)
    latest_of_kind: dict[str, Event] = {}
    for event in _that_matter(since_move(events), listeners):
        about = event.data.get("about")
        if isinstance(about, str) and about in clocks and event.kind.startswith("letter "):
            clocks[about].tell(event)
        for listen in listeners.get(event.kind, ()):
            listen(event, latest_of_kind)
        latest_of_kind[event.kind] = event
    return tuple(state for clock in clocks.values() for state in clock.states())


def latest(states: Iterable[ClockState], clock: str) -> ClockState | None:
    """The last instance of a clock; None if it never started."""
    found = None
    for state in states:
        if state.rule.name == clock:
            found = state
    return found


_Listener = Callable[[Event, _Seen], None]


def _that_matter(events: Sequence[Event], listeners: Mapping[str, object]) -> list[Event]:
    """Only what some clock listens to, in the order it happened."""
    matter = [e for e in events if e.kind in listeners or "about" in e.data]
    matter.sort(key=lambda event: event.happened_at)
    return matter


def _listeners(clocks: Mapping[str, _Clock]) -> Mapping[str, Sequence[_Listener]]:
    """For each kind of event, what it does: ends first, then changes, then starts."""
    by_kind: dict[str, list[_Listener]] = {"withdrawn": [], "run_cut": []}
    changed = (change for clock in clocks.values() for change in clock.changed_by())
    started = (start for clock in clocks.values() for start in clock.started_by())
    for kind, listener in (*changed, *started):
        by_kind.setdefault(kind, []).append(listener)
    for dated in (start.as_of for clock in clocks.values() for start in clock.rule.starts):
        if dated is not None:
            by_kind.setdefault(dated, [])
    return by_kind


class _Clock:
    """One clock while its ledger is read; instances that are over stand in ``ended``."""

    __slots__ = (
        *("began", "changes", "counted", "current", "ended", "extended", "given", "held_by"),
        *("before", "original", "paused_at", "rank", "rule", "running"),
        *("tell_by", "timing", "told"),
    )

    def __init__(self, rule: ClockRule, timing: Timing, before: int = 0) -> None:
        self.rule, self.timing, self.before = rule, timing, before
        self.counted = rule  # as it counts in the running instance
        self.ended: list[ClockState] = []
        self.running = self.extended = self.told = False
        self.changes = UNCHANGED
        self.paused_at: datetime | None = None
        self.held_by: set[Standstill | None] = set()  # None: by hand
        self.tell_by: datetime | None = None
        self.given: date | None = None
        self.rank = 0

    def changed_by(self) -> Iterator[tuple[str, _Listener]]:
        """What ends it, then what moves its date."""
        name = self.rule.name
        yield from ((kind, self.meet) for kind in self.rule.met_by)
        yield from ((kind, self.stop) for kind in self.rule.stops_at)
        yield "withdrawn", self.withdraw
        yield "run_cut", self.cut
        yield f"extended {name}", self.extend
        yield f"paused {name}", self.pause
        yield f"resumed {name}", self.resume
        for standstill in self.rule.pauses:
            yield standstill.since, self.holder(standstill)
            yield standstill.until, self.releaser(standstill)

    def started_by(self) -> Iterator[tuple[str, _Listener]]:
        """What begins it, in order of precedence."""
        for rank, start in enumerate(self.rule.starts):
            yield start.event, self.starter(rank, start)

    def starter(self, rank: int, start: Start) -> _Listener:
        """What a start event of this precedence does."""

        def begin(event: Event, seen: _Seen) -> None:
            if not self.running:
                self._begin(rank, start, event, seen)
            elif self.rule.date_field is not None:
                if self._dated(event):
                    self._end(Status.STOPPED, event)
                    self._begin(rank, start, event, seen)
            elif rank < self.rank:
                self._begin(rank, start, event, seen)

        return begin

    def _begin(self, rank: int, start: Start, event: Event, seen: _Seen) -> None:
        if self.rule.date_field is not None and not self._dated(event):
            return  # the form asked for no date this time: nothing to wait for
        dated = event if start.as_of is None else seen.get(start.as_of, event)
        usual = at_usual_length(self.rule, event.data, event.happened_at, self.timing)
        if usual is not None:
            self.counted, began, self.given = usual.rule, usual.began, None
        else:
            began = beginning(self.rule, dated.kind, dated.happened_at, self.timing, dated.data)
            self.counted, self.given = self.rule, given_date(self.rule, event.data)
        self.rank, self.began = rank, (event.kind, began)
        self.changes, self.paused_at, self.tell_by = UNCHANGED, None, None
        self.held_by = set()
        self.extended = self.told = False
        self.original = self.current = self._deadline()
        self.running = True

    def _dated(self, event: Event) -> bool:
        """Whether the event says when the clock ends: with a date, or by what is usual."""
        if given_date(self.rule, event.data) is not None:
            return True
        return at_usual_length(self.rule, event.data, event.happened_at, self.timing) is not None

    def _deadline(self) -> Deadline:
        kind, began = self.began
        return deadline(self.counted, kind, began, self.timing, self.changes, self.given)

    def meet(self, event: Event, _: _Seen) -> None:
        """What the clock waited for."""
        self._end(Status.MET, event)

    def stop(self, event: Event, _: _Seen) -> None:
        """It ends unmet."""
        self._end(Status.STOPPED, event)

    def withdraw(self, event: Event, _: _Seen) -> None:
        """The case ended: so does it, unless it is among those that survive that."""
        if not self._named(event, "surviving"):
            self._end(Status.STOPPED, event)

    def cut(self, event: Event, _: _Seen) -> None:
        """The run it belongs to was cut short."""
        if self._named(event, "clocks"):
            self._end(Status.STOPPED, event)

    def _named(self, event: Event, key: str) -> bool:
        names = event.data.get(key)
        return isinstance(names, list | tuple) and self.rule.name in names

    def extend(self, event: Event, _: _Seen) -> None:
        """A new date; the latest one counts, but never one before the date by the rule."""
        until = read_date(event.data.get("until"))
        if not self.running or self.rule.extend is None or until is None:
            return
        self.tell_by = self.current.due
        self._change(Changes(self.changes.pauses, until, event.happened_at))
        self.extended = True

    def pause(self, event: Event, _: _Seen) -> None:
        """It stands still from here, where its rule allows that."""
        if self.rule.pausable:
            self._hold(None, event)

    def resume(self, event: Event, _: _Seen) -> None:
        """It goes on."""
        self._release(None, event)

    def holder(self, standstill: Standstill) -> _Listener:
        """What makes it stand still by itself."""
        return lambda event, _: self._hold(standstill, event)

    def releaser(self, standstill: Standstill) -> _Listener:
        """What lets it go on by itself."""
        return lambda event, _: self._release(standstill, event)

    def _hold(self, by: Standstill | None, event: Event) -> None:
        if self.running:
            self.paused_at = self.paused_at or event.happened_at
            self.held_by.add(by)

    def _release(self, by: Standstill | None, event: Event) -> None:
        self.held_by.discard(by)
        if self.running and self.paused_at is not None and not self.held_by:
            self._go_on(event.happened_at)

    def tell(self, event: Event) -> None:
        """A letter about this clock: in time if it left by the due date it was about to miss."""
        if not self.running or event.kind in (*self.rule.met_by, *self.rule.stops_at):
            return
        if event.happened_at <= (self.tell_by or self.current.due):
            self.told = True

    def _go_on(self, at: datetime) -> None:
        assert self.paused_at is not None
        pauses = (*self.changes.pauses, (self.paused_at, at))
        self.paused_at = None
        self.held_by = set()
        self._change(Changes(pauses, self.changes.until, self.changes.extended_at))

    def _change(self, changes: Changes) -> None:
        self.changes = changes
        self.current = self._deadline()

    def _end(self, status: Status, event: Event) -> None:
        if not self.running:
            return
        if self.paused_at is not None:
            self._go_on(event.happened_at)
        self.ended.append(self._state(status, event))
        self.running = False

    def states(self) -> list[ClockState]:
        """The ended instances and the one that runs or stands still."""
        if not self.running:
            return self.ended
        status = Status.RUNNING if self.paused_at is None else Status.PAUSED
        return [*self.ended, self._state(status, None)]

    def _state(self, status: Status, ended: Event | None) -> ClockState:
        return ClockState(
            rule=self.rule,
            instance=self.before + len(self.ended) + 1,
            status=status,
            deadline=self.current,
            original=self.original,
            ended_at=None if ended is None else ended.happened_at,
            ended_by=None if ended is None else ended.kind,
            extended=self.extended,
            told=self.told,
            paused_at=self.paused_at,
            by_hand=None in self.held_by,
            waits_for=tuple(sorted(pause.until for pause in self.held_by if pause)),
            due_by_rule=self._due_by_rule(),
        )

    def _due_by_rule(self) -> date | None:
        if self.changes is UNCHANGED:
            return None
        if self.changes.until is None:
            return self.current.due_on
        kind, began = self.began
        pauses = Changes(self.changes.pauses)
        return deadline(self.counted, kind, began, self.timing, pauses, self.given).due_on
