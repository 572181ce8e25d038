"""Where a case stands, in its complainant's words: the procedure's own first, then the usual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date, datetime

from sqlalchemy import select

from engine import deadlines
from engine.catalogue.definition import AnyTime
from engine.catalogue.tracked import TrackedStep
from engine.clock import london_date
from engine.deadlines.moves import MOVED
from engine.deadlines.rules import Status
from engine.desk import moves
from engine.desk.contacts import contacts
from engine.desk.guards import functions, holds
from engine.desk.reading import Read
from engine.desk.views import ContactView
from engine.store import dossier
from engine.store.correspondence import Contact
from engine.store.letters import LetterRow
from engine.store.tasks import Task


def step(read: Read, ask: AnyTime | None) -> str:
    """What is being done. ``ask``: the action with which one asks for the next stage."""
    if (found := _of_procedure(read)) is not None:
        return found.says
    return _when_closed(read) if read.case.status == "closed" else _when_open(read, ask)


def _of_procedure(read: Read) -> TrackedStep | None:
    asked = functions(read)
    steps = read.procedure.tracking.steps
    return next((each for each in steps if holds(each.when, asked)), None)


def record(read: Read) -> str:
    """What officers call the case now: the procedure's title, unless it says otherwise."""
    asked = functions(read)
    steps = read.procedure.tracking.record
    found = next((each.says for each in steps if holds(each.when, asked)), "")
    return found or read.procedure.title


def _when_closed(read: Read) -> str:
    window = deadlines.latest(read.states, "window2")
    if window and window.status is Status.RUNNING and not window.late(read.now):
        return f"We have answered your complaint at {read.case.stage}."
    return "Your complaint is closed."


def _when_open(read: Read, ask: AnyTime | None) -> str:
    case = read.case
    waiting = _waiting(read)
    if not waiting and not any(run.kind == "main" for run in read.books.runs if run.state):
        sent = not dossier.unsettled_letters(read.session, case.id)
        return _when_closed(read) if sent else _ON_ITS_WAY
    if case.stage and any(t.stage for t in waiting):
        return f"We are looking into your complaint at {case.stage}."
    if ask and any(run.entry == ask.entry and run.kind == "main" for run in read.books.runs):
        return f"You asked for {ask.entry}. We are deciding how it goes ahead."
    if not waiting:
        return _ON_ITS_WAY
    return "We have received your complaint and are reading it."


def _waiting(read: Read) -> list[Task]:
    """The open tasks, without those of what outlives a complaint: nobody is told of them here."""
    named = {a.run for a in read.procedure.any_time.values() if a.survives}
    drawn = {d.file for name, d in read.procedure.side_diagrams.items() if name in named}
    beside = {run.id for run in read.books.runs if run.kind == "side" and run.diagram in drawn}
    return [t for t in read.books.tasks if t.status == "open" and t.run_id not in beside]


_ON_ITS_WAY = "We have written to you. The letter is on its way."


def shown(read: Read) -> str:
    """What a letter to them asked for, where the step says that it is shown."""
    found = _of_procedure(read)
    if found is None or not found.shows:
        return ""
    contexts = read.session.scalars(
        select(LetterRow.context)
        .where(LetterRow.case_id == read.case.id, LetterRow.status == "sent")
        .order_by(LetterRow.id.desc())
    )
    for context in contexts:
        form = context.get("form")
        said = form.get(found.shows) if isinstance(form, Mapping) else None
        if said:
            return str(said)
    return ""


def needs(read: Read) -> tuple[tuple[str, date], ...]:
    """What we wait for from them, and until when, while the case is open."""
    if read.case.status == "closed":
        return ()
    begins = {each.id for each in read.procedure.any_time.values() if each.entry}
    return tuple(_theirs(read, but_met_by=begins))


def windows(read: Read) -> tuple[tuple[str, date], ...]:
    """What they may still do about a case that is closed, and until when."""
    if read.case.status == "open":
        return ()
    today = london_date(read.now)
    return tuple((says, on) for says, on in _theirs(read) if on >= today)


def _theirs(read: Read, but_met_by: Set[str] = frozenset()) -> Iterator[tuple[str, date]]:
    """Their own dates; without those of what may be asked for once the case is closed."""
    for state in read.states:
        name = state.rule.name
        duty = read.procedure.clocks.get(name)
        if duty is not None and but_met_by & set(duty.met_by):
            continue
        if state.status is Status.RUNNING and told_to(read, name) == "complainant":
            yield _says(read, name), state.deadline.due_on


def told_to(read: Read, clock: str) -> str:
    """Whose date a clock gives: ``council`` or ``complainant``; "" when it is told to neither."""
    duty = read.procedure.clocks.get(clock)
    if duty is None or duty.tells == "complainant":
        return duty.tells if duty else ""
    return "council" if duty.resident_says else ""


def _says(read: Read, clock: str) -> str:
    duty = read.procedure.clocks.get(clock)
    return duty.resident_says if duty and duty.resident_says else "Please tell us by"


def messages(read: Read, limit: int = 50) -> tuple[ContactView, ...]:
    """What the complainant sent from this page, the newest first."""
    theirs = Contact.person_id == read.case.person_id
    return contacts(read, limit, Contact.channel == "portal", theirs)


def events(read: Read) -> tuple[tuple[datetime, str], ...]:
    """What has happened, the newest first: letters, and what the procedure has words for."""
    found = []
    for event in read.books.events:
        if event.data.get("carried_from"):  # stands under the case that it happened in
            continue
        if event.kind == MOVED:
            found.append((event.happened_at, moves.words(read, event.data)))
        elif words := _words(moves.at(read, event.recorded_at), event.kind):
            found.append((event.happened_at, words))
    return tuple(reversed(found))


def _words(read: Read, kind: str) -> str:
    if kind.startswith("letter "):
        return f"We sent a letter: {moves.letter_title(read, kind.removeprefix('letter '))}"
    usual = _EVENTS.get(kind, "").format(kind=read.procedure.intake.kind)
    return read.procedure.tracking.events.get(kind, usual)


_EVENTS = {
    "received": "We received your {kind}",
    "closed": "We closed your {kind}",
}
