"""Who has done what in a case, and what the procedure's separations say of it: ready to judge."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.permissions import ACCOUNTS, Actor, Held, People, Rule, here
from engine.store.books import Books
from engine.store.cases import Participation
from engine.store.officers import Officer
from engine.store.people import Adjustment, Relationship

_NONE: Mapping[int, int] = {}
_MANAGED = "managed_by_"
_TIED = ("partner_of_", "close_to_")
_PARTNERS = ("spouse", "civil_partner")
_CLOSE = ("relative", "friend")


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the people around somebody, beside a case's books.

    ``line``: (manager, managed), all the way up; ``ties``: their relationships; ``accounts``:
    person -> kind of account, theirs and of those whom they are tied to.
    """

    line: Sequence[tuple[int, int]] = ()
    ties: Sequence[Relationship] = ()
    accounts: Mapping[int, str] = field(default_factory=dict)


NOBODY = Around()


def around(
    session: Session, books: Books, rules: Sequence[Rule], person_id: int, on: date
) -> Around:
    """The people around somebody, as far as a rule asks for them: most ask for nobody."""
    ties: Sequence[Relationship] = ()
    if _ask(rules, _TIED):
        ties = ties_of(session, person_id)
    accounts: Mapping[int, str] = {}
    if _ask_of_accounts(rules):
        others = {id for tie in ties for id in (tie.person_id, tie.other_id)}
        accounts = kinds_of(session, others | {person_id})
    line = line_above(session, person_id, on) if line_matters(books, rules) else ()
    return Around(line, ties, accounts)


def people_of(
    books: Books, on: date, known: Mapping[int, int] = _NONE, beside: Around = NOBODY
) -> People:
    """Everyone's capacities in the case, and what they are to each other on that day.

    ``known``: more grades; ``beside``: more of the people around whoever is judged.
    """
    grades = {**known, **{officer.person_id: officer.grade for officer in books.officers}}
    kinds = {officer.person_id: officer.kind for officer in books.officers}
    held = [
        Held(p.person_id, p.capacity, grades.get(p.person_id, 0)) for p in books.participations
    ]
    ties = {tie.id: tie for tie in (*books.relationships, *beside.ties) if tie.holds(on)}
    manages = [(t.person_id, t.other_id) for t in ties.values() if t.kind == "manages"]
    return People(
        held,
        _others([*manages, *beside.line]),
        _others(_both_ways(ties.values(), _PARTNERS)),
        _others(_both_ways(ties.values(), _CLOSE)),
        {**beside.accounts, **kinds},
    )


def _both_ways(ties: Iterable[Relationship], kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    for tie in ties:
        if tie.kind in kinds:
            yield tie.person_id, tie.other_id
            yield tie.other_id, tie.person_id


def _others(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for person, other in pairs:
        found.setdefault(person, set()).add(other)
    return {person: frozenset(others) for person, others in found.items()}


def as_here(procedure: Procedure, books: Books, who: Actor, given: Iterable[str] = ()) -> Actor:
    """Somebody as they act in this case (`permissions.here`). ``given``: roles they act in now."""
    if who.kind != "officer" or who.in_office:
        return who
    outside = [role.id for role in procedure.roles.values() if role.outside]
    held = {p.capacity for p in books.participations if _holds_now(p, who)}
    tasks = [t for t in books.tasks if t.status == "open" and t.assignee_id == who.officer_id]
    asked = {role for task in tasks for role in task.role.split()}
    return here(who, outside, held | asked | set(given))


def _holds_now(part: Participation, who: Actor) -> bool:
    return part.person_id == who.person_id and part.until is None


def present(books: Books) -> frozenset[str]:
    """The capacities that somebody holds now."""
    return frozenset(p.capacity for p in books.participations if p.until is None)


_RULES: dict[tuple[str, str], tuple[Rule, ...]] = {}


def rules_of(procedure: Procedure, profile: Profile) -> tuple[Rule, ...]:
    """The procedure's separations, each with the grade that the profile asks for; kept."""
    key = (procedure.version, profile.version)
    if key not in _RULES:
        _RULES[key] = tuple(_rules(procedure, profile))
    return _RULES[key]


def _rules(procedure: Procedure, profile: Profile) -> Iterator[Rule]:
    return (
        Rule(
            id=s.id,
            say=s.say,
            source=s.source,
            never_both=s.never_both,
            task=s.task,
            roles=s.roles,
            never=s.never,
            grade=_grade(profile, s.id, s.grade),
        )
        for s in procedure.separations
    )


def _grade(profile: Profile, rule: str, grade: str | None) -> str | None:
    if grade != "from_profile":
        return grade
    value = profile.values.get(f"{rule}_grade")
    return None if value in (None, "", "none") else str(value)


def _names(rules: Iterable[Rule]) -> set[str]:
    return {name for rule in rules for name in (*rule.never, *rule.never_both)}


def _ask(rules: Iterable[Rule], beginnings: tuple[str, ...]) -> bool:
    return any(name.startswith(beginnings) for name in _names(rules))


def _ask_of_accounts(rules: Iterable[Rule]) -> bool:
    bare = {name.removeprefix(_TIED[0]).removeprefix(_TIED[1]) for name in _names(rules)}
    return bool(bare & ACCOUNTS.keys())


def line_matters(books: Books, rules: Iterable[Rule]) -> bool:
    """Whether a rule bars those whom somebody of this case manages, however far down."""
    never = (name for rule in rules for name in rule.never if name.startswith(_MANAGED))
    barred = {name.removeprefix(_MANAGED) for name in never}
    return bool(barred & {p.capacity for p in books.participations})


def line_above(session: Session, person_id: int, on: date) -> list[tuple[int, int]]:
    """(manager, managed) all the way up from a person: one statement, however many levels."""
    line = (
        select(Relationship.person_id, Relationship.other_id)
        .where(*_manages(on), Relationship.other_id == person_id)
        .cte("line", recursive=True)
    )
    higher = select(Relationship.person_id, Relationship.other_id).where(
        *_manages(on), Relationship.other_id == line.c.person_id
    )
    rows = session.execute(select(line.union(higher)))
    return [(manager, managed) for manager, managed in rows]


def _manages(on: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Relationship.kind == "manages",
        or_(Relationship.since.is_(None), Relationship.since <= on),
        or_(Relationship.until.is_(None), Relationship.until >= on),
    )


def ties_of(session: Session, person_id: int) -> Sequence[Relationship]:
    """Every relationship in which a person stands or stood."""
    either = or_(Relationship.person_id == person_id, Relationship.other_id == person_id)
    return session.scalars(select(Relationship).where(either)).all()


def kinds_of(session: Session, persons: Collection[int]) -> dict[int, str]:
    """Person -> the kind of their account, of those of them who have one that is active."""
    query = select(Officer.person_id, Officer.kind).where(
        Officer.person_id.in_(persons), Officer.active
    )
    return {row.person_id: row.kind for row in session.execute(query)}


def wishes_of(session: Session, person_id: int) -> Sequence[Adjustment]:
    """What a person needs of letters, ended or not."""
    return session.scalars(select(Adjustment).where(Adjustment.person_id == person_id)).all()
