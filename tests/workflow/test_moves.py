"""What one move of a run asks for, in which order, and what then waits."""

from __future__ import annotations

import pytest

from engine import workflow
from engine.errors import BadExpression, BadInput, NotNow
from engine.workflow.effects import (
    LetterWanted,
    OutcomeReached,
    Recorded,
    StageEntered,
    StageLeft,
)
from tests.workflow.drawing import draw
from tests.workflow.playing import BEGUN, InMemory, Play, program

COMPLAINT = """
    start s records=opened
    user triage role=complaints_manager form=triage clock=ack1 records=triaged name="Decide"
    xor g
    send refuse letter=COR-REJ to=complainant
    end refused outcome=not_accepted
    send ack letter=COR-ACK1 records=acknowledged
    sub stage1 stage="stage 1" clock=response1 records="stage 1 answered" {
        start s1
        set note set="stage = 1; reviewed = stage == 2"
        user answer role=investigator form=answer
        user check role=manager clock=check1
        send answered letter=COR-RESP1
        end e1
        s1 -> note -> answer -> check -> answered -> e1
    }
    throw told records=told
    end done outcome=points
    s -> triage -> g
    g -> refuse if triage == 'refuse'
    g -> ack else
    refuse -> refused
    ack -> stage1 -> told -> done
"""


def test_a_run_waits_for_a_person_with_all_that_the_diagram_says_of_the_task() -> None:
    run = Play(program(COMPLAINT))
    [task] = run.moved.open
    assert (task.element, task.name, task.role) == ("triage", "Decide", "complaints_manager")
    assert (task.form, task.clock, task.stage) == ("triage", "ack1", None)
    assert run.effects == [Recorded("opened", "s")]
    assert run.moved.taken == ("s-triage",)


def test_effects_come_in_the_order_of_the_diagram() -> None:
    """The letter before the stage that its sending opens, although the engine wakes it first."""
    run = Play(program(COMPLAINT)).do("triage", triage="accept")
    assert run.effects == [
        Recorded("triaged", "triage"),
        LetterWanted("COR-ACK1", "ack", None),
        Recorded("acknowledged", "ack"),
        StageEntered("stage 1", "stage1"),
    ]
    assert run.moved.taken == (
        "triage-g",
        "g-ack",
        "ack-stage1",
        "s1-note",
        "note-answer",
    )
    assert dict(run.moved.variables) == {"triage": "accept", "stage": 1, "reviewed": False}


def test_a_task_inherits_the_nearest_clock_and_stage() -> None:
    run = Play(program(COMPLAINT)).do("triage", triage="accept")
    assert [(t.element, t.clock, t.stage) for t in run.moved.open] == [
        ("answer", "response1", "stage 1")
    ]
    run.do("answer")
    assert [(t.element, t.clock, t.stage) for t in run.moved.open] == [
        ("check", "check1", "stage 1")
    ]


def test_a_run_ends_with_its_outcome_and_keeps_nothing_of_the_engine() -> None:
    run = Play(program(COMPLAINT)).do("triage", triage="accept").do("answer").do("check")
    assert run.effects == [
        LetterWanted("COR-RESP1", "answered", None),
        Recorded("stage 1 answered", "stage1"),
        StageLeft("stage 1", "stage1", cut=False),
        Recorded("told", "told"),
        OutcomeReached("points", "done"),
    ]
    assert run.moved.ended and run.moved.state is None
    assert (run.open, run.timers) == ([], [])


def test_a_send_task_is_a_letter_and_never_a_task_to_do() -> None:
    run = Play(program(COMPLAINT)).do("triage", triage="refuse")
    assert run.effects == [
        Recorded("triaged", "triage"),
        LetterWanted("COR-REJ", "refuse", "complainant"),
        OutcomeReached("not_accepted", "refused"),
    ]
    assert run.ended


def test_ids_of_open_tasks_survive_saving() -> None:
    run = Play(program(COMPLAINT)).do("triage", triage="accept")
    before = run.moved.open
    assert run.moved.state is not None
    after = workflow.look(run.program, run.moved.state, run.moved.variables)
    assert after.open == before
    assert (after.effects, after.taken, after.ended) == ((), (), False)
    assert dict(after.variables) == dict(run.moved.variables)


def test_a_task_done_before_is_no_longer_open() -> None:
    run = Play(program(COMPLAINT))
    [task] = run.moved.open
    run.do("triage", triage="accept")
    for task_id in (task.id, "00000000-0000-0000-0000-000000000000", "nonsense", ""):
        with pytest.raises(NotNow, match=r"no longer open"):
            run.complete(task_id)


def test_what_waits_but_is_no_task_cannot_be_completed() -> None:
    drawing = "start s\n timer t clock=c at=due\n end e\n s -> t -> e"
    run = Play(program(drawing))
    with pytest.raises(NotNow):
        run.complete(run.moved.timers[0].id)


