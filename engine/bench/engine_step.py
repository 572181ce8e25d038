"""The engine's part alone: a run loaded, moved one step, saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine import workflow
from engine.bench.council import NOW, Council
from engine.bench.rows import BYTES, CPU_MS, Row, cpu, row
from engine.workflow.effects import Moved

#: a whole stage 1: (task, what its form puts into the variables), or a timer
WALK: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("triage", {"triage": "accept"}),
    ("stage1_due", {}),
    ("late1", {"decision": "send"}),
    ("answer_stage1", {"approver": "3"}),
    ("approve_stage1", {"approval": "return"}),
    ("answer_stage1", {"approver": "3"}),
    ("approve_stage1", {"approval": "approve"}),
)


def engine_rows(council: Council, repeats: int) -> Iterator[Row]:
    """Processor time of each step, and the bytes kept after it."""
    times: list[float] = []
    kept: list[float] = []
    for _ in range(repeats):
        for took, moved in _walk(council):
            times.append(took)
            kept.append(0 if moved.state is None else len(moved.state))
            ended = moved
    assert ended.ended
    yield row("engine: load, one step, save", CPU_MS, times, 1)
    yield row(
        "engine: state of an open run", BYTES, [size for size in kept if size], 6_000, "most"
    )
    yield row("engine: state of an ended run", BYTES, [kept[-1]], 0, "most")


def first_variables(council: Council, entry: str) -> dict[str, object]:
    """A run's variables before anything happened in it."""
    given: dict[str, object] = {}
    for name, variable in council.procedure.variables.items():
        values: Mapping[str, object] = {
            "run": entry,
            "profile": council.profile.values.get(name),
            "derived": False,
        }
        given[name] = values.get(variable.origin, variable.default)
    return given


def _walk(council: Council) -> Iterator[tuple[float, Moved]]:
    diagram = council.procedure.diagram
    program = workflow.compile_program(diagram.xml, diagram.process)
    moved = workflow.start(program, first_variables(council, "new"), NOW)
    for element, changes in WALK:
        found: list[Moved] = []

        def step(before: Moved = moved, element: str = element) -> None:
            assert before.state is not None
            found.append(_step(program, before, element, changes))  # noqa: B023 - called at once

        time = cpu(step)
        moved = found[0]
        yield time, moved


def _step(
    program: workflow.Program, at: Moved, element: str, changes: Mapping[str, object]
) -> Moved:
    assert at.state is not None
    for timer in at.timers:
        if timer.element == element:
            return workflow.fire(program, at.state, at.variables, [timer.id], NOW)
    task = next(task for task in at.open if task.element == element)
    return workflow.complete(program, at.state, at.variables, task.id, changes, NOW)
