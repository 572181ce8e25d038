"""A task completed through the verb, beside bare SpiffWorkflow with one row, turn by turn."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from engine.bench.council import Council
from engine.bench.engine_step import first_variables
from engine.bench.rows import MS, RATIO, Row, row, took
from engine.workflow import bare

#: how many user tasks the short diagram has
SHORT = 6


def verb_rows(council: Council, folder: Path, repeats: int) -> Iterator[Row]:
    """Ratios first, then what they are made of."""
    times = _measured(council, folder, repeats)
    without, letter = times["without"], times["letter"]
    pairs = (
        ("no letter / bare, same diagram", without, times["bare without"], 3),
        ("no letter / bare, six tasks", without, times["bare short"], 3),
        ("letter / bare, same diagram", letter, times["bare letter"], 6),
        ("letter / bare, six tasks", letter, times["bare short"], 6),
    )
    for name, ours, theirs, bar in pairs:
        ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
        yield row(f"verb: task, {name}", RATIO, ratios, bar)
    yield row("verb: task, no letter", MS, without, 3 * _median(times["bare short"]))
    yield row("verb: task, letter", MS, letter, 6 * _median(times["bare short"]))


def _median(values: list[float]) -> float:
    return row("", MS, values, 0).median


def _measured(council: Council, folder: Path, repeats: int) -> dict[str, list[float]]:
    """Each turn does every kind of work once, so that all meet the same machine."""
    with closing(_Row(folder)) as kept:
        before, after = _bare_states(council)
        short = bare.start(bare.line_of_tasks("short", SHORT), "short", {})
        times: dict[str, list[float]] = {}
        for turn in range(repeats + 3):
            work = {
                **_ours(council),
                "bare letter": kept.step(1, before, "triage", {"triage": "accept"}),
                "bare without": kept.step(2, after, "answer_stage1", {"approver": "3"}),
                "bare short": kept.step(3, short, "task1", {"answer": "yes"}),
            }
            names = list(work)
            place = turn % len(names)  # whoever comes first meets a colder machine
            for name in (*names[place:], *names[:place]):
                time = took(work[name])
                if turn >= 3:  # the first turns warm up
                    times.setdefault(name, []).append(time)
    return times


def _ours(council: Council) -> dict[str, Callable[[], None]]:
    triage = council.task(council.complaint())
    answer, answers = council.task(council.accepted()), council.answer()
    return {
        "letter": lambda: council.does("triage", triage, {"triage": "accept"}),
        "without": lambda: council.does("investigator", answer, answers),
    }


def _bare_states(council: Council) -> tuple[str, str]:
    diagram = council.procedure.diagram
    plain = bare.plain_diagram(diagram.xml)
    before = bare.start(plain, diagram.process, first_variables(council, "new"))
    return before, bare.complete(before, "triage", {"triage": "accept"})


class _Row:
    """A row for each bare run, kept as durably as Redress keeps its own."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("CREATE TABLE run (id INTEGER PRIMARY KEY, state TEXT NOT NULL)")
        self._database.execute("INSERT INTO run VALUES (1, ''), (2, ''), (3, '')")

    def step(
        self, run: int, state: str, element: str, data: Mapping[str, object]
    ) -> Callable[[], None]:
        """The work of one task: read the row, complete, write the row, commit."""
        database = self._database
        database.execute("UPDATE run SET state = ? WHERE id = ?", [state, run])

        def work() -> None:
            database.execute("BEGIN IMMEDIATE")
            (kept,) = database.execute("SELECT state FROM run WHERE id = ?", [run]).fetchone()
            moved = bare.complete(kept, element, data)
            database.execute("UPDATE run SET state = ? WHERE id = ?", [moved, run])
            database.execute("COMMIT")

        return work

    def close(self) -> None:
        """Give back the database."""
        self._database.close()
