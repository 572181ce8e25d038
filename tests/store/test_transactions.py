"""One write at a time and none lost; reading waits for nobody and cannot write."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from engine.errors import NotFound
from engine.store import Store, engines
from engine.store.cases import Case, by_reference, lock_case
from engine.store.counting import counting
from engine.store.sequences import next_number
from engine.store.tasks import lock_case_of_task
from tests.conftest import LASTING
from tests.store.vocabulary import case, person, run, task


def test_an_error_undoes_the_whole_transaction(store):
    with pytest.raises(ZeroDivisionError), store.write() as session:
        person(session, "Never kept")
        raise ZeroDivisionError
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 0


def test_reading_cannot_write(store):
    with pytest.raises(DBAPIError, match=r"readonly|read-only"), store.read() as session:
        session.execute(text("DELETE FROM person"))


def test_reading_sees_one_state_throughout_while_others_write(store):
    with store.write() as session:
        person(session)
    with store.read() as reader:
        before = reader.scalar(text("SELECT count(*) FROM person"))
        with store.write() as session:
            person(session)
        assert reader.scalar(text("SELECT count(*) FROM person")) == before == 1


def test_a_write_inside_a_write_is_an_error_at_once(sqlite_store):
    again = pytest.raises(RuntimeError, match="inside")
    with sqlite_store.write(), again, sqlite_store.write():
        pass


def test_sqlite_keeps_what_it_committed(sqlite_url, monkeypatch):
    monkeypatch.setattr(engines, "PRAGMAS", LASTING)
    store = Store(sqlite_url)
    with store.engines[0].connect() as connection:
        asked = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()
    full = 2
    assert asked == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 15_000,
    }


def count_up(url: str, times: int) -> None:
    """Read, then write: the pattern that loses updates where a transaction takes no lock first."""
    store = Store(url)
    for _ in range(times):
        with store.write() as session:
            found = lock_case(session, "COM-1")
            found.data = {"count": found.data["count"] + 1}
    store.close()


def test_no_update_of_several_processes_is_lost(store):
    with store.write() as session:
        case(session, reference="COM-1", data={"count": 0})
    url = store.url.render_as_string(hide_password=False)
    store.close()
    fresh = multiprocessing.get_context("spawn")
    workers = [fresh.Process(target=count_up, args=(url, 50)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with store.read() as session:
        found = by_reference(session, "COM-1")
    assert (found.data, found.revision) == ({"count": 150}, 151)


def test_no_update_of_several_threads_is_lost(store):
    with store.write() as session:
        case(session, reference="COM-1", data={"count": 0})

    def count_once(_: int) -> None:
        with store.write() as session:
            found = lock_case(session, "COM-1")
            found.data = {"count": found.data["count"] + 1}

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count_once, range(120)))
    with store.read() as session:
        assert by_reference(session, "COM-1").data == {"count": 120}


def test_numbers_have_no_gap_and_no_double(store):
    def take(_: int) -> int:
        with store.write() as session:
            return next_number(session, "COM-2024")

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(take, range(60))) == list(range(1, 61))


def test_a_number_that_was_rolled_back_is_given_again(store):
    with pytest.raises(ZeroDivisionError), store.write() as session:
        assert next_number(session, "COM-2024") == 1
        raise ZeroDivisionError
    with store.write() as session:
        assert next_number(session, "COM-2024") == 1
        assert next_number(session, "COM-2025") == 1


def test_a_lock_reads_the_case_afresh_and_waits_for_whoever_has_it(store):
    with store.write() as session:
        case(session, reference="COM-1", stage="stage 1")
    began, seen = threading.Event(), []

    def second() -> None:
        began.wait()
        with store.write() as session:
            seen.append(lock_case(session, "COM-1").stage)

    waiting = threading.Thread(target=second)
    waiting.start()
    with store.write() as session:
        held = lock_case(session, "COM-1")
        began.set()
        waiting.join(0.2)
        assert seen == []
        held.stage = "stage 2"
    waiting.join()
    assert seen == ["stage 2"]


def test_locking_a_case_is_one_statement_by_reference_id_or_task(store):
    with store.write() as session:
        mine = case(session)
        its_task = task(session, run(session, mine)).id
    ways: Any = ((lock_case, mine.reference), (lock_case, mine.id), (lock_case_of_task, its_task))
    for lock, by in ways:
        with counting(store) as counted, store.write() as session:
            assert lock(session, by).id == mine.id
        assert (len(counted.statements), counted.commits) == (1, 1)


def test_a_case_that_is_not_there_is_not_found(store):
    ways: Any = ((lock_case, "COM-9"), (lock_case, 9), (by_reference, "COM-9"))
    with store.write() as session:
        for look, by in ways:
            with pytest.raises(NotFound, match="no case"):
                look(session, by)
        with pytest.raises(NotFound, match="no such task"):
            lock_case_of_task(session, "nothing")


def test_a_change_over_a_later_change_is_refused(store):
    """Whoever did not lock the case first: the revision still protects it."""
    with store.write() as session:
        case_id = case(session).id
    with store.read() as session:
        stale = session.get(Case, case_id)
        assert stale is not None
        session.expunge(stale)
    with store.write() as session:
        lock_case(session, case_id).stage = "stage 2"
    with pytest.raises(StaleDataError), store.write() as session:
        session.add(stale)
        stale.stage = "stage 1"
