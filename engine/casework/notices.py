"""Notices on officers' desks: to one officer, or to everybody who holds a role."""

from __future__ import annotations

from engine.casework.in_hand import InHand
from engine.store.notices import Notice


def tell(
    hand: InHand, kind: str, text: str, *, role: str = "", officer: int | None = None
) -> None:
    """Put a notice on a desk. ``kind``: reminder, breach, doubtful or info."""
    hand.session.add(
        Notice(
            case_id=hand.case.id,
            officer_id=officer,
            role=role,
            kind=kind,
            text=text,
            created_at=hand.now,
            read_at=None,
        )
    )
