"""A case's books: what a verb reads, in one statement, as rows that can be changed."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from engine.store import Store, ledger
from engine.store.books import Books, open_books
from engine.store.cases import Case, Finding, Participation, Point, Run, lock_case
from engine.store.counting import counting
from engine.store.ledger import ClockRow
from engine.store.people import Adjustment, Relationship
from engine.store.tasks import Task
from tests.store.vocabulary import NOON, case, days, officer, run, task, timer


@pytest.fixture
def full(store: Store) -> Case:
    """A case with a row of every kind, beside another case with rows of its own."""
    with store.write() as session:
        found = case(session, reference="COM-1")
        for each in (found, case(session, reference="COM-2")):
            _fill(session, each)
    return found


def _fill(session: Session, each: Case) -> None:
    its, ended = run(session, each), run(session, each, status="ended", state=None)
    task(session, its, name="open", draft={"why": "café", "points": [1, None, True]})
    task(session, its, name="done", status="completed", id=f"done-{each.reference}")
    task(session, ended, name="earlier", status="completed", id=f"earlier-{each.reference}")
    timer(session, its, due_at=NOON + days(3))
    for kind in ("received", "contact", "letter COR-ACK1"):
        ledger.append(session, each, kind, NOON, NOON, run_id=its.id, data={"n": kind})
    clock = ClockRow(case_id=each.id, name="response1", status="running", started_at=NOON)
    clock.due_at, clock.due_on = NOON + days(10), date(2024, 4, 13)
    clock.original_due_on = date(2024, 4, 13)
    point = Point(case_id=each.id, number=1, text="late", added_at=NOON)
    session.add_all([clock, point])
    session.flush()
    session.add(
        Finding(point_id=point.id, case_id=each.id, stage="stage 1", finding="upheld", at=NOON)
    )
    investigator = officer(session, f"ivy {each.reference}", "investigator")
    session.add(
        Participation(
            case_id=each.id,
            person_id=investigator.person_id,
            capacity="investigator",
            since=NOON,
        )
    )
    session.add(
        Adjustment(person_id=each.person_id, kind="large_print", since=NOON, recorded_by=None)
    )
    session.add(
        Relationship(person_id=each.person_id, other_id=investigator.person_id, kind="spouse")
    )


def opened(store: Store, **options: Any) -> Books:
    with store.read() as session:
        return open_books(session, 1, **options)


def test_the_books_hold_the_case_and_nothing_of_any_other(store, full):
    books = opened(store)
    assert [t.name for t in books.tasks] == ["open"]
    assert [r.status for r in books.runs] == ["running"]
    assert [e.kind for e in books.events] == ["received", "contact", "letter COR-ACK1"]
    assert {c.case_id for c in books.clocks} == {t.case_id for t in books.timers} == {full.id}
    assert [p.text for p in books.points] == ["late"]
    assert [f.finding for f in books.findings] == ["upheld"]
    assert [p.capacity for p in books.participations] == ["investigator"]
    assert [p.name for p in books.people] == ["Sample Resident", "Officer ivy COM-1"]
    assert [a.kind for a in books.adjustments] == ["large_print"]
    assert [r.kind for r in books.relationships] == ["spouse"]
    assert [o.username for o in books.officers] == ["ivy COM-1"]


def test_values_are_what_the_session_itself_would_have_read(store, full):
    """Every column of every row: bytes, JSON, instants, dates, booleans, NULLs."""
    books = opened(store, task_id="earlier-COM-1")
    assert {r.state for r in books.runs} == {b"\x00\xffstate", None}
    with store.read() as session:
        lists = [name for name, each in vars(Books).items() if isinstance(each, cached_property)]
        lists.remove("happened")
        for rows in (getattr(books, name) for name in lists):
            for row in rows:
                mapper = inspect(type(row))
                loaded = session.get(type(row), mapper.primary_key_from_instance(row))
                for attribute in mapper.column_attrs:
                    ours, theirs = (getattr(r, attribute.key) for r in (row, loaded))
                    assert (ours, type(ours)) == (theirs, type(theirs)), attribute


def test_a_task_that_is_no_longer_open_is_there_when_asked_for_with_its_run(store, full):
    books = opened(store, task_id="earlier-COM-1")
    assert {t.name for t in books.tasks} == {"open", "earlier"}
    assert {r.status for r in books.runs} == {"running", "ended"}
    assert {t.name for t in opened(store, task_id="earlier-COM-2").tasks} == {"open"}


def test_only_the_kinds_that_clocks_read_are_read(store, full):
    books = opened(store, kinds={"received", "letter COR-ACK1"})
    assert [e.kind for e in books.events] == ["received", "letter COR-ACK1"]
    assert opened(store, kinds=()).events == []


def test_lock_and_books_are_two_statements_and_changes_are_saved(store, full):
    with counting(store) as counted, store.write() as session:
        books = open_books(session, lock_case(session, "COM-1").id)
        assert len(counted.statements) == 2
        books.runs[0].state = b"moved"
        books.tasks[0].status = "completed"
        session.delete(books.timers[0])
    assert len(counted.statements) == 5
    books = opened(store)
    assert ([r.state for r in books.runs], books.tasks, books.timers) == ([b"moved"], [], [])


def test_what_the_session_holds_already_stays_the_same_object(store, full):
    with store.write() as session:
        held = session.scalars(select(Task).where(Task.name == "open", Task.case_id == 1)).one()
        held.draft = {"changed": True}
        books = open_books(session, 1)
        assert books.tasks[0] is held
        assert books.tasks[0].draft == {"changed": True}
        assert session.get(Run, books.runs[0].id) is books.runs[0]
