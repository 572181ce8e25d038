"""What waits for its time: timers and dispatches cost what is due, not what is open."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError

from engine.store.counting import counting
from engine.store.ledger import due_timers
from engine.store.letters import due_dispatches, interrupted_dispatches
from tests.store.vocabulary import NOON, case, days, dispatch, run, timer


def test_timers_come_when_they_are_due_the_first_due_first(store):
    with store.write() as session:
        its = run(session, case(session))
        for ref, due in (("now", 0), ("before", -2), ("later", 1), ("not running", None)):
            timer(session, its, ref=ref, due_at=None if due is None else NOON + days(due))
    with counting(store) as counted, store.read() as session:
        assert [t.ref for t in due_timers(session, NOON)] == ["before", "now"]
        assert [t.ref for t in due_timers(session, NOON, limit=1)] == ["before"]
    assert len(counted.statements) == 2


def test_the_same_wait_of_a_run_stands_once(store):
    with store.write() as session:
        its = run(session, case(session))
        timer(session, its, ref="t1")
    with pytest.raises(IntegrityError), store.write() as session:
        timer(session, its, ref="t1")


def test_a_ladder_without_a_run_stands_once_too(store):
    """No two NULLs are equal, so the plain constraint would let a second one in."""
    with store.write() as session:
        its = run(session, case(session))
        timer(session, its, run_id=None, kind="ladder", ref="ladder")
        timer(session, its, run_id=None, kind="ladder", ref="ladder", instance=2)
    with pytest.raises(IntegrityError), store.write() as session:
        timer(session, its, run_id=None, kind="ladder", ref="ladder")


def test_queued_dispatches_come_when_it_is_time_to_try(store):
    with store.write() as session:
        found = case(session)

        def put(recipient: str, status: str, attempt: datetime | None) -> None:
            dispatch(session, found, recipient=recipient, status=status, next_attempt_at=attempt)

        put("first", "queued", NOON - days(1))
        put("second", "queued", NOON)
        put("too early", "queued", NOON + days(1))
        put("held back", "queued", None)
        put("sent", "sent", NOON - days(1))
        put("nobody knows", "doubtful", NOON - days(1))
    with store.read() as session:
        assert [d.recipient for d in due_dispatches(session, NOON)] == ["first", "second"]
        assert [d.recipient for d in due_dispatches(session, NOON, limit=1)] == ["first"]


def test_an_interrupted_sending_is_found_and_is_never_due_again(store):
    with store.write() as session:
        found = case(session)
        stuck = {"status": "sending", "next_attempt_at": NOON - days(1)}
        dispatch(session, found, recipient="stuck", sending_since=NOON - days(1), **stuck)
        dispatch(session, found, recipient="under way", sending_since=NOON, **stuck)
    with store.read() as session:
        interrupted = interrupted_dispatches(session, before=NOON - days(0.5))
        assert [d.recipient for d in interrupted] == ["stuck"]
        assert due_dispatches(session, NOON) == []


def test_sqlite_finds_what_is_due_by_an_index(sqlite_store):
    with counting(sqlite_store) as counted, sqlite_store.read() as session:
        due_timers(session, NOON)
        due_dispatches(session, NOON)
        interrupted_dispatches(session, NOON)
    connection = sqlite_store.engines[1].raw_connection()
    plans = [
        " ".join(
            row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", "1" * sql.count("?"))
        )
        for sql in counted.statements
    ]
    connection.close()
    indexes = ("ix_timer_due_at", "ix_dispatch_due", "ix_dispatch_sending")
    assert all(f"USING INDEX {i}" in plan for i, plan in zip(indexes, plans, strict=True)), plans
