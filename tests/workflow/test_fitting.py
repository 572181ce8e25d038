"""A run goes on under another version of its diagram, or it is said why it cannot."""

from __future__ import annotations

import pytest

from engine import workflow
from engine.workflow.fitting import Fit, fitting
from tests.workflow.drawing import draw
from tests.workflow.playing import Play, program

STAGE = """
start s
sub stage stage="stage 1" clock=response {
  start in
  user triage role=officer form=triage clock=ack
  user answer role=officer form=answer
  end out
  in -> triage -> answer -> out
}
boundary late on=stage clock=response at=due soft
user why role=officer form=late
end told
terminate over
s -> stage -> over
late -> why -> told
"""
BRANCHES = """
start s
and fork
user a
user b
user c
and join
user last
end over
s -> fork -> a -> join -> last -> over
fork -> b -> c -> join
"""
TIMED = """
start s
timer wait clock=reply at=due
user after
end over
s -> wait -> after -> over
"""


def moved(old: str, new: str, *steps: str, **variables: object) -> tuple[Play, Fit]:
    """A run of ``old`` that has taken these steps, and how it fits ``new``."""
    play = Play(program(old), **variables)
    for step in steps:
        play = play.do(step) if step in play.open else play.due(step)
    assert play.moved.state is not None
    return play, fitting(play.program, program(new), play.moved.state)


def go_on(play: Play, new: str) -> Play:
    """The same run under the other version."""
    assert play.moved.state is not None
    play.program = program(new)
    play.moved = workflow.look(play.program, play.moved.state, play.moved.variables)
    return play


def test_nothing_is_in_the_way_where_nothing_has_changed():
    _, fit = moved(STAGE, STAGE, "triage")
    assert (fit.blocked, fit.missed, fit.stages) == ((), (), ())
    assert [(here.element, there.element) for here, there in fit.tasks] == [("answer", "answer")]


def test_a_step_put_in_further_on_is_done_and_ids_and_beginnings_stay():
    new = STAGE.replace("answer -> out", "answer -> legal -> out").replace(
        "user answer", "user legal role=lawyer form=legal\n  user answer"
    )
    play, fit = moved(STAGE, new, "triage")
    assert (fit.blocked, fit.missed) == ((), ())
    before = play.moved
    play = go_on(play, new)
    assert [t.id for t in play.moved.open] == [t.id for t in before.open]
    assert play.moved.timers == before.timers
    assert play.moved.state == before.state
    assert play.do("answer").open == ["legal"]
    assert play.do("legal").ended


def test_a_step_put_in_before_is_missed_and_named():
    new = STAGE.replace("triage -> answer", "triage -> legal -> answer").replace(
        "user answer", 'user legal role=lawyer form=legal name="Ask the lawyers"\n  user answer'
    )
    _, fit = moved(STAGE, new, "triage")
    assert (fit.blocked, fit.missed) == ((), ("Ask the lawyers",))
    _, fit = moved(STAGE, new)
    assert fit.missed == ()  # it is still to come


def test_a_step_that_went_from_behind_to_before_is_missed():
    old = "start s\nuser a\nuser b\nuser c\nend e\ns -> a -> b -> c -> e"
    new = "start s\nuser a\nuser b\nuser c\nend e\ns -> a -> c -> b -> e"
    _, fit = moved(old, new, "a")
    assert fit.missed == ("c",)


def test_a_step_that_only_a_loop_leads_to_lies_behind():
    old = "start s\nuser a\nxor g\nend e\ns -> a -> g\ng -> a if again\ng -> e else"
    new = (
        "start s\nuser a\nuser b\nxor g\nend e\ns -> a -> g\ng -> b if again\nb -> a\ng -> e else"
    )
    _, fit = moved(old, new, again=True)
    assert (fit.blocked, fit.missed) == ((), ())


def test_what_another_token_still_comes_to_is_not_missed():
    new = BRANCHES.replace("b -> c", "b -> d -> c").replace("user c", "user d\nuser c")
    play, fit = moved(BRANCHES, new, "a")
    assert (fit.blocked, fit.missed) == ((), ())
    play = go_on(play, new)
    assert play.do("b").open == ["d"]
    assert play.do("d").do("c").open == ["last"]


def test_another_form_role_or_clock_is_shown_side_by_side():
    new = STAGE.replace("user answer role=officer form=answer", "user answer role=boss form=own")
    _, fit = moved(STAGE, new.replace("clock=response {", "clock=other {"), "triage")
    ((here, there),) = fit.tasks
    assert (here.role, here.form, here.clock) == ("officer", "answer", "response")
    assert (there.role, there.form, there.clock) == ("boss", "own", "other")
    assert fit.blocked == ()


def test_a_stage_of_another_name_is_shown():
    _, fit = moved(STAGE, STAGE.replace('stage="stage 1"', 'stage="stage one"'))
    assert fit.stages == (("stage 1", "stage one"),)


def test_a_timer_that_waits_for_another_clock_is_shown():
    play, fit = moved(TIMED, TIMED.replace("clock=reply", "clock=other"))
    ((here, there),) = fit.timers
    assert (here.clock, there.clock, fit.blocked) == ("reply", "other", ())
    assert play.moved.timers[0].since == go_on(play, TIMED).moved.timers[0].since


