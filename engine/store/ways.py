"""The ways in which a case's letters go to one person."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.store.letters import Dispatch


def ways_to(
    session: Session, case_id: int, person_id: int, status: Collection[str]
) -> list[Dispatch]:
    """Dispatches to a person that stand so, oldest first."""
    return list(
        session.scalars(
            select(Dispatch)
            .where(
                Dispatch.case_id == case_id,
                Dispatch.person_id == person_id,
                Dispatch.status.in_(status),
            )
            .order_by(Dispatch.id)
        )
    )


def give_over(session: Session, case_id: int, from_person: int, to_person: int) -> None:
    """The case's letters to one person are another's: they turned out to be the same."""
    session.execute(
        update(Dispatch)
        .where(Dispatch.case_id == case_id, Dispatch.person_id == from_person)
        .values(person_id=to_person)
    )
