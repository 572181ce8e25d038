"""What the desk's queries share: a case's rows, its procedure, its clocks with their working."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import select

from engine import deadlines
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.catalogue.sayings import inside
from engine.clock import london_date
from engine.deadlines.rules import ClockState, Event, Status
from engine.desk.views import ClockView
from engine.errors import NotFound
from engine.permissions import Actor, People
from engine.store.books import Books, open_books
from engine.store.capacities import around, as_here, people_of, rules_of
from engine.store.cases import Case
from engine.store.dated_actions import DatedAction, of_case
from engine.store.office import Office
from engine.store.session import Session

#: findings and outcomes in words, where a procedure gives no title of its own
TITLES = {"upheld": "Upheld", "partly_upheld": "Partly upheld", "not_upheld": "Not upheld"}


@dataclass
class Read:
    """A case as it is read for a screen: everything lazily, nothing locked."""

    office: Office
    session: Session
    case: Case
    now: datetime
    names: dict[int, str] = field(default_factory=dict)  # of people, as they were looked up
    officers: dict[int, str] = field(default_factory=dict)
    actor: Actor | None = None  # who looks; None: a resident, with the code

    @cached_property
    def procedure(self) -> Procedure:
        """As the case's version has it."""
        return self.office.procedure(self.session, self.case.version)

    @cached_property
    def profile(self) -> Profile:
        """As it stood at receipt."""
        return self.office.profile(self.session, self.case.profile_version, self.procedure)

    @cached_property
    def books(self) -> Books:
        """The case's rows."""
        return open_books(self.session, self.case.id)

    @cached_property
    def people(self) -> People:
        """Everyone's capacities, and what whoever looks is to them."""
        rules, who, on = rules_of(self.procedure, self.profile), self.actor, london_date(self.now)
        if who is None or who.person_id is None:
            return people_of(self.books, on)
        beside = around(self.session, self.books, rules, who.person_id, on)
        return people_of(self.books, on, beside=beside)

    def acting(self, who: Actor) -> Actor:
        """Somebody as they act in this case: who is no employee, in what they were asked to do."""
        return as_here(self.procedure, self.books, who)

    def letters_only(self, who: Actor) -> bool:
        """Whether they know of the case what letters told them, not what was written to us.

        Whoever is complained about must not learn by the words who complained.
        """
        acting = [role for role in self.acting(who).roles if role in self.procedure.roles]
        told = [self.procedure.roles[role].letters_only for role in acting]
        return not who.in_office and bool(told) and all(told)

    @cached_property
    def states(self) -> tuple[ClockState, ...]:
        """The clocks, derived from the ledger."""
        events = [Event(e.kind, e.happened_at, e.data) for e in self.books.events]
        rules = self.profile.clocks.get(self.case.procedure, {})
        return deadlines.replay(rules, events, self.profile.timing)

    @cached_property
    def dated_actions(self) -> list[DatedAction]:
        """What was promised and asked in the case."""
        return of_case(self.session, self.case.id)

    def latest(self, clock: str) -> ClockState | None:
        """The latest instance of a clock."""
        return deadlines.latest(self.states, clock)

    def sent(self, code: str) -> bool:
        """Whether a letter has left."""
        return any(event.kind == f"letter {code}" for event in self.books.events)


def read_case(
    office: Office, session: Session, reference: str, actor: Actor | None = None
) -> Read:
    """The case of that reference, for whoever looks. Raises NotFound."""
    case = session.scalar(select(Case).where(Case.reference == reference.strip().upper()))
    if case is None:
        raise NotFound(f"There is no case {reference}.")
    return Read(office, session, case, office.clock.now(), actor=actor)


def clock_view(read: Read, state: ClockState) -> ClockView:
    """A clock with its working."""
    duty = read.procedure.clocks.get(state.rule.name)
    met = state.ended_at if state.status is Status.MET else None
    return ClockView(
        name=state.rule.name,
        title=state.rule.title,
        instance=state.instance,
        status=state.status.value,
        due_on=state.deadline.due_on,
        due=state.deadline.due,
        overdue=state.status is Status.RUNNING and state.late(read.now),
        met_on=None if met is None else london_date(met),
        summary=state.deadline.summary,
        working=state.deadline.working,
        source=state.rule.source,
        for_complainant=bool(duty and duty.tells == "complainant"),
        resident_says=duty.resident_says if duty else "",
    )


def outcome_words(procedure: Procedure, outcome: Mapping[str, object]) -> str:
    """``Partly upheld at stage 2 (was not upheld)``."""
    overall = str(outcome.get("overall") or "")
    if not overall:
        return ""
    titles = {**TITLES, **procedure.outcomes.titles}
    words = titles.get(overall, overall.replace("_", " ").capitalize())
    if outcome.get("stage"):
        words += f" at stage {outcome['stage']}"
    if outcome.get("was"):
        was = inside(titles.get(str(outcome["was"]), str(outcome["was"])))
        words += f" (was {was})"
    for number in (2, 3):
        if f"stage{number}" in outcome:
            words += f", stage {number} {outcome[f'stage{number}']}"
    return words


def role_titles(procedure: Procedure, roles: Sequence[str]) -> str:
    """``Triage officer or complaints manager``."""
    found = [procedure.roles[r].title if r in procedure.roles else r for r in roles]
    return " or ".join([found[0], *(inside(title) for title in found[1:])]) if found else ""


def for_roles(procedure: Procedure, roles: Sequence[str]) -> str:
    """Whom a task or an action is for, said to somebody else."""
    titles = [procedure.roles[r].title if r in procedure.roles else r for r in roles]
    *others, last = [inside(title) for title in titles]
    names = f"{', '.join(others)} or {last}" if others else last
    return f"This needs the role of {names}."