BLOCKED = {
    "the step is gone": (
        STAGE,
        STAGE.replace("answer", "decide"),
        ["triage"],
        "“answer”, where the case stands, is not in the new version.",
    ),
    "the step is in another sub-process": (
        STAGE,
        STAGE.replace("user answer role=officer form=answer\n", "")
        .replace("triage -> answer -> out", "triage -> out")
        .replace("s -> stage -> over", "user answer role=officer\ns -> stage -> answer -> over"),
        ["triage"],
        "“answer”, where the case stands, is in another sub-process there.",
    ),
    "the sub-process is gone": (
        STAGE,
        STAGE.replace("stage ", "part ").replace("on=stage", "on=part"),
        [],
        "“stage”, where the case stands, is not in the new version.",
    ),
    "the step is of another kind": (
        STAGE,
        STAGE.replace("user answer role=officer form=answer", "send answer letter=X"),
        ["triage"],
        "“answer”, where the case stands, is another kind of step in the new version.",
    ),
    "a date at the edge is gone": (
        STAGE,
        "\n".join(
            line
            for line in STAGE.splitlines()
            if not any(word in line for word in ("late", "why", "told"))
        ),
        ["triage"],
        "The date “late” beside “stage”, where the case stands, is not there.",
    ),
    "a date at the edge is new": (
        STAGE,
        STAGE.replace("user why", "boundary warn on=stage clock=response at=breach soft\nuser why")
        + "end warned\nwarn -> warned",
        ["triage"],
        "The date “warn” beside “stage”, where the case stands, is new.",
    ),
    "a date at the edge now cancels": (
        STAGE,
        STAGE.replace("at=due soft", "at=due"),
        ["triage"],
        "The date “late” beside “stage”, where the case stands, is another one.",
    ),
    "a date at the edge is of another clock": (
        STAGE,
        STAGE.replace("late on=stage clock=response", "late on=stage clock=other"),
        ["triage"],
        "The date “late” beside “stage”, where the case stands, is another one.",
    ),
    "the late step is gone": (
        STAGE,
        STAGE.replace("user why role=officer form=late\n", "").replace(
            "late -> why -> told", "late -> told"
        ),
        ["late"],
        "“why”, where the case stands, is not in the new version.",
    ),
    "the date waited for is gone": (
        TIMED,
        TIMED.replace("wait", "pause"),
        [],
        "The date “wait”, for which the case waits, is not in the new version.",
    ),
    "a third branch comes to the join": (
        BRANCHES,
        BRANCHES.replace("user c\n", "user c\nuser d\n") + "fork -> d -> join",
        [],
        "The ways of the case come together differently, at “join”.",
    ),
    "a third branch comes to the join that waits": (
        BRANCHES,
        BRANCHES.replace("user c\n", "user c\nuser d\n") + "fork -> d -> join",
        ["a"],
        "Another set of ways comes together at “join”, where the case waits.",
    ),
    "the way that has come is another": (
        BRANCHES,
        BRANCHES.replace("user c\n", "user c\nuser d\n").replace("a -> join", "a -> d -> join"),
        ["a"],
        "Another set of ways comes together at “join”, where the case waits.",
    ),
    "a fork was drawn around it": (
        "start s\nuser a\nend e\ns -> a -> e",
        "start s\nand f\nuser a\nuser b\nand j\nend e\ns -> f -> a -> j -> e\nf -> b -> j",
        [],
        "The ways of the case come together differently, at “j”.",
    ),
    "a way leads past the join": (
        BRANCHES,
        BRANCHES.replace("user c\n", "user c\nend out\n").replace("a -> join", "a -> out")
        + "fork -> x -> join\nuser x",
        [],
        "The ways of the case come together differently, at “join”.",
    ),
}


@pytest.mark.parametrize("why", BLOCKED)
def test_it_is_said_why_a_run_cannot_go_on_there(why):
    old, new, steps, said = BLOCKED[why]
    _, fit = moved(old, new, *steps)
    assert fit.blocked == (said,)


def test_a_fork_with_its_join_that_lies_ahead_is_in_nobodys_way():
    old = "start s\nuser a\nuser z\nend e\ns -> a -> z -> e"
    new = (
        "start s\nuser a\nand f\nuser b\nuser c\nand j\nuser z\nend e\n"
        "s -> a -> f -> b -> j -> z -> e\nf -> c -> j"
    )
    play, fit = moved(old, new)
    assert (fit.blocked, fit.missed) == ((), ())
    assert go_on(play, new).do("a").do("b").do("c").open == ["z"]


def test_a_step_before_a_join_that_nobody_has_come_to_is_done():
    new = BRANCHES.replace("user c\n", "user c\nuser d\n").replace("a -> join", "a -> d -> join")
    play, fit = moved(BRANCHES, new)
    assert fit.blocked == ()
    assert go_on(play, new).do("a").do("d").do("b").do("c").open == ["last"]


def test_another_diagram_that_is_called_blocks():
    called = "start cs\nuser there\nend ce\ncs -> there -> ce"
    old = "start s\ncall c calls=one\nend e\ns -> c -> e"
    new = old.replace("calls=one", "calls=two")
    both = {f"shared/{name}.bpmn": draw(called, name) for name in ("one", "two")}
    play = Play(program(old, called=both))
    assert play.moved.state is not None
    fit = fitting(play.program, program(new, called=both), play.moved.state)
    assert fit.blocked == ("“c”, where the case stands, is another diagram.",)


def test_the_same_place_is_judged_once_for_all_cases():
    first, fit = moved(STAGE, STAGE.replace("form=late", "form=why"), "triage")
    other = Play(first.program).do("triage")
    assert other.moved.state != first.moved.state
    assert other.moved.state is not None
    again = fitting(
        first.program, program(STAGE.replace("form=late", "form=why")), other.moved.state
    )
    assert again is fit
