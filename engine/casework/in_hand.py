"""A case in hand: locked, inside one transaction, read no further than the verb needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from engine.casework.beside import NOTHING, Beside
from engine.casework.kinds_read import kinds_read
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.deadlines import rules as deadline_rules
from engine.errors import FormErrors, Refused
from engine.permissions import Actor
from engine.store import audit, ledger
from engine.store.books import Books, open_books, take_case, take_case_of_task
from engine.store.capacities import Around
from engine.store.cases import Case, Finding, Point, Run
from engine.store.office import Office
from engine.store.session import Session
from engine.store.tasks import Task


@dataclass
class InHand:
    """One case, one actor, one moment. What is read is read once, and when it is needed."""

    office: Office
    session: Session
    case: Case
    actor: Actor
    now: datetime
    task_id: str | None = None
    opened: Books | None = None  # the books, where they came with the lock
    about: str = ""  # the clock that the letters of this step are about
    form_values: dict[str, object] = field(default_factory=dict)
    form_role: str = ""  # the role in which the actor filled the form
    #: element or action -> when what it records happened, where a form says so
    dated: dict[str, datetime] = field(default_factory=dict)
    step_at: datetime | None = None  # of the step that is being completed
    beside: Beside = NOTHING  # what the officer says about the letters of this step
    clocks_stale: bool = False  # the ledger has gone on since clocks were derived
    undated: bool = False  # a task or a timer is new
    #: the clocks, by how long the ledger was when they were derived
    clocks_derived: dict[int, tuple[deadline_rules.ClockState, ...]] = field(default_factory=dict)
    staff: dict[int, Actor | None] = field(default_factory=dict)  # officers looked up so far
    #: (person, how many took part by then) -> those around them, where they were looked up
    around: dict[tuple[int, int], Around] = field(default_factory=dict)
    begun: tuple[str, str] | None = None  # reference and code of a case that this verb began

    @cached_property
    def procedure(self) -> Procedure:
        """As the case's version has it."""
        return self.office.procedure(self.session, self.case.version)

    @cached_property
    def profile(self) -> Profile:
        """As it stood at receipt."""
        return self.office.profile(self.session, self.case.profile_version, self.procedure)

    @property
    def rules(self) -> Mapping[str, deadline_rules.ClockRule]:
        """The case's clocks, frozen."""
        return self.profile.clocks.get(self.procedure.id, {})

    @cached_property
    def books(self) -> Books:
        """All that is read of the case, in one statement."""
        return self.opened or open_books(
            self.session, self.case.id, task_id=self.task_id, kinds=self.kinds_read
        )

    @cached_property
    def events(self) -> list[deadline_rules.Event]:
        """What the clocks read of the ledger, in order."""
        return [
            deadline_rules.Event(kind, at, data)
            for _, kind, at, data in self.books.happened
            if kind in self.kinds_read
        ]

    @cached_property
    def kinds_read(self) -> frozenset[str]:
        """The kinds of event that a clock or a guard reads; not contacts and notes."""
        return kinds_read(self.procedure, self.profile)

    @cached_property
    def open_tasks(self) -> list[Task]:
        """Tasks that wait for a person, oldest first."""
        waiting = [task for task in self.books.tasks if task.status == "open"]
        return sorted(waiting, key=lambda task: (task.created_at, task.id))

    @cached_property
    def points(self) -> list[tuple[Point, list[Finding]]]:
        """The points with their findings under this procedure, by number."""
        rows = sorted(self.books.points, key=lambda point: point.number)
        moved = self.case.moved_at
        found = [f for f in self.books.findings if moved is None or f.at > moved]
        return [(p, [f for f in found if f.point_id == p.id]) for p in rows]

    @property
    def runs(self) -> list[Run]:
        """The runs that have not ended."""
        return [run for run in self.books.runs if run.status == "running"]

    def follow(self, procedure: Procedure) -> None:
        """From here on the case follows this procedure: what the earlier one read is read anew."""
        self.case.procedure, self.case.version = procedure.id, procedure.version
        self.session.flush()
        for known in ("procedure", "profile", "kinds_read", "events"):
            self.__dict__.pop(known, None)
        rows = ledger.events_of(self.session, self.case.id, self.kinds_read)
        self.events = [deadline_rules.Event(row.kind, row.happened_at, row.data) for row in rows]
        self.clocks_derived.clear()
        self.clocks_stale = True

    def record(
        self,
        kind: str,
        data: Mapping[str, object] | None = None,
        *,
        happened_at: datetime | None = None,
        run: Run | None = None,
    ) -> None:
        """A line in the ledger; clocks that read it are derived again when the verb settles."""
        at = happened_at or self.now
        ledger.append(
            self.session,
            self.case,
            kind=kind,
            happened_at=at,
            recorded_at=self.now,
            person_id=self.actor.person_id,
            run_id=None if run is None else run.id,
            data=dict(data or {}),
        )
        if kind in self.kinds_read:
            if self.opened is not None or "books" in self.__dict__:  # read before this happened
                self.events.append(deadline_rules.Event(kind, at, dict(data or {})))
            self.clocks_stale = True

    def audit(
        self, action: str, subject: str = "", payload: Mapping[str, object] | None = None
    ) -> None:
        """A line in the audit chain, in this transaction."""
        audit.record(
            self.session,
            case_id=self.case.id,
            at=self.now,
            person_id=self.actor.person_id,
            action=action,
            subject=subject,
            payload=dict(payload or {}),
        )

    def capacities(self) -> frozenset[str]:
        """What the actor is in this case, whatever they say they are."""
        return frozenset(
            p.capacity
            for p in self.books.participations
            if p.person_id == self.actor.person_id and p.until is None
        )

    def point_ids(self) -> list[str]:
        """``p1``, ``p2`` … as they stand."""
        return [f"p{point.number}" for point, _ in self.points]


