"""Keep the state of runs as they stand today, for every later version to load.

Run it by hand when the engine, the diagram or the format changes: ``python -m
tests.workflow.keep_golden NAME`` adds files whose names begin with NAME and touches no other.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from engine import workflow
from tests.workflow.playing import Play

HERE = Path(__file__).parent
FIRST = {
    "entry": "new",
    "triage": None,
    "gate": "grounds",
    "late_letter": "update",
    "late": "",
    "met": False,
    "panel": False,
    "next": "done",
}
Step = tuple[str, str, dict[str, Any]]


def do(element: str, **changes: Any) -> Step:
    return "do", element, changes


def due(element: str) -> Step:
    return "due", element, {}


STAGE1 = [do("triage", triage="accept"), do("allocate1")]
LATE1 = [*STAGE1, due("stage1_due"), do("late1", late="not_needed")]
STAGE2 = [*STAGE1, do("answer1"), do("check1", next="stage2")]
PANEL = [*STAGE2, do("test_grounds", met=True, panel=True), do("read_papers")]
REST_OF_1 = [do("answer1"), do("check1", next="done")]
#: name -> what happened before it was saved, and what happens then
RUNS: dict[str, tuple[list[Step], list[Step]]] = {
    "stage1": (STAGE1, REST_OF_1),
    "late": (LATE1, [due("again_moved1"), do("late1", late="send"), *REST_OF_1]),
    "grounds": (STAGE2, [do("test_grounds", met=False)]),
    "panel": (PANEL, [do("hear")]),
    "breach": (PANEL, [due("stage2_breach"), do("escalated")]),
}


def keep(name: str) -> None:
    """Write a file for each of the runs."""
    diagram = (HERE / "diagrams" / "two_stages.bpmn").read_bytes()
    for run_name, (before, then) in RUNS.items():
        run = Play(workflow.compile_program(diagram, "complaint"), **FIRST)
        for kind, element, changes in before:
            run = run.due(element) if kind == "due" else run.do(element, **changes)
        assert run.moved.state is not None
        kept = {
            "diagram": "two_stages.bpmn",
            "process": "complaint",
            "variables": dict(run.moved.variables),
            "state": json.loads(run.moved.state),
            "open": [[t.id, t.element, t.clock, t.stage] for t in run.moved.open],
            "timers": [
                [t.id, t.element, t.clock, t.at, t.since.isoformat()] for t in run.moved.timers
            ],
            "then": then,
        }
        with (HERE / "golden" / f"{name}-{run_name}.json").open("x") as file:
            json.dump(kept, file, indent=1)


if __name__ == "__main__":
    keep(sys.argv[1])
