"""Keeps a case's clocks and timers true to its ledger; only what differs is written."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from engine import deadlines
from engine.casework.in_hand import InHand
from engine.deadlines.rules import ClockState, Event, Status
from engine.store.cases import Run
from engine.store.ledger import ClockRow, Timer


def states(hand: InHand, *and_if: Event) -> tuple[ClockState, ...]:
    """The case's clocks now, or as they would stand if ``and_if`` happened too.

    Derived once for the same ledger: a verb asks several times.
    """
    events = [*hand.events, *and_if]
    derived = None if and_if else hand.clocks_derived.get(len(events))
    if derived is None:
        derived = deadlines.replay(hand.rules, events, hand.profile.timing)
    if not and_if:
        hand.clocks_derived[len(events)] = derived
    return derived


def standing(hand: InHand, clock: str, *and_if: Event) -> ClockState | None:
    """The latest instance of a clock, or None when it never started."""
    return deadlines.latest(states(hand, *and_if), clock)


def successor(hand: InHand, clock: str) -> str | None:
    """The clock that an extension of this one starts (the date given in an update), if any."""
    for name, rule in hand.rules.items():
        if any(start.event == f"extended {clock}" for start in rule.starts):
            return name
    return None


def date_in_force(hand: InHand, clock: str, known: tuple[ClockState, ...]) -> ClockState | None:
    """The instance whose date counts now: one given in an update before what it replaced."""
    later = successor(hand, clock)
    for name in (later, clock):
        state = deadlines.latest(known, name) if name else None
        if state is not None and state.status in (Status.RUNNING, Status.PAUSED):
            return state
    return deadlines.latest(known, clock)


def stands_still_from(hand: InHand, event: str) -> bool:
    """Whether a clock that runs now stands still once this happens."""
    pausing = {n for n, rule in hand.rules.items() if event in {p.since for p in rule.pauses}}
    latest = (standing(hand, name) for name in pausing)
    return any(state is not None and state.status is Status.RUNNING for state in latest)


def stop(
    hand: InHand, names: Collection[str], at: datetime | None = None, run: Run | None = None
) -> None:
    """These clocks end unmet, those of them that run: what they were for was cut short.

    ``at``: then. A clock that began after that stops now: nothing ends before it began.
    """
    latest = {state.rule.name: state for state in states(hand) if state.rule.name in names}
    running = {
        name: state.deadline.started_at
        for name, state in latest.items()
        if state.status in (Status.RUNNING, Status.PAUSED)
    }
    then = {name for name, began in running.items() if at is None or began <= at}
    hand.record("run_cut", {"clocks": sorted(then)}, run=run, happened_at=at)
    if later := sorted(running.keys() - then):
        hand.record("run_cut", {"clocks": later}, run=run)


def bring_up_to_date(hand: InHand) -> None:
    """Clocks, ladders, timers and due dates of tasks follow the ledger."""
    known = states(hand)
    rows = {(row.name, row.instance): row for row in hand.books.clocks}
    for state in known:
        _write_clock(hand, state, rows.get((state.rule.name, state.instance)))
    _climb_ladders(hand, known)
    hand.clocks_stale = False
    date(hand)


def date(hand: InHand) -> None:
    """Timers and tasks get the dates of their clocks: enough where the ledger has not gone on."""
    known = states(hand)
    _date_timers(hand, known)
    for task in hand.open_tasks:
        due = _due_of(hand, task.clock, known)
        if task.due_at != due:
            task.due_at = due
    hand.case.due_at = min((t.due_at for t in hand.open_tasks if t.due_at), default=None)
    hand.undated = False


def _due_of(hand: InHand, clock: str, known: tuple[ClockState, ...]) -> datetime | None:
    state = date_in_force(hand, clock, known) if clock else None
    return None if state is None else state.deadline.due


def _write_clock(hand: InHand, state: ClockState, row: ClockRow | None) -> None:
    values = {
        "status": state.status.value,
        "started_at": state.deadline.started_at,
        "due_at": state.deadline.due,
        "due_on": state.deadline.due_on,
        "ended_at": state.ended_at,
        "original_due_on": state.original.due_on,
        "extended": state.extended,
        "told": state.told,
    }
    if row is None:
        row = ClockRow(
            case_id=hand.case.id, name=state.rule.name, instance=state.instance, **values
        )
        hand.session.add(row)
        hand.books.clocks.append(row)
        return
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _date_timers(hand: InHand, known: tuple[ClockState, ...]) -> None:
    """The engine's timers name a clock and a moment; here they get their date, or none."""
    for timer in hand.books.timers:
        if timer.kind != "engine":
            continue
        at = moment_of(hand, timer.clock, timer.moment, known)
        if timer.due_at != at:
            timer.due_at = at


