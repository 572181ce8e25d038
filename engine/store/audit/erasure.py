"""Erasing what lines say about people, so that the chain still verifies.

The erasure is a line itself: its header names the lines that lost their details, because a payload
that is missing without such a line is a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from engine.store.audit.lines import AuditLine, AuditPayload
from engine.store.audit.recording import record
from engine.store.cases import Case

#: The action of an erasure's own line; its subject lists the lines.
ERASED = "audit:details:erased"


def erase_case(session: Session, case_id: int, at: datetime, by_person_id: int | None) -> int:
    """Delete the details of all lines of a case; says how many lines lost theirs."""
    return _erase(session, select(AuditLine).where(AuditLine.case_id == case_id), at, by_person_id)


def erase_person(session: Session, person_id: int, at: datetime, by_person_id: int | None) -> int:
    """Delete the details of all lines of a person's cases, and of all that they did."""
    theirs = select(Case.id).where(Case.person_id == person_id)
    lines = select(AuditLine).where(
        AuditLine.case_id.in_(theirs) | (AuditLine.person_id == person_id)
    )
    return _erase(session, lines, at, by_person_id)


def spans_in(subject: str) -> list[tuple[int, int]]:
    """The spans of lines that an erasure's subject lists: ``3-5 9`` is 3 to 5 and 9 to 9."""
    found = []
    for part in subject.split():
        first, _, last = part.partition("-")
        if first.isdecimal() and (last or first).isdecimal():
            found.append((int(first), int(last or first)))
    return found


def written(numbers: Iterable[int]) -> str:
    """Line numbers as an erasure's subject lists them, in as few words as possible."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def _erase(
    session: Session, lines: Select[AuditLine], at: datetime, by_person_id: int | None
) -> int:
    session.flush()
    kept = lines.join(AuditPayload, AuditPayload.audit_id == AuditLine.id)
    found = session.scalars(kept.where(AuditLine.action != ERASED)).all()
    for ids in _in_parts([line.id for line in found]):
        session.execute(
            delete(AuditPayload).where(AuditPayload.audit_id.in_(ids)),
            execution_options={"synchronize_session": "fetch"},
        )
    by_chain: dict[int | None, list[int]] = {}
    for line in found:
        by_chain.setdefault(line.case_id, []).append(line.seq)
    for case_id, numbers in by_chain.items():
        record(session, case_id, at, by_person_id, ERASED, written(numbers))
    return len(found)


def _in_parts(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
