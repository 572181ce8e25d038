"""The runner: what is as expected passes, what is not is a failure in words, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.scenarios import Outcome, read_scenarios, run_scenario
from tests.casework.council import catalogue
from tests.scenarios.test_reading import SOUND, written

#: a case that goes to its end, checked on the way and at the end: it passes
WHOLE = """\
scenario: T2
procedure: corporate-complaint
profile: NHDC-2019
people:
  resident: {party: complainant, address: resident@example.org}
  ivy: {roles: [stage1_investigator], grade: 3}
  manager: {roles: [complaints_manager], grade: 5}
steps:
  - {at: "2024-04-03T10:00", by: resident, do: complain, with: {points: [late, rude]}}
  - {at: "2024-04-04", by: manager, task: triage, with: {triage: accept, investigator: ivy}}
  - expect: {open: [answer_stage1], clocks: {response1: "2024-04-17", ack2: none}, status: open}
  - expect: {allowed: {manager: extend}, not_allowed: {resident: request_stage2}}
  - {by: resident, do: request_stage2, with: {text: now}, refused: request_stage2}
  - {at: "2024-04-15T12:00"}
  - expect: {notices: [is due on Wednesday 17 April 2024]}
  - at: "2024-04-16"
    by: ivy
    task: answer_stage1
    with:
      points:
        p1: {finding: upheld, reason: It was late., remedy: Say sorry.}
        p2: not_upheld
    expect: {open: []}
expect:
  letters:
    - {on: "2024-04-04", code: COR-ACK1, to: [complainant], says: ["2024-04-17"]}
    - {on: "2024-04-16", code: COR-RESP1, says: [It was late], says_not: [nonsense]}
  remedies: [Say sorry.]
  actions: [{text: say sorry, due: none, done: false, owner: Ivy, kind: remedy, late: false}]
  status: closed
  stage: stage 1
  outcome: {stage: 1, overall: partly_upheld}
