"""The versions of a procedure: what was published, when, by whom, and how many cases follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from engine.clock import london_date
from engine.errors import NotFound
from engine.store import publications
from engine.store.office import Office
from engine.store.people import Person
from engine.store.publications import ALWAYS, Publication
from engine.store.session import Session
from engine.studio.comparing import (
    Comparison,
    compare,
    compare_numbers,
    of_draft,
    of_profile,
    of_version,
)
from engine.studio.drafted import Draft


@dataclass(frozen=True, slots=True)
class Version:
    """One publication. ``begins`` None: from the start; ``open_cases``: that follow it now."""

    version: str
    begins: date | None
    at: datetime
    shipped: bool
    why: str
    by: str
    approved_by: str
    in_force: bool
    open_cases: int
    number: int
    draft: int | None = None
    to_come: bool = False
    withdrawn: bool = False


def of_procedure(office: Office, procedure_id: str) -> tuple[Version, ...]:
    """Every published version, the newest first. Raises NotFound."""
    with office.store.read() as session:
        found = publications.of(session, "procedure", procedure_id)
        if not found:
            raise NotFound(f"There is no procedure {procedure_id[:80]}.")
        present = office.catalogue.procedures.get(procedure_id)
        now = present.version if present else ""
        cases = publications.open_cases(session, procedure_id)
        today = london_date(office.clock.now())
        begun = (p for p in found if p.effective_from <= today and p.stopped_at is None)
        current = next((p for p in begun if p.version == now), None)
        return tuple(_version(session, each, current, today, cases) for each in found)


def _version(
    session: Session,
    each: Publication,
    current: Publication | None,
    today: date,
    cases: Mapping[str, int],
) -> Version:
    return Version(
        version=each.version,
        begins=None if each.effective_from == ALWAYS else each.effective_from,
        at=each.at,
        shipped=each.shipped,
        why=each.why,
        by=_name(session, each.by),
        approved_by=_name(session, each.approved_by),
        in_force=each is current,
        open_cases=cases.get(each.version, 0),
        number=each.id,
        draft=each.draft_id,
        to_come=each.effective_from > today,
        withdrawn=each.stopped_at is not None,
    )


def _name(session: Session, person_id: int | None) -> str:
    person = session.get(Person, person_id) if person_id is not None else None
    return person.name if person is not None else ""


def between(office: Office, procedure_id: str, old: str, new: str) -> Comparison:
    """From one published version to another. Raises NotFound."""
    with office.store.read() as session:
        return compare(
            of_version(office, session, procedure_id, old),
            of_version(office, session, procedure_id, new),
        )


def with_draft(office: Office, draft: Draft) -> Comparison:
    """From the version that a draft began with to the draft; of a new procedure, and of the
    council's numbers alone, from the numbers that they began with.
    """
    new = of_draft(office, draft)
    with office.store.read() as session:
        if draft.kind == "procedure" and draft.base_version:
            base = of_version(office, session, draft.of, draft.base_version, draft.base_profile)
            return compare(base, new)
        numbers = of_profile(office, session, draft.profile, draft.base_profile, new.procedure)
    titles = {each.id: each.title for each in office.catalogue.procedures.values()}
    return compare_numbers(numbers, new, {**titles, draft.of: draft.title})
