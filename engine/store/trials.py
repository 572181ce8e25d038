"""Trials of drafts, and plays: what the studio keeps of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.store.drafts import PlayRow, Trial


def of_content(session: Session, content: str) -> Trial | None:
    """The trial of exactly this content that was begun last."""
    query = select(Trial).where(Trial.content == content)
    return session.scalars(query.order_by(Trial.id.desc()).limit(1)).one_or_none()


def trial(session: Session, trial_id: int) -> Trial:
    """The trial of that number, locked. Raises NotFound."""
    query = select(Trial).where(Trial.id == trial_id).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound(f"There is no trial {trial_id}.")
    return found


def plays_of(session: Session, draft_id: int, person_id: int) -> Sequence[PlayRow]:
    """A person's plays of a draft, the last first."""
    query = select(PlayRow).where(PlayRow.draft_id == draft_id, PlayRow.person_id == person_id)
    return session.scalars(query.order_by(PlayRow.id.desc())).all()


def play_of(session: Session, draft_id: int, person_id: int) -> PlayRow | None:
    """The play of a draft that a person goes on with."""
    return next(iter(plays_of(session, draft_id, person_id)), None)


def plays_before(session: Session, moment: datetime) -> Sequence[PlayRow]:
    """Every play that began earlier."""
    return session.scalars(select(PlayRow).where(PlayRow.began_at < moment)).all()
