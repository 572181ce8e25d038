"""Who may do what, as a table: people with capacities, a rule, a decision with its reason."""

from __future__ import annotations

import pytest

from engine.permissions import (
    SYSTEM,
    YES,
    Actor,
    Denied,
    Held,
    People,
    Rule,
    may_begin_beside,
    may_do,
    may_take,
)

ANN, BEN, CID = 1, 2, 3
SUBJECT = Rule(
    "R1",
    "Not the member of staff complained about.",
    "4.5",
    roles=("investigator", "reviewer"),
    never=("subject", "managed_by_subject"),
)
BOTH = Rule("R2", "Not both.", never_both=("investigator", "approver", "reviewer"))
SENIOR = Rule("R2", "Not senior.", never_both=("investigator", "reviewer"), grade="senior")
NOT_JUNIOR = Rule("R2", "Junior.", never_both=("investigator", "reviewer"), grade="not_junior")
TASK = Rule("R3", "Not their own decision.", task="review", never=("decision_maker",))


def who(person: int, *roles: str, grade: int = 3) -> Actor:
    return Actor(person, person, f"officer {person}", frozenset(roles), grade)


def held(*capacities: tuple[int, str, int]) -> People:
    return People([Held(person, capacity, grade) for person, capacity, grade in capacities])


@pytest.mark.parametrize(
    ("roles", "needed", "allowed"),
    [
        (("investigator",), ("investigator",), True),
        (("investigator",), ("investigator", "reviewer"), True),
        (("reviewer", "clerk"), ("reviewer",), True),
        (("clerk",), ("investigator",), False),
        ((), ("investigator",), False),
        (("investigator",), (), True),  # a task without a role is for any officer
    ],
)
def test_a_task_is_for_its_roles(roles, needed, allowed):
    decision = may_take(who(ANN, *roles), "answer", needed, (), People())
    assert (decision == YES) is allowed
    if isinstance(decision, Denied):
        assert decision.rule == "role"
        assert needed[0] in decision.reason


@pytest.mark.parametrize(
    ("people", "manages", "allowed"),
    [
        ((), {}, True),
        (((ANN, "subject", 0),), {}, False),
        (((BEN, "subject", 0),), {}, True),
        (((BEN, "subject", 0),), {BEN: frozenset({ANN})}, False),  # Ben manages Ann
        (((BEN, "subject", 0),), {ANN: frozenset({BEN})}, True),  # Ann manages Ben: no rule here
        (((BEN, "subject", 0),), {BEN: frozenset({CID})}, True),
    ],
)
def test_neither_the_subject_nor_whom_they_manage_may_investigate(people, manages, allowed):
    parties = People([Held(*each) for each in people], manages)
    decision = may_take(who(ANN, "investigator"), "answer", ("investigator",), (SUBJECT,), parties)
    assert (decision == YES) is allowed
    if isinstance(decision, Denied):
        assert (decision.reason, decision.rule, decision.source) == (
            SUBJECT.say,
            "R1",
            "4.5",
        )


def test_a_rule_about_roles_says_nothing_of_other_roles():
    parties = held((ANN, "subject", 0))
    assert may_take(who(ANN, "clerk"), "file", ("clerk",), (SUBJECT,), parties) == YES


@pytest.mark.parametrize(
    ("before", "taking", "allowed"),
    [
        ((), "reviewer", True),
        (("investigator",), "reviewer", False),
        (("approver",), "reviewer", False),
        (("investigator",), "approver", False),
        (("reviewer",), "investigator", False),
        (("investigator",), "investigator", True),  # their own work comes back
        (("clerk",), "reviewer", True),
    ],
)
def test_nobody_does_two_of_what_never_goes_together(before, taking, allowed):
    parties = held(*((ANN, capacity, 3) for capacity in before))
    decision = may_take(who(ANN, taking), "step", (taking,), (BOTH,), parties)
    assert (decision == YES) is allowed


