"""Writing audit lines: each in the transaction of what it records."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

import orjson
from sqlalchemy import ColumnElement, Insert, bindparam, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from engine.store import appending
from engine.store.audit.lines import BEGINNING, AuditLine, AuditPayload, Header, payload_digest
from engine.store.cases import Case, lock_case
from engine.store.sequences import next_number

#: The counter of the house's own chain.
HOUSE = "audit"


def record(
    session: Session,
    case_id: int | None,
    at: datetime,
    person_id: int | None,
    action: str,
    subject: str = "",
    payload: Mapping[str, object] | None = None,
) -> Header:
    """Add a line to a case's chain, or with ``case_id`` None to the house's own.

    A case that the session holds costs no look-up; any other is locked first. The details in
    ``payload`` are plain JSON values. The lines of one flush are written together.
    """
    case = None if case_id is None else _held(session, case_id)
    seq, previous = _next_in_house(session) if case is None else _next_of(case)
    salt = secrets.token_bytes(16)
    details = orjson.dumps(dict(payload or {}), option=orjson.OPT_SORT_KEYS)
    sealed = payload_digest(salt, details)
    header = Header(case_id, seq, at, person_id, action, subject, sealed, previous)
    digest = header.digest()
    if case is not None:
        case.audit_seq, case.audit_head = seq, digest
    flat = {name: getattr(header, name) for name in _COLUMNS}
    appending.put(session, _LINES, {**flat, "digest": digest})
    kept = {"line": seq, "salt": salt, "payload": details}
    if case_id is None:
        appending.put(session, _HOUSE_PAYLOADS, kept)
    else:
        appending.put(session, _PAYLOADS, {**kept, "chain": case_id})
    return header


def _payloads(*chain: ColumnElement[bool]) -> Insert:
    """A payload finds its line by its place in the chain: no id has to be asked for."""
    line = select(AuditLine.id).where(*chain, AuditLine.seq == bindparam("line"))
    return insert(AuditPayload).values(audit_id=line.scalar_subquery())


_COLUMNS = tuple(each.name for each in fields(Header))
_LINES = insert(AuditLine)
_PAYLOADS = _payloads(AuditLine.case_id == bindparam("chain"))
_HOUSE_PAYLOADS = _payloads(AuditLine.case_id.is_(None))


def _held(session: Session, case_id: int) -> Case:
    held = session.identity_map.get(identity_key(Case, case_id))
    return held if isinstance(held, Case) else lock_case(session, case_id)


def _next_of(case: Case) -> tuple[int, str]:
    return (case.audit_seq or 0) + 1, case.audit_head or BEGINNING


def _next_in_house(session: Session) -> tuple[int, str]:
    """Counting locks the chain, so what is read after it is the last line."""
    seq = next_number(session, HOUSE)
    session.flush()
    appending.write(session)
    newest_first = (
        select(AuditLine.digest)
        .where(AuditLine.case_id.is_(None))
        .order_by(AuditLine.seq.desc())
        .limit(1)
    )
    return seq, session.scalar(newest_first) or BEGINNING