"""

Run = Callable[[str], Outcome]


@pytest.fixture
def run(tmp_path: Path, migrated_file: Path) -> Run:
    def one(text: str) -> Outcome:
        (scenario,) = read_scenarios(written(tmp_path, text))
        return run_scenario(scenario, catalogue(), migrated_file)

    return one


def test_a_scenario_that_holds_passes_and_says_which_flows_it_took(run: Run) -> None:
    outcome = run(WHOLE)
    assert outcome.failures == []
    assert outcome.passed
    assert ("procedure.bpmn", "g_entry_to_look_wrap") in {
        (diagram.rsplit("/", 1)[-1], flow) for diagram, flow in outcome.taken
    }


@pytest.mark.parametrize(
    ("instead_of", "written_is", "said"),
    [
        ("open: [answer_stage1],", "open: [triage],", "open tasks are answer_stage1, not triage"),
        ("open: [answer_stage1],", "open: [],", "open tasks are answer_stage1, not none"),
        ('response1: "2024-04-17"', 'response1: "2024-04-18"', "due 2024-04-17, not 2024-04-18"),
        ("ack2: none", 'ack2: "2024-04-05"', "clock ack2 never started"),
        ('response1: "2024-04-17"', "response1: none", "clock response1 runs"),
        ("status: open", "status: closed", "step 3: status is open, not closed"),
        ("allowed: {manager: extend}", "allowed: {manager: withdraw}", "manager may not"),
        ("{manager: extend}", "{resident: request_stage2}", "resident may not"),
        ("not_allowed: {resident: request_stage2}", "not_allowed: {resident: withdraw}",
         "resident may withdraw"),
        ("refused: request_stage2", "refused: R2", "was refused, but not as expected (R2)"),
        (", refused: request_stage2", "", "was refused: You can ask for stage 2 once"),
        ("is due on Wednesday", "is due on Friday", "no notice says"),
        ("expect: {open: []}", "expect: {open: [late1]}", "open tasks are none, not late1"),
        ('on: "2024-04-04", code', 'on: "2024-04-05", code', "letters sent are [2024-04-04"),
        ("code: COR-RESP1", "code: COR-RESP2", "letters sent are"),
        ('    - {on: "2024-04-16", code: COR-RESP1, says: [It was late], says_not: [nonsense]}\n',
         "", "letters sent are [2024-04-04 COR-ACK1, 2024-04-16 COR-RESP1], not"),
        ("to: [complainant]", "to: [representative]", "went to complainant, not"),
        ('says: ["2024-04-17"]', 'says: ["2024-04-18"]', "does not say “2024-04-18”"),
        ("says_not: [nonsense]", "says_not: [it WAS   late]", "says “it WAS   late”, but"),
        ("says_not: [nonsense]", "says_to: {complainant: [late], representative: [late]}",
         "there is no letter COR-RESP1 to the representative"),
        ("says_not: [nonsense]", "says_to: {complainant: [nonsense]}",
         "letter COR-RESP1 to the complainant does not say “nonsense”"),
        ("says_not: [nonsense]", "says_not_to: {complainant: [late]}",
         "letter COR-RESP1 to the complainant says “late”, but"),
        ("code: COR-RESP1,", "code: COR-RESP1, case: other,", "no case called “other”"),
        ("remedies: [Say sorry.]", "remedies: []", "remedies are ['Say sorry.'], not []"),
        ("actions: [{text: say sorry", "actions: [{text: pay", "there is no action “pay”"),
        ("actions: [{text: say sorry", "actions: [{text: sorry}, {text: say sorry",
         "there is no action “say sorry”"),
        ("text: say sorry, due: none", "text: say sorry, due: '2024-05-01'",
         "due is no, not 2024-05-01"),
        ("due: none, done: false", "due: none, done: true", "done is no, not True"),
        ("owner: Ivy", "owner: Bob", "owner is Ivy, not Bob"),
        ("  status: closed", "  status: open", "at the end: status is closed, not open"),
        ("stage: stage 1", "stage: stage 2", "stage is stage 1, not stage 2"),
        ("overall: partly_upheld", "overall: upheld", "overall is partly_upheld, not upheld"),
        ("{stage: 1, overall", "{stage: 2, overall", "outcome stage is 1, not 2"),
        ("outcome: {stage", "outcome: {was: upheld, stage", "outcome was is None, not upheld"),
    ],
)  # fmt: skip
def test_what_is_otherwise_than_expected_is_a_failure_in_words(
    run: Run, instead_of: str, written_is: str, said: str
) -> None:
    assert instead_of in WHOLE
    outcome = run(WHOLE.replace(instead_of, written_is, 1))
    assert not outcome.passed
    assert said in " ".join(outcome.failures)


@pytest.mark.parametrize(
    ("instead_of", "written_is", "said"),
    [
        ("task: triage", "task: trriage", "Task trriage is not open. Open tasks: triage."),
        ("by: manager, task", "by: nobody, task", "Nobody in this scenario is called “nobody”"),
        ("do: complain", "do: complian", "No case has been opened yet"),
        ("{triage: accept}", "{triage: acept}", "Choose one of “Accept as a complaint”"),
        ("{triage: accept}", "{triage: accept, x: 1}", "no field called “x”"),
        ("task: triage, with", "task: triage, case: other, with", "no case called “other”"),
        ("profile: NHDC-2019", "profile: NHDC-2091", "There is no profile NHDC-2091"),
        ("corporate-complaint", "corporal-complaint", "no procedure corporal-complaint"),
        ("roles: [complaints_manager]", "roles: [director]", "was refused"),
        ("with: {triage: accept}", "with: {triage: accept}, refused: R1", "was not refused (R1)"),
        (
            "with: {triage: accept}}",
            "with: {triage: accept}}\n  - {by: manager, do: dance}",
            "no action “dance”",
        ),
        (
            "with: {triage: accept}}",
            "with: {triage: accept}}\n"
            "  - {by: manager, do: assign, with: {task: answer_stage1, to: resident}}",
            "resident is not an officer",
        ),
        (
            "profile: NHDC-2019",
            "profile: {from: NHDC-2019, set: {clocks.corporate-complaint.response9.number: 1}}",
            "response9",
        ),
    ],
)
def test_what_cannot_be_done_is_a_failure_not_a_fault_of_the_runner(
    run: Run, instead_of: str, written_is: str, said: str
) -> None:
    assert instead_of in SOUND
    outcome = run(SOUND.replace(instead_of, written_is, 1))
    assert not outcome.passed
    assert said in " ".join(outcome.failures)


def test_a_step_that_fails_ends_the_scenario(run: Run) -> None:
    """What follows would only be consequences."""
    outcome = run(WHOLE.replace("task: triage", "task: trriage"))
    assert len(outcome.failures) == 1


def test_letters_of_what_was_given_do_not_count(run: Run) -> None:
    given = SOUND.replace("steps:", "given:", 1).replace(
        "expect:", 'steps:\n  - {at: "2024-04-05"}\nexpect:', 1
    )
    outcome = run(given)
    assert outcome.failures == ["at the end: letters sent are [], not [2024-04-04 COR-ACK1]."]


def test_dates_on_the_way_come_each_at_its_own_moment(run: Run) -> None:
    """Nobody does anything for two months: the late task opened on its morning, not today."""
    outcome = run(
        SOUND.replace("  letters:", "  open: [answer_stage1, late1]\n  letters:").replace(
            "expect:", 'until: "2024-06-03"\nexpect:', 1
        )
    )
    assert outcome.failures == []