@pytest.mark.parametrize(
    ("rule", "grade", "allowed"),
    [
        (SENIOR, 4, True),
        (SENIOR, 3, False),
        (SENIOR, 2, False),
        (NOT_JUNIOR, 4, True),
        (NOT_JUNIOR, 3, True),
        (NOT_JUNIOR, 2, False),
    ],
)
def test_a_reviewer_is_measured_by_the_grade_of_the_investigator(rule, grade, allowed):
    parties = held((BEN, "investigator", 3))
    ann = who(ANN, "reviewer", grade=grade)
    assert (may_take(ann, "review", ("reviewer",), (rule,), parties) == YES) is allowed


def test_of_two_investigators_the_more_senior_is_the_measure():
    parties = held((BEN, "investigator", 2), (CID, "investigator", 5))
    ann = who(ANN, "reviewer", grade=4)
    assert may_take(ann, "review", ("reviewer",), (SENIOR,), parties) != YES


def test_without_an_investigator_there_is_nobody_to_be_senior_to():
    assert may_take(who(ANN, "reviewer"), "review", ("reviewer",), (SENIOR,), People()) == YES


def test_a_rule_about_a_task_holds_for_that_task_only():
    parties = held((ANN, "decision_maker", 3))
    ann = who(ANN, "reviewer")
    assert may_take(ann, "review", ("reviewer",), (TASK,), parties) != YES
    assert may_take(ann, "other", ("reviewer",), (TASK,), parties) == YES


def test_the_first_rule_that_is_broken_gives_the_reason():
    parties = held((ANN, "subject", 3), (ANN, "investigator", 3))
    decision = may_take(who(ANN, "reviewer"), "review", ("reviewer",), (SUBJECT, BOTH), parties)
    assert isinstance(decision, Denied)
    assert decision.rule == "R1"


def test_capacities_reach_to_managers_and_to_the_managed():
    parties = People([Held(BEN, "subject")], {ANN: frozenset({BEN}), BEN: frozenset({CID})})
    assert parties.capacities_of(ANN) == {"manages_subject"}
    assert parties.capacities_of(BEN) == {"subject"}
    assert parties.capacities_of(CID) == {"managed_by_subject"}


def test_the_managed_are_everybody_below_and_the_manager_only_the_nearest():
    down = {ANN: frozenset({BEN}), BEN: frozenset({CID})}
    assert People([Held(ANN, "subject")], down).capacities_of(CID) == {"managed_by_subject"}
    assert People([Held(CID, "subject")], down).capacities_of(ANN) == frozenset()


def test_two_who_manage_each_other_are_no_riddle():
    round_about = {ANN: frozenset({BEN}), BEN: frozenset({ANN})}
    parties = People([Held(ANN, "subject")], round_about)
    assert parties.capacities_of(BEN) == {"manages_subject", "managed_by_subject"}


def test_the_scheduler_may_do_what_dates_ask():
    assert may_take(SYSTEM, "answer", ("investigator",), (SUBJECT,), People()) == YES
    assert may_do(SYSTEM, ("complainant",)) == YES


@pytest.mark.parametrize(
    ("actor", "by", "allowed"),
    [
        (who(ANN, "manager"), ("manager", "clerk"), True),
        (who(ANN, "clerk"), ("manager",), False),
        (who(ANN), ("manager",), False),
        (who(ANN, "manager"), (), False),  # an action that is for nobody
        (
            Actor(BEN, None, "Bob", kind="resident", capacities=frozenset({"complainant"})),
            ("complainant", "representative"),
            True,
        ),
        (Actor(BEN, None, "Bob", kind="resident"), ("complainant",), False),
    ],
)
def test_an_action_is_for_whom_its_list_names(actor, by, allowed):
    assert (may_do(actor, by) == YES) is allowed


@pytest.mark.parametrize(
    ("running", "ends", "again", "allowed"),
    [
        ([("main", "main")], True, False, True),
        ([], True, False, False),  # what ends a case needs one that goes on
        ([("main", "main"), ("side", "read")], False, False, False),
        ([("main", "main"), ("side", "read")], False, True, True),
    ],
)
def test_a_side_diagram_begins_once_at_a_time_unless_it_may_again(running, ends, again, allowed):
    assert (may_begin_beside("read", ends, running, again=again) == YES) is allowed
