"""One program for all runs and threads: never changed by running, kept by its content."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from threading import Thread

import pytest

from engine import workflow
from engine.workflow.program import MOST_KEPT, _compiled
from engine.workflow.steps import Run
from tests.workflow.drawing import draw
from tests.workflow.keep_golden import FIRST, RUNS
from tests.workflow.playing import BEGUN, Play

TWO_STAGES = (Path(__file__).parent / "diagrams" / "two_stages.bpmn").read_bytes()


def in_threads(number: int, work: Callable[[int], None]) -> None:
    failed: list[BaseException] = []

    def guarded(which: int) -> None:
        try:
            work(which)
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=guarded, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def played(made: workflow.Program, name: str) -> list[object]:
    """A whole run, and what it asked for."""
    run, told = Play(made, **FIRST), list[object]()
    for kind, element, changes in (*RUNS[name][0], *RUNS[name][1]):
        run = run.due(element) if kind == "due" else run.do(element, **changes)
        told += [run.moved.taken, run.effects, run.open, run.timers, dict(run.moved.variables)]
    return told


def shape(made: workflow.Program) -> object:
    specs = [made.spec, *made.inner.values()]
    return [
        (name, list(task._inputs), list(task._outputs), dict(task.extensions), task.data)
        if hasattr(task, "extensions")
        else (name, list(task._inputs), list(task._outputs))
        for spec in specs
        for name, task in spec.task_specs.items()
    ]


def test_four_threads_share_a_program_and_do_not_meet() -> None:
    made = workflow.compile_program(TWO_STAGES, "complaint")
    alone, before = {name: played(made, name) for name in RUNS}, shape(made)

    def play(which: int) -> None:
        names = list(RUNS)
        for turn in range(12):
            name = names[(turn + which) % len(names)]
            assert played(made, name) == alone[name]

    in_threads(4, play)
    assert shape(made) == before


def test_running_leaves_no_listeners_on_the_shared_specs() -> None:
    made = workflow.compile_program(TWO_STAGES, "complaint")
    played(made, "panel")
    specs = [
        task for spec in (made.spec, *made.inner.values()) for task in spec.task_specs.values()
    ]
    listening = [
        task.name
        for task in specs
        for event in (task.completed_event, task.ready_event, task.cancelled_event)
        if event.hard_subscribers or event.weak_subscribers
    ]
    assert listening == []


def test_every_call_has_an_engine_of_its_own() -> None:
    made = workflow.compile_program(TWO_STAGES, "complaint")
    one, two = Run(made, FIRST, BEGUN), Run(made, FIRST, BEGUN)
    assert one.engine is not two.engine
    assert one.workflow.script_engine is one.engine
    one.engine.environment.values["triage"] = "refuse"
    assert two.engine.environment.values["triage"] is None


def test_the_same_content_is_the_same_program() -> None:
    again = bytes(bytearray(TWO_STAGES))
    assert workflow.compile_program(TWO_STAGES, "complaint") is workflow.compile_program(
        again, "complaint"
    )
    other = TWO_STAGES.replace(b'name="Answer"', b'name="Reply"')
    assert workflow.compile_program(other, "complaint") is not workflow.compile_program(
        TWO_STAGES, "complaint"
    )


def test_what_is_called_is_part_of_the_content() -> None:
    calls = draw("start s\n call c calls=panel\n end e\n s -> c -> e")
    called = [
        draw(f"start cs\n user {name}\n end ce\n cs -> {name} -> ce", process="panel")
        for name in ("ask", "tell")
    ]
    opened = [
        Play(workflow.compile_program(calls, "p", {"panel.bpmn": each})).open for each in called
    ]
    assert opened == [["ask"], ["tell"]]


def test_only_so_many_programs_are_kept() -> None:
    for number in range(MOST_KEPT + 5):
        workflow.compile_program(
            draw(f"start s\n user u{number}\n end e\n s -> u{number} -> e"), "p"
        )
    assert _compiled.cache_info().currsize == MOST_KEPT


@pytest.mark.parametrize("turn", range(3))
def test_threads_may_compile_the_same_new_diagram_at_once(turn: int) -> None:
    new = TWO_STAGES.replace(b'name="Answer"', f'name="Answer {turn}"'.encode())
    bad = new.replace(b"<endEvent", b"<endEvnt").replace(b"</endEvent", b"</endEvnt")
    said: list[tuple[str, ...]] = []

    def compile_and_run(which: int) -> None:
        for _ in range(3):
            said.append(workflow.schema_problems(bad))
            played(workflow.compile_program(new, "complaint"), "stage1")

    in_threads(4, compile_and_run)
    assert len(set(said)) == 1
    assert "Element 'endEvnt'" in said[0][0]


def test_the_engine_is_the_one_whose_traps_are_known() -> None:
    """A newer one may be used once every test of this folder was read again, stock ones too."""
    assert version("SpiffWorkflow") == "3.2.0"
