"""A version that was approved for a day to come is withdrawn before it begins, by two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.clock import london_date
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.permissions import Actor
from engine.store import audit, publications
from engine.store.office import Office
from engine.store.publications import Publication
from engine.store.session import Session
from engine.studio import drafts
from engine.studio.draft_rows import name_of
from engine.studio.drafted import Draft
from engine.studio.owners import require_owner


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a draft published and has not begun. ``asked_by`` empty: nobody wants to withdraw it.

    ``may_not``: why whoever looks may not confirm it.
    """

    begins: date
    asked_by: str
    why: str
    may_not: str


def waiting_of(office: Office, actor: Actor, draft: Draft) -> Waiting | None:
    """What of the draft still waits for its day; None: nothing."""
    with office.store.read() as session:
        rows = _rows(office, session, draft.id)
        if not rows:
            return None
        first = rows[0]
        asked = name_of(session, first.stop_asked_by) if first.stop_asked_by else ""
        may_not = _may_not(first, asked, actor)
        return Waiting(first.effective_from, asked, first.stop_why, may_not)


def was_withdrawn(office: Office, draft: Draft) -> bool:
    """Whether what the draft published was withdrawn before it began."""
    with office.store.read() as session:
        return any(each.stopped_at for each in publications.of_draft(session, draft.id))


def _may_not(row: Publication, asked: str, actor: Actor) -> str:
    same = " ".join(asked.split()).casefold() == " ".join(actor.name.split()).casefold()
    if row.stop_asked_by == actor.person_id or same:
        return "Another process owner confirms it: you asked for it yourself."
    return ""


def _rows(office: Office, session: Session, draft_id: int) -> list[Publication]:
    today = london_date(office.clock.now())
    return [
        each
        for each in publications.of_draft(session, draft_id)
        if each.stopped_at is None and each.effective_from > today
    ]


def ask(office: Office, actor: Actor, draft_id: int, why: str) -> None:
    """Ask that it never begins. Raises FormErrors without a reason, NotNow once it has begun."""
    require_owner(actor)
    if not why.strip():
        raise FormErrors({"stop_why": "Say why it must not begin, for whoever confirms it."})
    with office.store.write() as session:
        for row in _waiting(office, session, draft_id):
            if row.stop_asked_by is not None:
                raise NotNow("Somebody has asked for it to be withdrawn. Another may confirm it.")
            row.stop_asked_by, row.stop_why = actor.person_id, why.strip()
        drafts.note(
            office, session, draft_id, actor, f"Asked for it to be withdrawn: {why.strip()}"
        )


def leave(office: Office, actor: Actor, draft_id: int) -> None:
    """It begins all the same."""
    require_owner(actor)
    with office.store.write() as session:
        for row in _waiting(office, session, draft_id):
            row.stop_asked_by, row.stop_why = None, ""
        drafts.note(office, session, draft_id, actor, "Decided that it is not withdrawn.")


def confirm(office: Office, actor: Actor, draft_id: int) -> None:
    """Withdraw it: never by whoever asked for that."""
    require_owner(actor)
    now = office.clock.now()
    with office.store.write() as session:
        publications.one_at_a_time(session)
        rows = _waiting(office, session, draft_id)
        if rows[0].stop_asked_by is None:
            raise NotNow("Nobody has asked for it to be withdrawn.")
        if refusal := _may_not(rows[0], name_of(session, rows[0].stop_asked_by), actor):
            raise NotPermitted(refusal, "second_person")
        for row in rows:
            _require_last(session, row)
            row.stopped_at, row.stopped_by = now, actor.person_id
        drafts.note(office, session, draft_id, actor, "Withdrew it before it began.")
        audit.record(
            session,
            case_id=None,
            at=now,
            person_id=actor.person_id,
            action="draft:withdrawn",
            subject=f"{rows[0].of} draft {draft_id}",
            payload={"why": rows[0].stop_why, "asked_by": rows[0].stop_asked_by},
        )
        session.flush()
        office.take_up(session)


def _waiting(office: Office, session: Session, draft_id: int) -> Sequence[Publication]:
    rows = _rows(office, session, draft_id)
    if not rows:
        raise NotNow("It has begun already, or was withdrawn. Begin a draft that changes it back.")
    return rows


def _require_last(session: Session, row: Publication) -> None:
    last = publications.latest(session, row.kind, row.of)
    if last is not None and last.id > row.id:
        raise NotNow(
            f"A version that was approved later holds what this one changes: withdraw draft"
            f" {last.draft_id} first."
        )
