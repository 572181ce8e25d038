"""Checking the chains: every fault is found, and told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from engine.store.audit.erasure import ERASED, spans_in
from engine.store.audit.lines import BEGINNING, AuditLine, AuditPayload, Header, payload_digest
from engine.store.audit.recording import HOUSE
from engine.store.cases import Case
from engine.store.sequences import Counter


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written. ``chain`` is a case's reference, or "the house"."""

    chain: str
    seq: int
    what: str

    def __str__(self) -> str:
        return f"{self.chain}, line {self.seq}: {self.what}"


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain as its case (or the house's counter) remembers it: how long, and its last digest.

    ``head`` None: not remembered.
    """

    name: str
    case_id: int | None
    length: int
    head: str | None


class Found(NamedTuple):
    """A line as it stands in the database, with its payload unless that was erased."""

    seq: int
    at: datetime
    person_id: int | None
    action: str
    subject: str
    payload_digest: str
    previous: str
    digest: str
    salt: bytes | None
    payload: bytes | None


_LINE = (
    AuditLine.seq,
    AuditLine.at,
    AuditLine.person_id,
    AuditLine.action,
    AuditLine.subject,
    AuditLine.payload_digest,
    AuditLine.previous,
    AuditLine.digest,
    AuditPayload.salt,
    AuditPayload.payload,
)


def verify(session: Session, case_id: int | None = None) -> list[Fault]:
    """The faults of one case's chain, or of every chain and the house's own."""
    if case_id is not None:
        return _faults_of_cases(session, _cases().where(Case.id == case_id))
    return _faults_of_house(session) + _faults_of_cases(session, _cases())


def faults_in(chain: Chain, lines: Iterable[Found]) -> Iterator[Fault]:
    """What is wrong with a chain, given its lines in order of their numbers."""
    lines = list(lines)
    erased = [span for line in lines if line.action == ERASED for span in spans_in(line.subject)]
    previous, expected = BEGINNING, 1
    for line in lines:
        for what in _gap(line, expected), _link(line, previous), _header(chain, line):
            if what:
                yield Fault(chain.name, line.seq, what)
        if what := _payload(line, any(a <= line.seq <= b for a, b in erased)):
            yield Fault(chain.name, line.seq, what)
        previous, expected = line.digest, line.seq + 1
    if what := _end(chain, expected - 1, previous):
        yield Fault(chain.name, expected - 1, what)


def _gap(line: Found, expected: int) -> str:
    if line.seq == expected:
        return ""
    if line.seq < expected:
        return "this number was given twice."
    missing = (
        f"line {expected} is"
        if line.seq == expected + 1
        else f"lines {expected} to {line.seq - 1} are"
    )
    return f"{missing} missing before it."


def _link(line: Found, previous: str) -> str:
    if line.previous == previous:
        return ""
    return "it does not follow the line before it: a line was changed, removed, added or moved."


def _header(chain: Chain, line: Found) -> str:
    header = Header(
        chain.case_id,
        line.seq,
        line.at,
        line.person_id,
        line.action,
        line.subject,
        line.payload_digest,
        line.previous,
    )
    return "" if header.digest() == line.digest else "its header was changed."


def _payload(line: Found, erased: bool) -> str:
    if line.payload is None or line.salt is None:
        return "" if erased else "its details are missing, and no erasure is recorded."
    sealed = payload_digest(line.salt, line.payload)
    return "" if sealed == line.payload_digest else "its details were changed."


def _end(chain: Chain, last: int, digest: str) -> str:
    if last < chain.length:
        return f"the chain should go on to line {chain.length}: its end is missing."
    if last > chain.length:
        return f"the chain should end at line {chain.length}: lines were added behind it."
    if chain.head is not None and (chain.head or BEGINNING) != digest:
        return "it is not the last line that the case remembers."
    return ""


def _cases() -> Select[int, str, int, str]:
    return select(Case.id, Case.reference, Case.audit_seq, Case.audit_head)


def _faults_of_cases(session: Session, cases: Select[int, str, int, str]) -> list[Fault]:
    """Streams case by case: a whole council's audit does not fit into memory."""
    query = (
        cases.add_columns(*_LINE)
        .outerjoin(AuditLine, AuditLine.case_id == Case.id)
        .outerjoin(AuditPayload, AuditPayload.audit_id == AuditLine.id)
        .order_by(Case.id, AuditLine.seq)
    )
    rows = session.execute(query.execution_options(yield_per=1000))
    faults: list[Fault] = []
    for (case_id, reference, length, head), lines in groupby(rows, key=lambda row: row[:4]):
        chain = Chain(reference, case_id, length, head)
        faults.extend(faults_in(chain, _lines(lines, skip=4)))
    return faults


def _faults_of_house(session: Session) -> list[Fault]:
    query = (
        select(*_LINE)
        .outerjoin(AuditPayload, AuditPayload.audit_id == AuditLine.id)
        .where(AuditLine.case_id.is_(None))
        .order_by(AuditLine.seq)
    )
    length = session.scalar(select(Counter.value).where(Counter.name == HOUSE)) or 0
    return list(faults_in(Chain("the house", None, length, None), _lines(session.execute(query))))


def _lines(rows: Iterable[Row[*tuple[Any, ...]]], skip: int = 0) -> Iterator[Found]:
    """The lines of a chain; a case without lines comes as one row of nothing."""
    return (Found(*row[skip:]) for row in rows if row[skip] is not None)
