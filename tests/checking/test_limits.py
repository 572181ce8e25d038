"""However many situations a procedure has, a check follows a bounded number of them, and says
what it did not follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pytest

from engine.catalogue.procedures import read_procedure
from engine.checking import Report, answers, deciding
from engine.checking.checker import subject_of
from engine.checking.paths import MOST, walks
from engine.checking.splitting import Space
from tests.checking import nasty
from tests.checking.vocabulary import PROFILE, assembled, checked

FOLLOWED = (
    "Every case can end",
    "No step is unreachable",
    "An acknowledgement comes before every decision",
    "Letters use only what is known by then",
)

#: too many to follow
ENDLESS = {
    "thirty answers, each read twice": nasty.read_late(30, 2),
    "a form whose answers hang on each other": nasty.each_hangs_on_another(30),
    "a loop that counts": nasty.counting(14),
    "one long condition": nasty.one_long_condition(20),
    "twenty sub-processes within each other": nasty.nested(20),
    "values of the profile": nasty.given_before(30),
    "entries without number": nasty.many_entries(100),
}

#: many to write down, few to follow; and how many situations are enough
FEW = {
    "thirty answers, each read once": (nasty.read_late(30, 1), 200),
    "parallel branches with answers of their own": (nasty.side_by_side(8, 6), 600),
    "three sub-processes within each other": (nasty.nested(3), 200),
    "a short form whose answers hang on each other": (nasty.each_hangs_on_another(3), 200),
}


def steps_of(fixture: Any) -> tuple[int, int, bool]:
    """How many situations and steps all walks together met, and whether that was all."""
    files = {name: text for name, text in assembled(fixture).items() if name != PROFILE}
    loaded = read_procedure("small", files)
    assert loaded.procedure is not None, loaded.problems
    found = walks(subject_of(loaded.procedure, ()))
    met = {situation for walk in found for situation in walk.situations()}
    return len(met), sum(walk.taken for walk in found), any(walk.capped for walk in found)


@lru_cache
def report_on(name: str) -> Report:
    return checked(ENDLESS[name])


def verdicts(report: Report) -> dict[str, str]:
    return {verdict.duty: verdict.holds for verdict in report.duties}


@pytest.mark.parametrize("name", ENDLESS)
def test_no_more_situations_are_met_than_the_limit(name: str) -> None:
    situations, steps, capped = steps_of(ENDLESS[name])
    assert capped
    assert steps <= MOST + 1_000  # the steps of the last situation are taken whole
    assert situations <= MOST + 1_000


@pytest.mark.parametrize("name", ENDLESS)
def test_what_was_not_followed_is_not_called_proved(name: str) -> None:
    report = report_on(name)
    found = verdicts(report)
    assert {found[duty] for duty in FOLLOWED} == {"not proved"}, found
    told = [problem for problem in report.advice if problem.rule == "not-followed"]
    assert told, "Nothing says where."
    opened = {open_ for v in report.duties if v.duty in FOLLOWED for open_ in v.open}
    assert any("more situations than are followed" in sentence for sentence in opened)


@pytest.mark.parametrize("name", ENDLESS)
def test_nothing_is_called_wrong_because_it_was_not_followed(name: str) -> None:
    serious = {problem.rule for problem in report_on(name).serious} - {"undrawn"}
    assert not serious


@pytest.mark.parametrize("name", FEW)
def test_answers_that_nothing_has_read_yet_are_one_situation(name: str) -> None:
    fixture, enough = FEW[name]
    situations, _, capped = steps_of(fixture)
    assert not capped
    assert situations <= enough
    found = verdicts(checked(fixture))
    assert {found[duty] for duty in FOLLOWED} == {"proved"}, found


def test_the_advice_names_the_place_and_the_answers() -> None:
    report = checked(nasty.read_late(30, 2))
    (told,) = [problem for problem in report.advice if problem.rule == "not-followed"]
    assert told.element.startswith(("g0_v", "m_g0_v"))
    assert "told apart by v0" in told.reason
    assert told.line is not None


def test_a_trap_is_found_though_its_answer_was_given_long_before() -> None:
    """“No” to one of eight answers leads into a circle that nothing ever leaves."""
    made = nasty.read_late(8, 1)
    circle = (
        '<exclusiveGateway id="m_round"/>'
        + nasty.step("round")
        + '<exclusiveGateway id="g_round" name="Out?" default="x_g_round_m_round"/>'
        + '<exclusiveGateway id="m_out"/>'
        + nasty.arrow("m_round", "round")
        + nasty.arrow("round", "g_round")
        + nasty.arrow("g_round", "m_round")
        + nasty.arrow("g_round", "m_out", "v3")
        + nasty.arrow("m_out", "send_ack2")
    )
    drawn = made["insert"]["small"].replace('targetRef="send_ack2"', 'targetRef="m_round"')
    forms = {**made["yaml"]["forms"], "round": nasty.form([{"id": "why", "type": "text"}])}
    yaml = {**made["yaml"], "forms": forms}
    report = checked({**made, "insert": {"small": drawn + circle}, "yaml": yaml})
    (told,) = [problem for problem in report.problems if problem.rule == "trapped"]
    assert "v3 is False" in told.reason


def test_a_decision_whose_combinations_are_not_all_tried_says_so() -> None:
    report = checked(nasty.one_long_condition(20))
    told = [p.reason for p in report.advice if p.rule == "not-followed" and p.element == "g_all"]
    assert any("more combinations than are tried" in reason for reason in told)
    verdict = next(v for v in report.duties if v.duty == "No step is unreachable")
    assert any("Not every combination was tried" in sentence for sentence in verdict.open)


def test_a_decision_with_many_long_ways_is_tried_only_so_far(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spaces: list[Space] = []

    class Seen(Space):
        def __init__(self, names: Sequence[str]) -> None:
            super().__init__(names)
            spaces.append(self)

    monkeypatch.setattr(deciding, "Space", Seen)
    report = checked(nasty.many_ways(60))
    assert spaces
    assert sum(space.compared for space in spaces) <= deciding.MOST + 20_000
    assert "g_many" in {p.element for p in report.advice if p.rule == "not-followed"}
    assert verdicts(report)["No step is unreachable"] == "not proved"


def test_letters_are_tried_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_TRIED", 1)
    report = checked({})
    assert report.clean
    assert verdicts(report)["Letters use only what is known by then"] == "not proved"
    told = [problem.reason for problem in report.advice if problem.rule == "not-followed"]
    assert any("letters were not tried" in reason for reason in told)


def test_thirty_answers_in_one_condition_are_tried_all() -> None:
    """Were every combination looked at by itself, there would be a thousand million."""
    made = nasty.read_late(30, 1)
    both = " and ".join(nasty.names(30))
    other = nasty.arrow("g0_v0", "m_out", both) + '<exclusiveGateway id="m_out"/>'
    drawn = made["insert"]["small"] + other + nasty.arrow("m_out", "send_ack2")
    report = checked({**made, "insert": {"small": drawn}})
    (told,) = [problem for problem in report.problems if problem.rule == "both-hold"]
    assert "v29 is true" in told.reason


def test_a_form_that_insists_on_nothing_keeps_the_answer_before() -> None:
    """The second step may leave “v0” as it was, so neither way after it is closed."""
    made = nasty.read_late(1, 1)
    again = nasty.step("once_more") + nasty.arrow("m_g0_v0", "once_more")
    more, last = nasty.row([("g1_v0", "v0")], "once_more")
    drawn = made["insert"]["small"].replace(
        nasty.arrow("m_g0_v0", "send_ack2"), again + "".join(more) + nasty.arrow(last, "send_ack2")
    )
    more_form = nasty.form([{"id": "v0", "required": False}])
    forms = {**made["yaml"]["forms"], "once_more": more_form}
    yaml = {**made["yaml"], "forms": forms}
    report = checked({**made, "insert": {"small": drawn}, "yaml": yaml})
    assert {p.rule for p in report.serious} <= {"undrawn"}
    assert verdicts(report)["No step is unreachable"] == "proved"
