"""The bench measures all that it should; how quick a test's machine is, nobody asserts."""

from __future__ import annotations

import contextlib
import io
import json
import math
from typing import Any

import pytest

from engine.bench import Row
from engine.cli import main
from engine.cli.bench import lines

pytestmark = pytest.mark.xdist_group("bench")  # measured once

MEASURED = (
    ("studio: check of childrens-statutory, all its letters", "ms", 2000),
    ("studio: a draft compared with its version", "ms", 1000),
    ("studio: a step of a play", "ms", 300),
    ("catalogue: load, each procedure", "ms CPU", 100),
    ("engine: load, one step, save", "ms CPU", 1),
    ("engine: state of an open run", "bytes", 6000),
    ("engine: state of an ended run", "bytes", 0),
    ("verb: task, no letter / bare, same diagram", "×", 3),
    ("verb: task, no letter / bare, six tasks", "×", 3),
    ("verb: task, letter / bare, same diagram", "×", 6),
    ("verb: task, letter / bare, six tasks", "×", 6),
    ("HTTP: task, letter (BEGIN and COMMIT not counted)", "statements", 12),
    ("HTTP: task, no letter (BEGIN and COMMIT not counted)", "statements", 12),
    ("HTTP: task, letter", "commits", 1),
    ("HTTP: task, no letter", "commits", 1),
    ("letter: COR-ACK1 to PDF, warm", "ms", 10),
    ("letter: COR-EXT1 to PDF, warm", "ms", 10),
    ("letter: COR-RESP1 to PDF, warm", "ms", 10),
    ("history: contact 100 / the first", "×", 1.2),
    ("dates: replay of ten events", "ms CPU", 0.5),
    ("dates: sweep, nothing due, more for 200 open cases", "statements", 0),
    ("dates: sweep, nothing due, 200 open cases", "ms", 10),
    ("HTTP: queue, 50 of 200 open cases", "ms", 50),
)


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What a quick run tells programs, and the exit code."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = main(["bench", "--quick", "--json"])
    found: dict[str, Any] = json.loads(out.getvalue())
    return {**found, "code": code}


def test_every_figure_is_measured_and_has_its_bar(told: dict[str, Any]) -> None:
    assert "Python" in told["machine"]
    assert "cores" in told["machine"]
    rows = told["rows"]
    assert {(row["name"], row["unit"], row["bar"]) for row in rows} >= set(MEASURED)
    for row in rows:
        assert 0 <= row["least"] <= row["median"] <= row["p95"] <= row["most"], row
        assert math.isfinite(row["bar"])
        assert row["met"] is (row[row["judged"]] <= row["bar"])
    assert told["code"] == (0 if all(row["met"] for row in rows) else 1)


def test_ratios_come_first(told: dict[str, Any]) -> None:
    ratios = [row["unit"] == "×" for row in told["rows"]]
    assert any(ratios)
    assert ratios == sorted(ratios, reverse=True)


def test_what_does_not_hang_on_the_machine_is_met(told: dict[str, Any]) -> None:
    counted = [row for row in told["rows"] if row["unit"] in ("bytes", "statements", "commits")]
    assert [row["name"] for row in counted if not row["met"]] == []


def test_people_get_a_table(told: dict[str, Any]) -> None:
    rows = [
        Row(**{name: value for name, value in row.items() if name != "met"})
        for row in told["rows"]
    ]
    table = "\n".join(lines(rows))
    assert all(row.name in table for row in rows)
    assert table.count(" met") + table.count("NOT MET") == len(rows)
