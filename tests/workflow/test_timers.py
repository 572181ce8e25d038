"""Timers name a clock and a moment; they go off when the runner says so, at any depth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from SpiffWorkflow.util.task import TaskState

from engine import workflow
from engine.errors import NotNow
from engine.workflow.effects import LetterWanted, StageEntered, StageLeft
from tests.workflow import stock
from tests.workflow.drawing import draw
from tests.workflow.playing import BEGUN, InMemory, Play, program

LATE_BRANCH = """
    start s
    sub wrap {
        start sw
        sub stage1 stage="stage 1" clock=response1 {
            start s1
            user answer
            end e1
            s1 -> answer -> e1
        }
        terminate ew
        boundary stage1_due on=stage1 clock=response1 at=due_morning soft
        xor m
        user late
        xor g
        send upd letter=COR-UPD1
        timer again_upd clock=expected1 at=due_morning
        timer again_moved clock=response1 at=due_morning
        sw -> stage1 -> ew
        stage1_due -> m -> late -> g
        g -> again_moved if late == 'not_needed'
        g -> upd else
        upd -> again_upd -> m
        again_moved -> m
    }
    user after
    end e
    s -> wrap -> after -> e
"""


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_the_late_branch_goes_round_and_dies_with_its_stage(kind: type[Play]) -> None:
    run = kind(program(LATE_BRANCH), late="")
    assert (run.open, run.timers) == (["answer"], ["stage1_due"])
    run.due("stage1_due")
    assert run.moved.taken == ("stage1_due", "stage1_due-m", "m-late")
    assert (sorted(run.open), run.timers) == (["answer", "late"], [])
    for said, waits in (("update", "again_upd"), ("not_needed", "again_moved")) * 3:
        run.do("late", late=said)
        assert (run.open, run.timers) == (["answer"], [waits])
        run.due(waits)
        assert sorted(run.open) == ["answer", "late"]
    run.do("answer")
    assert run.effects == [StageLeft("stage 1", "stage1", cut=False)]
    assert (run.open, run.timers) == (["after"], [])
    assert run.do("after").ended


def test_a_late_branch_whose_stage_does_not_terminate_outlives_it() -> None:
    """Why `checking` refuses that shape: the run waits for the late branch."""
    run = Play(program(LATE_BRANCH.replace("terminate ew", "end ew")), late="")
    run.due("stage1_due").do("answer")
    assert run.open == ["late"]


def test_a_timer_says_its_clock_moment_and_since_when_it_waits() -> None:
    run = Play(program(LATE_BRANCH), late="")
    [timer] = run.moved.timers
    assert (timer.element, timer.clock, timer.at) == ("stage1_due", "response1", "due_morning")
    assert timer.since == BEGUN
    run.due("stage1_due").do("late", late="")
    [timer] = run.moved.timers
    assert (timer.element, timer.clock, timer.since) == (
        "again_upd",
        "expected1",
        BEGUN + timedelta(hours=2),
    )


def test_nothing_but_the_runner_fires_a_timer() -> None:
    run = Play(program(LATE_BRANCH), late="")
    run.now += timedelta(days=4000)
    before = run.moved.timers
    run.due()
    assert run.moved.timers == before


def test_a_timer_that_waits_no_longer_is_ignored() -> None:
    run = Play(program(LATE_BRANCH), late="")
    [timer] = run.moved.timers
    run.due("stage1_due")
    assert run.moved.state is not None
    again = workflow.fire(run.program, run.moved.state, {"late": ""}, [timer.id, "gone"], run.now)
    assert (again.open, again.taken, again.effects) == (run.moved.open, (), ())


INTERRUPTING = """
    start s
    user a
    boundary due on=a clock=c at=breach
    user b
    end e
    s -> a -> e
    due -> b -> e
"""


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_an_interrupting_timer_takes_the_task_away_and_only_one_way_is_taken(
    kind: type[Play],
) -> None:
    run = kind(program(INTERRUPTING))
    [task] = run.moved.open
    run.due("due")
    assert run.open == ["b"]
    with pytest.raises(NotNow):
        run.complete(task.id)
    assert run.do("b").ended


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_completing_in_time_disarms_the_timer(kind: type[Play]) -> None:
    drawing = INTERRUPTING.replace("s -> a -> e", "user c\n s -> a -> c -> e")
    run = kind(program(drawing)).do("a")
    assert (run.open, run.timers) == (["c"], [])


def test_stock_takes_both_ways_when_a_ready_timer_meets_a_ready_task() -> None:
    timed = draw(INTERRUPTING).replace(
        b"<timerEventDefinition/>",
        b"<timerEventDefinition><timeDate>'2999-01-01T00:00:00+00:00'</timeDate>"
        b"</timerEventDefinition>",
    )
    run = stock.stock(timed)
    [timer] = list(run.event_manager.tasks.values())
    timer.internal_data["event_value"] = "2000-01-01T00:00:00+00:00"
    run.refresh_timers()
    next(t for t in run.get_tasks(state=TaskState.READY) if t.task_spec.name == "a").run()
    run.do_engine_steps()
    done = {t.task_spec.name for t in run.get_tasks(state=TaskState.COMPLETED)}
    assert {"a", "due"} <= done
    assert stock.ready(run) == ["b"]


HARD_ON_STAGE = """
    start s
    sub stage1 stage="stage 1" {
        start s1
        user answer
        boundary remind on=answer clock=c at=due soft
        send reminder letter=REM
        end e1
        end e2
        s1 -> answer -> e1
        remind -> reminder -> e2
    }
    boundary breach on=stage1 clock=c at=breach
    user escalate
    end e
    s -> stage1 -> e
    breach -> escalate -> e
