"""Who has done what in a case, and what the procedure's separations say of it: ready to judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.permissions import Held, People, Rule
from engine.store.books import Books
from engine.store.people import Relationship

_NONE: Mapping[int, int] = {}
_MANAGED = "managed_by_"


def people_of(
    books: Books, known: Mapping[int, int] = _NONE, ties: Iterable[tuple[int, int]] = ()
) -> People:
    """Everyone's capacities in the case, and whom they manage.

    ``known``: more grades; ``ties``: more of who manages whom (`line_above`).
    """
    grades = {**known, **{officer.person_id: officer.grade for officer in books.officers}}
    held = [
        Held(p.person_id, p.capacity, grades.get(p.person_id, 0)) for p in books.participations
    ]
    manages: dict[int, set[int]] = {}
    for tie in books.relationships:
        if tie.kind == "manages":
            manages.setdefault(tie.person_id, set()).add(tie.other_id)
    for manager, other in ties:
        manages.setdefault(manager, set()).add(other)
    return People(held, {person: frozenset(others) for person, others in manages.items()})


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


def line_matters(books: Books, rules: Iterable[Rule]) -> bool:
    """Whether a rule bars those whom somebody of this case manages, however far down."""
    never = (name for rule in rules for name in rule.never if name.startswith(_MANAGED))
    barred = {name.removeprefix(_MANAGED) for name in never}
    return bool(barred & {p.capacity for p in books.participations})


def line_above(session: Session, person_id: int) -> list[tuple[int, int]]:
    """(manager, managed) all the way up from a person: one statement, however many levels."""
    manages = Relationship.kind == "manages"
    line = (
        select(Relationship.person_id, Relationship.other_id)
        .where(manages, Relationship.other_id == person_id)
        .cte("line", recursive=True)
    )
    higher = select(Relationship.person_id, Relationship.other_id).where(
        manages, Relationship.other_id == line.c.person_id
    )
    rows = session.execute(select(line.union(higher)))
    return [(manager, managed) for manager, managed in rows]


def ties_of(session: Session, person_id: int) -> Sequence[Relationship]:
    """Every relationship in which a person stands."""
    either = or_(Relationship.person_id == person_id, Relationship.other_id == person_id)
    return session.scalars(select(Relationship).where(either)).all()
