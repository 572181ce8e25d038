"""Dates that come: timers go off, ladders are climbed. The scheduler calls, case by case."""

from __future__ import annotations

from collections.abc import Collection

from engine import deadlines
from engine.casework import chasing, clock_sheet, moving, own_links
from engine.casework.in_hand import InHand, take
from engine.casework.notices import tell
from engine.casework.sending import reference_of
from engine.clock import london_date
from engine.deadlines.rules import ClockState, Step
from engine.permissions import SYSTEM
from engine.store import dated_actions
from engine.store.ledger import Timer
from engine.store.office import Office
from engine.store.tasks import Task
from engine.working_days import long_date


def due_cases(office: Office, limit: int = 100, without: Collection[int] = ()) -> tuple[int, ...]:
    """The cases in which a date has come. Costs what is due, not what is open."""
    with office.store.read() as session:
        return dated_actions.due_cases(session, office.clock.now(), limit, without)


def let_dates_come(office: Office, case_id: int) -> int:
    """Fire everything that is due in one case; one commit. Returns how many rungs were climbed."""
    with take(office, SYSTEM, reference_of(office, case_id)) as hand:
        climbed = _climb(hand) + chasing.chase(hand)
        hand.clocks_stale = True
        moving.settle(hand)
        return climbed


def _climb(hand: InHand) -> int:
    due = [
        t for t in hand.books.timers if t.kind == "ladder" and t.due_at and t.due_at <= hand.now
    ]
    known = clock_sheet.states(hand)
    for timer in due:
        state = next(
            (s for s in known if (s.rule.name, s.instance) == (timer.clock, timer.instance)), None
        )
        if state is not None:
            _rung(hand, timer, state)
    return len(due)


def _rung(hand: InHand, timer: Timer, state: ClockState) -> None:
    """Record and tell; then the timer waits for the next rung."""
    ladder = hand.profile.ladders[state.rule.ladder or ""]
    if state.by_hand and ladder.standing is not None and timer.moment == ladder.standing.name:
        _say_that_it_stands(hand, state, ladder.standing)
        timer.since = hand.now  # what came while nobody swept comes once
        return
    steps = deadlines.steps_of(state, ladder, hand.profile.timing)
    for key, step, at in steps:
        if key == timer.moment and at == timer.due_at:
            hand.record(
                f"{step.name} {state.rule.name}", {"rung": key, "due": str(state.deadline.due_on)}
            )
            hand.audit(f"case:clock:{step.name}", state.rule.name, {"rung": key})
            late = "was due" if state.late(hand.now) else "is due"
            due = f"{state.rule.title} {late} on {long_date(state.deadline.due_on)}."
            for role in step.tells:
                _tell(hand, step.name, role, state, due)
    timer.since = timer.due_at


def _say_that_it_stands(hand: InHand, state: ClockState, step: Step) -> None:
    """Somebody paused the clock, and nobody has started it again."""
    assert state.paused_at is not None
    hand.audit("case:clock:standing", state.rule.name, {"since": state.paused_at.isoformat()})
    since = long_date(london_date(state.paused_at))
    paused = f"{state.rule.title} has been paused since {since}."
    words = f"{paused} Start the clock again if nothing is awaited."
    for role in step.tells:
        _tell(hand, "reminder", role, state, words)


def _tell(hand: InHand, kind: str, role: str, state: ClockState, words: str) -> None:
    owner = _owner(hand, state) if role == "owner" else None
    if role == "owner":  # while nobody has taken it on, everybody who may is told
        role = "" if owner is not None else _waiting_role(hand, state)
        if owner is None and not role:
            return
    own_links.remind_all(hand, role)
    if owner is not None and own_links.remind(hand, owner):
        return
    tell(
        hand,
        kind if kind in ("reminder", "breach") else "info",
        words,
        role=role,
        officer=owner,
    )


def _owner(hand: InHand, state: ClockState) -> int | None:
    """Whoever holds a task that this clock covers."""
    about = [t for t in hand.open_tasks if t.clock == state.rule.name]
    return next((t.assignee_id for t in _assigned(about or hand.open_tasks)), None)


def _waiting_role(hand: InHand, state: ClockState) -> str:
    """The role of a task that this clock covers and nobody has taken on."""
    waiting = (t.role for t in hand.open_tasks if t.clock == state.rule.name and t.role)
    return next((role.split()[0] for role in waiting), "")


def _assigned(tasks: list[Task]) -> list[Task]:
    return [task for task in tasks if task.assignee_id is not None]
