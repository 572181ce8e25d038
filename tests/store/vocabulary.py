"""Rows with valid values, so that a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from engine.store.cases import Case, Run
from engine.store.ledger import Timer
from engine.store.letters import Dispatch, LetterRow
from engine.store.officers import Officer, OfficerRole
from engine.store.people import Person
from engine.store.tasks import Task
from engine.store.versions import ProcedureVersion, ProfileVersion

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)  # a Wednesday
VERSION, PROFILE = "a" * 64, "b" * 64

_numbers = count(1)
Row = TypeVar("Row")


def days(number: float) -> timedelta:
    return timedelta(days=number)


def person(session: Session, name: str = "Sample Resident", **values: Any) -> Person:
    return _added(session, Person(**{"name": name, "created_at": NOON} | values))


def officer(session: Session, username: str, *roles: str, **values: Any) -> Officer:
    who = person(session, f"Officer {username}")
    made = Officer(**{"person_id": who.id, "username": username, "grade": 3} | values)
    made.roles = [OfficerRole(role=role) for role in roles]
    return _added(session, made)


def case(session: Session, **values: Any) -> Case:
    """A case with its complainant and the versions it runs on."""
    if session.get(ProcedureVersion, VERSION) is None:
        session.add(
            ProcedureVersion(
                version=VERSION, procedure="sample", title="Sample", source=b"", published_at=NOON
            )
        )
        session.add(
            ProfileVersion(
                version=PROFILE, profile="SAMPLE", source=b"", effective_from=date(2024, 1, 1)
            )
        )
    defaults = {
        "reference": f"COM-{next(_numbers):04}",
        "procedure": "sample",
        "version": VERSION,
        "profile": "SAMPLE",
        "profile_version": PROFILE,
        "received_at": NOON,
        "opened_at": NOON,
        "channel": "web",
        "summary": "Missed bins",
    }
    if "person_id" not in values:
        values["person_id"] = person(session).id
    return _added(session, Case(**defaults | values))


def run(session: Session, case: Case, **values: Any) -> Run:
    defaults = {
        "case_id": case.id,
        "entry": "new",
        "diagram": "procedure.bpmn",
        "version": VERSION,
        "state": b"\x00\xffstate",
        "started_at": NOON,
    }
    return _added(session, Run(**defaults | values))


def task(session: Session, run: Run, **values: Any) -> Task:
    defaults = {
        "id": f"00000000-0000-4000-8000-{next(_numbers):012}",
        "case_id": run.case_id,
        "run_id": run.id,
        "element": "answer",
        "name": "Answer the complaint",
        "role": "investigator",
        "created_at": NOON,
    }
    return _added(session, Task(**defaults | values))


def timer(session: Session, run: Run, **values: Any) -> Timer:
    defaults = {
        "case_id": run.case_id,
        "run_id": run.id,
        "kind": "engine",
        "ref": f"timer {next(_numbers)}",
        "clock": "response1",
        "moment": "due",
    }
    return _added(session, Timer(**defaults | values))


def dispatch(session: Session, case: Case, **values: Any) -> Dispatch:
    letter = _added(
        session,
        LetterRow(
            case_id=case.id,
            code="COR-ACK1",
            title="We have it",
            issued=NOON.date(),
            created_at=NOON,
        ),
    )
    defaults = {
        "letter_id": letter.id,
        "case_id": case.id,
        "recipient": "Sample Resident",
        "capacity": "complainant",
        "channel": "email",
    }
    return _added(session, Dispatch(**defaults | values))


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