def moment_of(
    hand: InHand, clock: str, moment: str, known: tuple[ClockState, ...]
) -> datetime | None:
    """When a moment of a clock comes; None while the clock does not run.

    Once it was said on that morning that no letter is needed, the next moment is the end of the
    day.
    """
    state = deadlines.latest(known, clock)
    if state is None or state.status is not Status.RUNNING:
        return None
    ladder = hand.profile.ladders.get(state.rule.ladder or "")
    at = deadlines.moment_at(state, moment, ladder, hand.profile.timing)
    said = [e.happened_at for e in hand.events if e.kind == f"not_needed {clock}"]
    if moment == "due_morning" and at is not None and said and max(said) >= at:
        return deadlines.moment_at(state, "due", ladder, hand.profile.timing)
    return at


def _climb_ladders(hand: InHand, known: tuple[ClockState, ...]) -> None:
    """One timer an instance: the next rung. After the last it stays, with no date."""
    rows = {(t.clock, t.instance): t for t in hand.books.timers if t.kind == "ladder"}
    for state in known:
        row = rows.get((state.rule.name, state.instance))
        if state.status in (Status.MET, Status.STOPPED):
            if row is not None:
                forget(hand, row)
            continue
        since = row.since if row and row.since else state.deadline.started_at
        rung = _next_rung(hand, state, since)
        if row is None and rung is not None:
            _put_ladder(hand, state, *rung)
        elif row is not None:
            key, at = rung or (row.moment, None)
            if (row.moment, row.due_at) != (key, at):
                row.moment, row.due_at = key, at


def _put_ladder(hand: InHand, state: ClockState, rung: str, at: datetime) -> None:
    row = Timer(
        case_id=hand.case.id,
        run_id=None,
        kind="ladder",
        ref="ladder",
        clock=state.rule.name,
        instance=state.instance,
        moment=rung,
        due_at=at,
        since=state.deadline.started_at,
    )
    hand.session.add(row)
    hand.books.timers.append(row)


def leave_ladders(hand: InHand) -> None:
    """A closed case reminds nobody, though a clock may run on where no letter could be sent."""
    for timer in hand.books.timers:
        if timer.kind == "ladder":
            timer.due_at = None


def forget(hand: InHand, timer: Timer) -> None:
    """A timer that waits no more goes; one that this verb made was never saved."""
    if timer in hand.session.new:
        hand.session.expunge(timer)
    else:
        hand.session.delete(timer)
    hand.books.timers.remove(timer)


def _next_rung(hand: InHand, state: ClockState, since: datetime) -> tuple[str, datetime] | None:
    """The first rung after ``since``; None for a closed case, or where nothing is to be said.

    A clock that stands still by hand has one rung, which comes again and again.
    """
    ladder = hand.profile.ladders.get(state.rule.ladder or "")
    if ladder is None or hand.case.status == "closed":
        return None
    standing = deadlines.standing_at(state, ladder, since, hand.profile.timing)
    if standing is not None:
        return "standing", standing
    for key, step, at in deadlines.steps_of(state, ladder, hand.profile.timing):
        if at > since and step.name in ("reminder", "breach"):
            return key, at
    return None