"""


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_a_boundary_timer_on_a_sub_process_that_holds_a_task(kind: type[Play]) -> None:
    run = kind(program(HARD_ON_STAGE))
    assert (run.open, sorted(run.timers)) == (["answer"], ["breach", "remind"])
    run.due("remind")
    assert run.effects == [LetterWanted("REM", "reminder", None)]
    assert (run.open, run.timers) == (["answer"], ["breach"])
    run.due("breach")
    assert run.effects == [StageLeft("stage 1", "stage1", cut=True)]
    assert run.moved.taken == ("breach", "breach-escalate")
    assert (run.open, run.timers) == (["escalate"], [])


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_timers_due_at_once_go_off_in_the_order_given(kind: type[Play]) -> None:
    first = kind(program(HARD_ON_STAGE)).due("remind", "breach")
    assert [type(e) for e in first.effects] == [LetterWanted, StageLeft]
    second = kind(program(HARD_ON_STAGE)).due("breach", "remind")
    assert [type(e) for e in second.effects] == [StageLeft]


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_a_timer_in_a_branch_parallel_to_a_task(kind: type[Play]) -> None:
    drawing = """
        start s
        and split
        sub inner {
            start si
            user a
            end ei
            si -> a -> ei
        }
        timer t clock=c at=due
        send letter letter=X
        and join
        end e
        s -> split -> inner -> join -> e
        split -> t -> letter -> join
    """
    run = kind(program(drawing))
    assert (run.open, run.timers) == (["a"], ["t"])
    run.due("t")
    assert run.effects == [LetterWanted("X", "letter", None)]
    assert (run.open, run.timers) == (["a"], [])
    assert run.do("a").ended
    other = kind(program(drawing)).do("a")
    assert (other.open, other.timers) == ([], ["t"])
    assert other.due("t").ended


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_a_boundary_timer_on_a_call_activity(kind: type[Play]) -> None:
    called = draw("start cs\n user ask\n end ce\n cs -> ask -> ce", process="panel")
    drawing = """
        start s
        call panel_sits calls=panel stage=panel
        boundary slow on=panel_sits clock=c at=due soft
        boundary breach on=panel_sits clock=c at=breach
        send reminder letter=REM
        user escalate
        end e
        end told
        s -> panel_sits -> e
        slow -> reminder -> told
        breach -> escalate -> e
    """
    run = kind(program(drawing, called={"panel.bpmn": called}))
    assert (run.open, run.timers) == (["ask"], ["slow", "breach"])
    assert run.effects == [StageEntered("panel", "panel_sits")]
    run.due("slow")
    assert (run.open, run.timers) == (["ask"], ["breach"])
    run.due("breach")
    assert run.effects == [StageLeft("panel", "panel_sits", cut=True)]
    assert (run.open, run.timers) == (["escalate"], [])
    assert run.do("escalate").ended


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_a_boundary_timer_is_armed_again_on_every_pass_of_a_loop(kind: type[Play]) -> None:
    run = kind(
        program("""
            start s
            xor m
            user a
            boundary due on=a clock=c at=due soft
            send reminder letter=REM
            end told
            xor g
            end e
            s -> m -> a -> g
            g -> m if once_more
            g -> e else
            due -> reminder -> told
        """)
    )
    for _ in range(5):
        assert (run.open, run.timers) == (["a"], ["due"])
        run.due("due")
        assert run.timers == []
        run.do("a", once_more=True)
        assert (run.open, run.timers) == (["a"], ["due"])
        run.do("a", once_more=True)
    assert run.do("a", once_more=False).ended


ROUND_WITHOUT_A_GATEWAY = "start s\n user a\n timer t clock=c at=due\n s -> a -> t -> a"


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_a_loop_without_a_gateway_goes_round(kind: type[Play]) -> None:
    run = kind(program(ROUND_WITHOUT_A_GATEWAY))
    for _ in range(3):
        assert (run.open, run.timers) == (["a"], [])
        run.do("a")
        assert (run.open, run.timers) == ([], ["t"])
        run.due("t")


def test_stock_predicts_a_loop_without_a_gateway_for_ever() -> None:
    with pytest.raises(RecursionError):
        stock.stock(draw("start s\n user a\n user b\n s -> a -> b -> a"))