def test_the_variables_handed_in_are_not_touched() -> None:
    given: dict[str, object] = {"x": 1}
    made = program("start s\n set t set='x = 2'\n user a\n end e\n s -> t -> a -> e")
    moved = workflow.start(made, given, BEGUN)
    assert given == {"x": 1}
    assert dict(moved.variables) == {"x": 2}


def test_changes_are_merged_before_the_next_condition_is_asked() -> None:
    made = program(COMPLAINT)
    assert Play(made, triage="accept").do("triage", triage="refuse").ended


BESIDE = """
    start s
    user a
    sub stage1 {
        start s1
        user b
        set late set="said_in = 'late branch'"
        end e1
        s1 -> b -> late -> e1
    }
    boundary due on=stage1 clock=c at=due
    set hurry set="said_in = 'boundary'"
    xor g
    user x
    user y
    end e
    s -> a -> stage1 -> g
    due -> hurry -> g
    g -> x if said_in == 'late branch'
    g -> y if said_in == 'boundary'
    x -> e
    y -> e
"""


@pytest.mark.parametrize("kind", [Play, InMemory])
def test_variables_stand_beside_the_tokens(kind: type[Play]) -> None:
    """A value set in a branch that is cut off is not lost, as it would be in task data."""
    made = program(BESIDE)
    assert kind(made, said_in="").do("a").do("b").open == ["x"]
    assert kind(made, said_in="").do("a").due("due").open == ["y"]


def test_task_data_stay_empty() -> None:
    run = InMemory(program(COMPLAINT), note="y" * 10_000).do("triage", triage="accept")
    assert isinstance(run, InMemory)
    frames = [run.run.workflow, *run.run.workflow.subprocesses.values()]
    assert [task.data for frame in frames for task in frame.tasks.values() if task.data] == []
    assert len(run.moved.state or b"") < 600


@pytest.mark.parametrize("name", ["typename", "data_objects", "data", "outputs"])
def test_variables_may_have_names_that_the_stock_serializer_trips_over(name: str) -> None:
    made = program(
        f"start s\n user a\n xor g\n user b\n end e\n s -> a -> g\n"
        f" g -> b if {name} == 'x'\n g -> e else\n b -> e"
    )
    assert Play(made, **{name: "x"}).do("a").open == ["b"]


def test_an_unknown_variable_is_said_with_its_place() -> None:
    made = program("start s\n user a\n xor g name=Ready?\n end e\n s -> a -> g\n g -> e if colour")
    with pytest.raises(BadExpression, match=r"At “Ready\?”: “colour” uses colour, which is not"):
        Play(made).do("a")


def test_a_statement_that_fails_is_said_with_its_place() -> None:
    """Stock hides it behind an IndexError."""
    made = program("start s\n user a\n set t set='x = y < 3'\n end e\n s -> a -> t -> e")
    with pytest.raises(BadExpression, match=r"At “t”: “y < 3” cannot be used"):
        Play(made, y="word").do("a")


def test_a_run_that_is_cut_leaves_its_stages_from_the_inside_out() -> None:
    made = program("""
        start s
        sub outer stage="stage 2" {
            start so
            sub inner stage=panel {
                start si
                user a
                end ei
                si -> a -> ei
            }
            end eo
            so -> inner -> eo
        }
        end e
        s -> outer -> e
    """)
    run = Play(made)
    assert run.effects == [
        StageEntered("stage 2", "outer"),
        StageEntered("panel", "inner"),
    ]
    assert run.moved.state is not None
    moved = workflow.cut(made, run.moved.state, {}, BEGUN)
    assert list(moved.effects) == [
        StageLeft("panel", "inner", cut=True),
        StageLeft("stage 2", "outer", cut=True),
    ]
    assert moved.ended and moved.state is None and moved.open == ()


CALLED = draw(
    """
    start cs
    user ask role=panel
    boundary slow on=ask clock=ask at=due soft
    send chase letter=PAN-REM
    end ce
    end ce2
    cs -> ask -> ce
    slow -> chase -> ce2
    """,
    process="panel",
)
CALLS = """
    start s
    call first calls=panel stage=panel clock=panel
    call second calls=panel
    end e
    s -> first -> second -> e
"""


def test_called_diagrams_run_with_the_callers_stage_and_clock() -> None:
    run = Play(program(CALLS, called={"panel.bpmn": CALLED}))
    [task] = run.moved.open
    assert (task.element, task.stage, task.clock) == ("ask", "panel", "panel")
    assert run.timers == ["slow"]
    assert run.effects == [StageEntered("panel", "first")]
    run.due("slow")
    assert run.effects == [LetterWanted("PAN-REM", "chase", None)]
    assert run.moved.taken == ("slow", "slow-chase", "chase-ce2")
    run.do("ask")
    assert run.effects == [StageLeft("panel", "first", cut=False)]
    assert run.moved.taken == ("ask-ce", "first-second", "cs-ask")
    [task] = run.moved.open
    assert (task.element, task.stage, task.clock) == ("ask", None, None)
    assert run.do("ask").ended


def test_a_called_diagram_that_is_missing_is_said() -> None:
    with pytest.raises(BadInput, match="calls the process panel, which is not there"):
        program(CALLS)
