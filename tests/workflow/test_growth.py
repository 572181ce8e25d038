"""Runs that go round: for years without growing, or for ever and then refused."""

from __future__ import annotations

from functools import partial

import pytest
from SpiffWorkflow.util.task import TaskState

from engine.errors import RunawayProcedure, StuckProcedure
from tests.effort import calls
from tests.workflow import stock
from tests.workflow.drawing import draw
from tests.workflow.playing import InMemory, Play, program
from tests.workflow.test_joins import TWO_IN_A_LOOP
from tests.workflow.test_timers import LATE_BRANCH

REVIEW = """
    start s
    xor again
    send chase letter=X
    user review
    xor g
    end e
    s -> again -> chase -> review -> g
    g -> again if once_more
    g -> e else
"""


def test_a_thousand_rounds_cost_no_more_than_the_first() -> None:
    run = Play(program(REVIEW))
    sizes, spent = set(), []
    for _ in range(1_000):
        spent.append(calls(partial(run.do, "review", once_more=True)))
        sizes.add(len(run.moved.state or b""))
        assert run.moved.taken == ("review-g", "g-again", "again-chase", "chase-review")
    assert len(sizes) == 1
    assert max(spent[-100:]) <= max(spent[:100])
    assert run.do("review", once_more=False).ended


@pytest.mark.parametrize(
    ("drawing", "steps"),
    [
        (TWO_IN_A_LOOP, ["a", "b", "review"]),
        (LATE_BRANCH, ["late", "again_upd"]),
    ],
)
def test_rounds_with_joins_and_with_late_branches_do_not_grow(
    drawing: str, steps: list[str]
) -> None:
    run = Play(program(drawing), once_more=True, late="")
    if run.timers:
        run.due(*run.timers)
    sizes = []
    for _ in range(60):
        for step in steps:
            run = run.do(step) if step in run.open else run.due(step)
        sizes.append(len(run.moved.state or b""))
    assert set(sizes[1:]) == {sizes[1]}


def test_a_loop_in_memory_is_seen_to_its_end_however_deep() -> None:
    run = InMemory(program(REVIEW))
    for _ in range(300):
        run.do("review", once_more=True)
    assert run.open == ["review"]
    assert run.do("review", once_more=False).ended


ENDLESS = """
    start s
    xor again
    throw round name="Round and round"
    xor g
    end e
    s -> again -> round -> g
    g -> again if x == 1
    g -> e else
"""


def test_a_loop_that_never_waits_is_refused() -> None:
    assert Play(program(ENDLESS), x=2).ended
    with pytest.raises(RunawayProcedure, match=r"goes round for ever, past “"):
        Play(program(ENDLESS), x=1)


def test_the_stock_engine_stops_in_the_middle_and_calls_it_completed() -> None:
    run = stock.stock(draw(ENDLESS), x=1)
    assert len(run.tasks) > 1_000
    assert run.is_completed()
    done = {t.task_spec.name for t in run.tasks.values() if t.state == TaskState.COMPLETED}
    assert "e" not in done


def test_a_diagram_that_calls_itself_is_refused() -> None:
    made = program("start s\n call again calls=p\n end e\n s -> again -> e")
    with pytest.raises(RunawayProcedure):
        Play(made)


def test_a_run_that_loses_its_way_is_not_taken_for_ended() -> None:
    """A way that simply stops: BPMN allows it, the check refuses it, the engine says so."""
    with pytest.raises(StuckProcedure, match="a loose end"):
        Play(program("start s\n user a\n s -> a")).do("a")