@contextmanager
def take(office: Office, actor: Actor, reference: str) -> Iterator[InHand]:
    """The case of that reference, for one verb: committed at the end, or nothing happened.

    A refusal undoes the verb and leaves an audit line of its own.
    """
    case_id = None
    try:
        with office.store.write() as session:
            case, books = take_case(session, reference)
            case_id = case.id
            yield InHand(office, session, case, actor, office.clock.now(), opened=books)
    except (Refused, FormErrors) as refusal:
        keep_refusal(office, actor, case_id, "", refusal)
        raise


@contextmanager
def take_task(
    office: Office, actor: Actor, task_id: str, *, attempt: bool = True
) -> Iterator[tuple[InHand, Run, Task]]:
    """The case, run and task of a task id, for one verb; refusals as in ``take``.

    ``attempt`` false: nothing is attempted, so a refusal leaves no line either.
    """
    case_id, element = None, ""
    try:
        with office.store.write() as session:
            case, books = take_case_of_task(session, task_id)
            case_id = case.id
            hand = InHand(office, session, case, actor, office.clock.now(), task_id, books)
            task = next(row for row in hand.books.tasks if row.id == task_id)
            run = next(row for row in hand.books.runs if row.id == task.run_id)
            element = task.element
            yield hand, run, task
    except (Refused, FormErrors) as refusal:
        if attempt:
            keep_refusal(office, actor, case_id, element, refusal)
        raise


def keep_refusal(
    office: Office,
    actor: Actor,
    case_id: int | None,
    subject: str,
    refusal: Refused | FormErrors,
) -> None:
    """A refused attempt and its reason, in a transaction of its own: the verb's is undone.

    What Redress itself could not do is for the log: it tries again, and each time would be a line.
    """
    if case_id is None or actor.kind == "system":
        return
    with office.store.write() as session:
        audit.record(
            session,
            case_id=case_id,
            at=office.clock.now(),
            person_id=actor.person_id,
            action="case:refused",
            subject=subject,
            payload={"reason": str(refusal), "rule": getattr(refusal, "rule", "form")},
        )
