"""What comes next in an office by itself: its dates, each with what happens on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from engine.deadlines.rules import ClockState
from engine.desk import at_any_time
from engine.desk.reading import Read, read_case
from engine.desk.views import ActionView
from engine.permissions import Actor
from engine.store.cases import Case
from engine.store.dated_actions import DatedAction
from engine.store.deadlines import Timer
from engine.store.letters import Dispatch
from engine.store.office import Office
from engine.store.session import Session
from engine.working_days import long_date


@dataclass(frozen=True, slots=True)
class NextDate:
    """A moment at which something happens by itself, in words."""

    at: datetime
    words: str
    reference: str


def upcoming(office: Office) -> tuple[NextDate, ...]:
    """Every date that comes by itself, the first one first."""
    with office.store.read() as session:
        found = {*_timers(office, session), *_letters(session), *_chasers(session)}
    return tuple(sorted(found, key=lambda each: (each.at, each.words)))


def actions_of(office: Office, actor: Actor, reference: str) -> tuple[ActionView, ...]:
    """Every at-any-time action of a case as this person sees it, whoever they are."""
    with office.store.read() as session:
        read = read_case(office, session, reference, actor)
        return tuple(
            at_any_time.view(read, actor, action)
            for action in read.procedure.any_time.values()
            if action.id != "reassign"
        )


def _timers(office: Office, session: Session) -> Iterator[NextDate]:
    rows = session.execute(
        select(Timer, Case).join(Case, Case.id == Timer.case_id).where(Timer.due_at.is_not(None))
    ).all()
    reads: dict[int, Read] = {}
    for timer, case in rows:
        read = reads.setdefault(case.id, Read(office, session, case, office.clock.now()))
        state = read.latest(timer.clock)
        if state is not None and timer.due_at is not None:
            yield NextDate(timer.due_at, _said(timer, state), case.reference)


def _said(timer: Timer, state: ClockState) -> str:
    title, due = state.rule.title, long_date(state.deadline.due_on)
    kind = timer.moment.partition(" ")[0]
    match kind:
        case "reminder":
            return f"a reminder that “{title}” is due on {due}"
        case "due_morning":
            return f"the morning on which “{title}” is due ({due})"
        case "due":
            return f"“{title}” was due by {due} and is late"
        case "breach":
            return f"“{title}” is late: it was due by {due}"
        case "standing":
            return f"a reminder that “{title}” stands still"
        case _:
            return f"“{title}”, due on {due}"


def _letters(session: Session) -> Iterator[NextDate]:
    rows = session.execute(
        select(Dispatch.next_attempt_at, Case.reference)
        .join(Case, Case.id == Dispatch.case_id)
        .where(Dispatch.status == "queued", Dispatch.next_attempt_at.is_not(None))
    )
    for at, reference in rows:
        if at is not None:
            yield NextDate(at, "a letter leaves", reference)


def _chasers(session: Session) -> Iterator[NextDate]:
    rows = session.execute(
        select(DatedAction.next_chase_at, DatedAction.text, Case.reference)
        .join(Case, Case.id == DatedAction.case_id)
        .where(DatedAction.next_chase_at.is_not(None))
    )
    for at, text, reference in rows:
        if at is not None:
            yield NextDate(at, f"“{text}” is asked after", reference)
