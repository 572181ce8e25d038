"""Killed with -9 at any moment: nothing is lost or half done, no letter goes twice by itself."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.context import ForkServerProcess as Working
from pathlib import Path

import pytest

from engine import workflow
from engine.settings import Smtp
from engine.workflow.effects import Moved
from tests.casework.clerk import main
from tests.casework.council import Council
from tests.casework.postbox import Postbox, postbox

KILLS, COMPLAINTS = 10, 25

#: forks from a process without threads, which has read the procedures once
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.casework.warm"])


@pytest.fixture
def mailed(database_url: str, tmp_path: Path) -> Iterator[tuple[Council, Postbox, Smtp]]:
    with postbox() as (box, smtp):
        council = Council(database_url, tmp_path / "var", smtp=smtp)
        yield council, box, smtp
        council.close()


def clerk(council: Council, smtp: Smtp, seed: int) -> Working:
    """A clerk at work, a process of its own: it has opened the office and begins."""
    ready = FORKED.Event()
    told = (council.url, council.folder, smtp.port, seed, ready)
    started = FORKED.Process(target=main, args=told, daemon=True)
    started.start()
    assert ready.wait(timeout=120)
    return started


def test_nothing_is_lost_half_done_or_sent_twice(mailed: tuple[Council, Postbox, Smtp]) -> None:
    council, box, smtp = mailed
    for _ in range(COMPLAINTS):
        council.receives()
    chance = random.Random(2_024)  # noqa: S311
    for seed in range(KILLS):
        working = clerk(council, smtp, seed)
        _let_work(council, working, chance)
        working.kill()
        working.join()
    last = clerk(council, smtp, KILLS)
    last.join(timeout=120)
    assert last.exitcode == 0
    _nothing_lost(council)
    _nothing_half_done(council)
    _nothing_sent_twice(council, box)


def _let_work(council: Council, working: Working, chance: random.Random) -> None:
    """Up to three actions and a moment more, however quick the machine is."""
    enough = len(_diary(council, "begin")) + chance.randrange(4)
    while len(_diary(council, "begin")) < enough and working.is_alive():
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.06))


def _diary(council: Council, word: str) -> set[str]:
    diary = council.folder / "diary"
    lines = diary.read_text().splitlines() if diary.exists() else []
    return {line.split()[1] for line in lines if line.startswith(f"{word} ")}


def _nothing_lost(council: Council) -> None:
    """What a verb said it had done is done."""
    done = {row.id for row in council.rows("task") if row.status == "completed"}
    assert _diary(council, "done") <= done
    assert done <= _diary(council, "begin")
    assert len(done) == 2 * COMPLAINTS


def _nothing_half_done(council: Council) -> None:
    """Each action with its ledger, its audit, its letter; each run as its tasks say."""
    lines = Counter(row.action for row in council.rows("audit"))
    letters, ways = council.rows("letter"), council.rows("dispatch")
    assert lines["task:completed"] == 2 * COMPLAINTS
    assert lines["case:letter:written"] == len(letters) == len(ways) == 2 * COMPLAINTS
    sent = [way for way in ways if way.status == "sent"]
    assert lines["case:letter:sent"] == len(sent) == len(council.rows("sent_copy"))
    kinds = Counter(row.kind for row in council.rows("ledger_event"))
    assert kinds["letter COR-ACK1"] + kinds["letter COR-RESP1"] == len(sent)
    waiting = Counter(row.run_id for row in council.rows("task") if row.status == "open")
    for run in council.rows("run"):
        moved = _moved(council, run.state, run.variables) if run.state else None
        assert waiting[run.id] == (len(moved.open) if moved else 0)
        assert (run.status == "ended") == (run.state is None)


def _moved(council: Council, state: bytes, variables: dict[str, object]) -> Moved:
    diagram = council.office.catalogue.procedures["corporate-complaint"].diagram
    return workflow.look(workflow.compile_program(diagram.xml, diagram.process), state, variables)


def _nothing_sent_twice(council: Council, box: Postbox) -> None:
    """Of each message the server has at most one; of each that says ``sent``, exactly one."""
    arrived = Counter(box.ids)
    assert set(arrived.values()) <= {1}
    ways = council.rows("dispatch")
    assert {way.status for way in ways} <= {"sent", "doubtful"}
    assert {way.message_id for way in ways if way.status == "sent"} <= set(arrived)
    assert set(arrived) <= {way.message_id for way in ways}
    told = [row for row in council.rows("notice") if "not known whether" in row.text]
    assert len(told) == sum(way.status == "doubtful" for way in ways)
