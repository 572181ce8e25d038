"""The bench measures all that it should; how quick a test's machine is, nobody asserts."""

from __future__ import annotations

import json
import math

import pytest

from engine.cli import main

MEASURED = (
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
    ("dates: sweep, nothing due, more for 200 open cases", "statements", 0),
    ("HTTP: queue, 50 of 200 open cases", "ms", 50),
)


def test_every_figure_is_measured_and_has_its_bar(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["bench", "--quick", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert "Python" in told["machine"]
    assert "cores" in told["machine"]
    rows = told["rows"]
    assert {(row["name"], row["unit"], row["bar"]) for row in rows} >= set(MEASURED)
    for row in rows:
        assert 0 <= row["least"] <= row["median"] <= row["p95"] <= row["most"], row
        assert math.isfinite(row["bar"])
        assert row["met"] is (row[row["judged"]] <= row["bar"])
    assert code == (0 if all(row["met"] for row in rows) else 1)
    ratios = [row["unit"] == "×" for row in rows]
    assert ratios == sorted(ratios, reverse=True), "ratios come first"
