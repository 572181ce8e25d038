"""A saved run: small, in any order of keys, under a changed diagram, for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.util.diff import diff_workflow, migrate_workflow
from SpiffWorkflow.util.task import TaskState

from engine import workflow
from engine.errors import BadInput
from tests.workflow import stock
from tests.workflow.drawing import draw
from tests.workflow.playing import BEGUN, Play, program
from tests.workflow.test_timers import LATE_BRANCH

HERE = Path(__file__).parent


def reordered(value: Any) -> Any:
    """What a database may do to JSON: keys sorted, the other way round."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in sorted(value, reverse=True)}
    return [reordered(item) for item in value] if isinstance(value, list) else value


def test_a_state_does_not_depend_on_the_order_of_keys() -> None:
    run = Play(program(LATE_BRANCH), late="").due("stage1_due")
    assert run.moved.state is not None
    shaken = orjson.dumps(reordered(orjson.loads(run.moved.state)), option=orjson.OPT_SORT_KEYS)
    again = workflow.look(run.program, shaken, run.moved.variables)
    assert (again.open, again.timers) == (run.moved.open, run.moved.timers)


def test_the_stock_state_silently_loses_its_data_when_keys_are_reordered() -> None:
    run = stock.stock(draw("start s\n user a\n user b\n end e\n s -> a -> b -> e"), x=1)
    serializer = BpmnWorkflowSerializer()
    as_json = serializer.serialize_json(run)
    [task] = serializer.deserialize_json(as_json).get_tasks(state=TaskState.READY)
    assert task.data == {"x": 1}
    lost = json.loads(as_json)
    lost["tasks"] = dict(reversed(lost["tasks"].items()))
    [task] = serializer.deserialize_json(json.dumps(lost)).get_tasks(state=TaskState.READY)
    assert task.data == {}


def test_the_stock_state_cannot_be_loaded_with_a_variable_named_typename() -> None:
    run = stock.stock(draw("start s\n user a\n end e\n s -> a -> e"), typename="x")
    serializer = BpmnWorkflowSerializer()
    as_json = serializer.serialize_json(run)
    with pytest.raises(Exception):  # noqa: B017  # which one differs with the value
        serializer.deserialize_json(as_json)


def test_an_open_case_is_kept_in_less_than_six_kilobytes() -> None:
    run = Play(program(LATE_BRANCH), late="")
    sizes = [len(run.moved.state or b"")]
    for _ in range(20):
        run.due(*run.timers).do("late", late="")
        sizes.append(len(run.moved.state or b""))
    assert max(sizes) < 1_000
    assert sizes[1] == sizes[-1]


def test_saving_again_what_was_only_looked_at_changes_nothing() -> None:
    run = Play(program(LATE_BRANCH), late="").due("stage1_due")
    assert run.moved.state is not None
    seen = workflow.look(run.program, run.moved.state, run.moved.variables)
    assert seen.state == run.moved.state


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"null",
        b"{}",
        b"[2,[]]",
        b"[1,[]]",
        b'[1,[[null,[["Start",64,-1],["nowhere",16,0,"x"]]]]]',
        b'[1,[[null,[["nowhere",64,-1]]]]]',
        b'[1,[["20ebaa6b-67fa-4fed-a5a4-5291ebfef973",[["Start",64,-1]]]]]',
    ],
)
def test_a_state_that_does_not_fit_its_diagram_is_refused(state: bytes) -> None:
    with pytest.raises(BadInput, match="A saved run does not fit its diagram p"):
        workflow.look(program(LATE_BRANCH), state, {})


BEFORE = """
    start s
    user a
    boundary due on=a clock=c at=due soft
    send letter letter=X
    end told
    end e
    s -> a -> e
    due -> letter -> told
"""
AFTER = BEFORE.replace("s -> a -> e", "user legal\n s -> a -> legal -> e")


def test_an_open_run_goes_on_under_a_diagram_that_gained_a_step() -> None:
    run = Play(program(BEFORE))
    tasks, timers = run.moved.open, run.moved.timers
    run.program = program(AFTER)
    assert run.moved.state is not None
    run.moved = workflow.look(run.program, run.moved.state, {})
    assert (run.moved.open, run.moved.timers) == (tasks, timers)
    assert run.do("a").open == ["legal"]


def test_stock_migration_arms_timers_again_and_drops_what_a_task_holds() -> None:
    timed = b"<timerEventDefinition><timeDuration>'P10D'</timeDuration></timerEventDefinition>"
    old, new = (draw(d).replace(b"<timerEventDefinition/>", timed) for d in (BEFORE, AFTER))
    run, other = stock.stock(old), stock.stock(new)
    [timer] = run.event_manager.tasks.values()
    was = timer.internal_data["event_value"]
    [task] = run.get_tasks(state=TaskState.READY)
    task.data["draft"] = "half an answer"
    diff, _ = diff_workflow(BpmnWorkflowSerializer.configure(), run, other.spec, {})
    migrate_workflow(diff, run, other.spec)
    run.do_engine_steps()
    [timer] = run.event_manager.tasks.values()
    assert timer.internal_data["event_value"] != was
    [task] = run.get_tasks(state=TaskState.READY)
    assert task.data == {}


def golden() -> list[Path]:
    return sorted((HERE / "golden").glob("*.json"))


@pytest.mark.parametrize("file", golden(), ids=lambda file: file.stem)
def test_a_state_saved_long_ago_still_loads_and_runs(file: Path) -> None:
    """One file a format or engine: never edited, only added (``keep_golden.py``)."""
    kept = json.loads(file.read_text())
    made = workflow.compile_program(
        (HERE / "diagrams" / kept["diagram"]).read_bytes(), kept["process"]
    )
    state = json.dumps(kept["state"]).encode()
    seen = workflow.look(made, state, kept["variables"])
    assert [[t.id, t.element, t.clock, t.stage] for t in seen.open] == kept["open"]
    waiting = [[t.id, t.element, t.clock, t.at, t.since.isoformat()] for t in seen.timers]
    assert waiting == kept["timers"]
    run = Play.__new__(Play)
    run.program, run.moved, run.now = made, seen, BEGUN
    for kind, element, changes in kept["then"]:
        run = run.due(element) if kind == "due" else run.do(element, **changes)
    assert run.ended


def test_there_is_a_saved_state_of_every_kind() -> None:
    assert len(golden()) >= 4
