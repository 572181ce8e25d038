"""The embedded scheduler: it sweeps by itself, goes on after faults, and stops when told."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine import scheduler
from engine.casework import dates
from engine.scheduler import Scheduler
from tests.casework.council import Council


@pytest.fixture
def council(sqlite_url: str, tmp_path: Path) -> Iterator[Council]:
    made = Council(sqlite_url, tmp_path / "var")
    yield made
    made.close()


@pytest.fixture
def running(council: Council) -> Iterator[Scheduler]:
    """A scheduler that sweeps only when it is woken."""
    started = Scheduler(council.office, every=3600)
    started.start()
    yield started
    started.stop()


def soon(holds: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it comes to hold before long."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def test_it_sends_what_is_queued_without_being_asked(council: Council) -> None:
    reference = council.accepted()
    started = Scheduler(council.office, every=0.02)
    started.start()
    assert soon(lambda: council.letters(reference) == ["COR-ACK1"])
    started.stop()


def test_woken_it_sweeps_at_once(council: Council, running: Scheduler) -> None:
    reference = council.accepted()
    running.wake()
    assert soon(lambda: council.letters(reference) == ["COR-ACK1"])


def test_it_opens_late_tasks_when_their_morning_comes(
    council: Council, running: Scheduler
) -> None:
    reference = council.accepted()
    council.at("2024-04-17T10:00")
    running.wake()
    assert soon(lambda: council.open_tasks(reference) == ["answer_stage1", "late1"])


def test_it_stops_when_told_and_its_thread_is_gone(council: Council) -> None:
    started = Scheduler(council.office, every=3600)
    started.start()
    assert any(thread.name == "scheduler" for thread in threading.enumerate())
    started.stop()
    assert not any(thread.name == "scheduler" for thread in threading.enumerate())


def test_stopping_one_that_never_started_is_harmless(council: Council) -> None:
    Scheduler(council.office).stop()


def test_a_sweep_that_fails_whole_is_logged_and_the_next_one_comes(
    council: Council, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The database is away for a moment."""
    reference = council.accepted()
    asked = []

    def away(*given: object, **named: object) -> tuple[int, ...]:
        asked.append(given)
        if len(asked) == 1:
            raise OSError("the database is away")
        return found(*given, **named)  # type: ignore[arg-type]

    found = dates.due_cases
    monkeypatch.setattr(dates, "due_cases", away)
    started = Scheduler(council.office, every=0.02)
    with caplog.at_level(logging.ERROR):
        started.start()
        assert soon(lambda: council.letters(reference) == ["COR-ACK1"])
        started.stop()
    assert "the sweep failed; the next one comes" in caplog.text


def test_what_each_round_makes_due_is_done_in_the_same_sweep(council: Council) -> None:
    """A letter that leaves lets a case close, a rung that is climbed shows the next."""
    reference = council.accepted()
    council.answered_now(reference)
    assert council.file(reference).status == "closed"
    other = council.accepted(investigator=council.people["investigator"].officer_id)
    council.at("2024-06-03T10:00")
    scheduler.sweep(council.office)
    assert dates.due_cases(council.office) == ()
    assert council.open_tasks(other) == ["answer_stage1", "late1"]
