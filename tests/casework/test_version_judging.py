"""How a case fits the version in force: safe, to be decided, or blocked, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.casework import tasks
from engine.casework.version_judging import Verdict
from engine.errors import NotNow
from tests.casework.council import Council
from tests.casework.small import accepted
from tests.casework.versions import FURTHER_ON, SHORTER, judged, move, publish, small_council
from tests.checking.vocabulary import base_files


@pytest.fixture
def small_one(sqlite_url: str, tmp_path: Path) -> Iterator[Council]:
    made = small_council(sqlite_url, tmp_path)
    yield made
    made.close()


DECIDES: dict[str, tuple[dict[str, Any], str]] = {
    "another role": (
        {"elements": {"answer": {"redress:role": "reviewer"}}},
        "“Answer” would be for “Reviewer” instead of “Investigator”.",
    ),
    "another form": (
        {"elements": {"answer": {"redress:form": "review"}}},
        "“Answer” would ask another form: “Look again”.",
    ),
    "another clock": (
        {"elements": {"answer": {"redress:clock": "response2"}}},
        "“Answer” would be due by “Final answer” instead of “Stage 1 answer”.",
    ),
    "a question more where it stands": (
        {"yaml": {"forms": {"answer": {"fields": [
            {"id": "points", "type": "findings", "label": "Findings", "required": True},
            {"id": "words", "type": "text", "label": "In a word"}]}}}},
        "“Answer” would also ask: “In a word”.",
    ),
    "a stage of another name": (
        {"elements": {"stage1": {"redress:stage": "stage one"}}},
        "It would be counted in stage one instead of stage 1.",
    ),
    "a question that was answered is gone": (
        {"yaml": {"variables": {"urgent": None}, "letters": {"SML-RESP2": {"signpost":
            "ombudsman"}}, "forms": {"triage": {"fields": [
            {"id": "triage", "type": "choice", "label": "What should happen", "required": True},
            {"id": "reason", "type": "long_text", "label": "Why not", "required": True,
             "when": "triage == 'refuse'"}]}}}},
        "“Is it urgent”, answered in “Decide what this is”, is no longer asked there.",
    ),
    "a letter that left says more now": (
        {"yaml": {"letters": {"SML-ACK": {"must_say": ["reference", "next_steps"]}}}},
        "The letter “We have your complaint” has left, and would now have to say: next steps.",
    ),
    "a clock that the law makes": (
        {"yaml": {"clocks": {"response1": {"met_by": ["letter SML-RESP", "letter SML-ACK"]}}}},
        "Though its numbers stay as they are: “Stage 1 answer”, due Wednesday 17 April 2024,"
        " would stand otherwise; it would be met.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DECIDES)
def test_somebody_has_to_decide_on(small_one, tmp_path, what):
    council = small_one
    reference = council.receives(procedure="small")
    council.does("mandy", reference, "triage", triage="accept", urgent=True)
    council.sweeps()
    change, said = DECIDES[what]
    publish(council, tmp_path / "next", **change)
    assert said in judged(council, reference).decide
    assert judged(council, reference).verdict is Verdict.DECIDE


BLOCKS: dict[str, tuple[dict[str, Any], str]] = {
    "the step is gone": (
        {
            "text": {
                "procedure.bpmn": [
                    ['userTask id="answer"', 'userTask id="decide"'],
                    ['targetRef="answer"', 'targetRef="decide"'],
                    ['sourceRef="answer"', 'sourceRef="decide"'],
                ],
                "procedure.yaml": [["assigns: answer", "assigns: decide"]],
            }
        },
        "“Answer”, where the case stands, is not in the new version.",
    ),
    "the date at its edge is another": (
        {"elements": {"stage1_due": {"redress:at": "due"}}},
        "The date “Due” beside “Stage 1”, where the case stands, is another one.",
    ),
    "an answer is not known any more": (
        {"yaml": {"variables": {"triage": {"of": ["accept_it", "refuse"]}}}},
        "“accept” was answered to “What should happen”, and the new version does not know that"
        " answer.",
    ),
    "the role is gone": (
        {
            "text": {
                "procedure.yaml": [
                    ["  investigator: {", "  answerer: {"],
                    ["[investigator, reviewer]", "[answerer, reviewer]"],
                    ["role: investigator", "role: answerer"],
                    ["[manager, investigator]", "[manager, answerer]"],
                ]
            },
            "elements": {"answer": {"redress:role": "answerer"}},
        },
        "“Answer” is open for “Investigator”, and the new version has no such role.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BLOCKS)
def test_it_is_blocked_because(small_one, tmp_path, what):
    council = small_one
    reference = accepted(council)
    change, said = BLOCKS[what]
    version = publish(council, tmp_path / "next", **change)
    found = judged(council, reference)
    assert (found.verdict, found.blocked) == (Verdict.BLOCKED, (said,))
    with pytest.raises(NotNow) as refused:
        move(council, reference, version, accepted=True)
    assert str(refused.value) == said
    assert council.audit(reference)[-1] == ("case:refused", "")


def test_a_side_diagram_that_is_gone_blocks(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    council.acts("complainant", reference, "withdraw")
    gone = {"yaml": {"any_time": {"withdraw": None}, "forms": {"confirm": None},
                     "variables": {"withdrawal": None}},
            "files": {"processes/small/withdraw.bpmn": ""}}  # fmt: skip
    publish(council, tmp_path / "next", **gone)
    (said,) = judged(council, reference).blocked
    assert said.endswith("is under way beside the case, and is not in the new version.")


def test_an_open_late_task_that_the_new_version_knows_otherwise_blocks(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    council.passes("2024-04-17T11:00")
    publish(council, tmp_path / "next", yaml={"any_time": {"extend": None}})
    assert judged(council, reference).blocked == (
        "“Say that we are late” is open about a date that is dealt with otherwise there.",
    )


def test_a_letter_that_has_not_left_must_be_known(small_one, tmp_path):
    council = small_one
    reference = council.receives(procedure="small")
    council.does("mandy", reference, "triage", triage="accept")  # nobody has swept
    file = "letters/small/SML-ACK.md.j2"
    renamed = {
        "text": {
            "procedure.bpmn": [['"SML-ACK"', '"SML-ONE"']],
            "procedure.yaml": [
                ["[letter SML-ACK,", "[letter SML-ONE,"],
                ["SML-ACK: {", "SML-ONE: {"],
            ],
        },
        "files": {
            file: "",
            file.replace("ACK", "ONE"): base_files()[file].replace("SML-ACK", "SML-ONE"),
        },
    }
    publish(council, tmp_path / "next", **renamed)
    (said,) = judged(council, reference).blocked
    assert said == (
        "The letter “We have your complaint” has not left, and the new version does not have it."
    )


def test_a_date_that_has_come_is_dealt_with_first(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    publish(council, tmp_path / "next", **FURTHER_ON)
    council.at("2024-04-17T10:30")
    (said,) = judged(council, reference).blocked
    assert said.startswith("A date has come")
    council.sweeps()
    assert judged(council, reference).verdict is Verdict.SAFE


def test_a_new_clock_that_the_old_numbers_do_not_have_does_not_run(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    duty = {"title": "Call back", "met_by": ["letter SML-RESP"], "ladder": "short"}
    number = {"from": ["received"], "number": 20, "unit": "working_days"}
    number |= {"source": "setting", "confidence": "setting"}
    new = {
        "yaml": {"clocks": {"call": duty}},
        "profile": {"clocks": {"small": {"call": number}}},
    }
    version = publish(council, tmp_path / "next", **new)
    found = judged(council, reference)
    assert found.verdict is Verdict.SAFE
    assert found.told == (
        "The clock “Call back” is new. The case’s own numbers have none for it, so it does not"
        " run.",
    )
    move(council, reference, version)
    assert council.due(reference, "call") == "never started"


NOT_BOTH = {
    "yaml": {"separations": [
        {"id": "R1", "never_both": ["investigator", "reviewer"], "say": "Not both.",
         "source": "setting"},
        {"id": "R2", "never_both": ["manager", "investigator"], "source": "setting",
         "say": "Whoever decided what it is must not answer."},
    ]},
}  # fmt: skip


def test_whoever_has_the_task_may_be_barred_by_a_separation_that_is_new(small_one, tmp_path):
    council = small_one
    council.hires({"ada": (("manager", "investigator"), 6)})
    reference = council.receives(procedure="small")
    council.does("ada", reference, "triage", triage="accept")
    council.sweeps()
    tasks.claim(council.office, council.people["ada"], council.task(reference, "answer"))
    version = publish(council, tmp_path / "next", **NOT_BOTH)
    (said,) = judged(council, reference).decide
    assert said == (
        "“Answer” would go back to the queue: who has it may not do it any more."
        " Whoever decided what it is must not answer."
    )
    move(council, reference, version, accepted=True)
    (task,) = (t for t in council.file(reference, "mandy").tasks if t.element == "answer")
    assert task.assignee == ""


def test_a_separation_that_bars_nobody_is_safe(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    tasks.claim(council.office, council.people["ivan"], council.task(reference, "answer"))
    publish(council, tmp_path / "next", **NOT_BOTH)
    assert judged(council, reference).verdict is Verdict.SAFE


def test_new_numbers_alone_are_no_move_without_a_choice(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    due = council.due(reference, "response1")
    version = publish(council, tmp_path / "next", **SHORTER)
    found = judged(council, reference)
    assert (found.verdict, found.same_numbers) == (Verdict.SAFE, False)
    with pytest.raises(NotNow, match="only its numbers are older"):
        move(council, reference, version)
    assert council.due(reference, "response1") == due
    move(council, reference, version, new_numbers=True)
    assert council.due(reference, "response1") != due
    assert not judged(council, reference).new_numbers
