"""Rows of drafts, as values and as they begin."""

from __future__ import annotations

from engine.permissions import Actor
from engine.store import drafts as kept
from engine.store.drafts import DraftEvent, DraftRow
from engine.store.office import Office
from engine.store.people import Person
from engine.store.session import Session
from engine.studio.drafted import Draft, Happened


def new_row(office: Office, actor: Actor, of: str, title: str, why: str) -> DraftRow:
    now = office.clock.now()
    return DraftRow(
        kind="procedure",
        of=of,
        title=title,
        why=why,
        made_at=now,
        made_by=actor.person_id,
        changed_at=now,
        changed_by=actor.person_id,
        editors={str(actor.person_id): actor.name},
        set_aside={},
    )


def whole(session: Session, row: DraftRow) -> Draft:
    """A draft with its files and its history."""
    return Draft(
        id=row.id,
        kind=row.kind,
        of=row.of,
        title=row.title,
        why=row.why,
        status=row.status,
        files=kept.texts_of(session, row.id),
        base_version=row.base_version,
        base_profile=row.base_profile,
        profile=row.profile,
        shipped=bool(row.shipped),
        revision=row.revision,
        changed_at=row.changed_at,
        changed_by=name_of(session, row.changed_by),
        editors={int(number): name for number, name in row.editors.items()},
        split_from=row.split_from_id,
        set_aside=dict(row.set_aside),
        submitted_by=row.submitted_by,
        submitted_at=row.submitted_at,
        wanted_from=row.wanted_from,
        submitted_name=name_of(session, row.submitted_by) if row.submitted_by else "",
        history=tuple(Happened(e.at, e.by, e.what) for e in kept.history(session, row.id)),
    )


def name_of(session: Session, person_id: int | None) -> str:
    person = session.get(Person, person_id) if person_id is not None else None
    return person.name if person is not None else "Redress"


def note(office: Office, session: Session, draft_id: int, actor: Actor, what: str) -> None:
    """A line in a draft's history."""
    at = office.clock.now()
    session.add(
        DraftEvent(draft_id=draft_id, at=at, person_id=actor.person_id, by=actor.name, what=what)
    )
