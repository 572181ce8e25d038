"""A refused attempt leaves an audit line with its reason, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from engine.casework import documents, tasks
from engine.casework.documents import Upload
from engine.errors import FormErrors, NotFound, Refused
from tests.casework.council import FOUND, Council

Attempt = Callable[[Council, str], None]


def _by_the_wrong_person(council: Council, reference: str) -> None:
    council.does("desk", reference, "answer_stage1", points={"p1": FOUND})


def _without_findings(council: Council, reference: str) -> None:
    council.does("investigator", reference, "answer_stage1", points={})


def _too_early(council: Council, reference: str) -> None:
    council.acts("complainant", reference, "request_stage2", text="now")


def _not_theirs(council: Council, reference: str) -> None:
    council.acts("desk", reference, "pause", reason="x")


def _claim(council: Council, reference: str) -> None:
    task = council.task(reference, "answer_stage1")
    tasks.claim(council.office, council.people["hr"], task)


def _beyond_the_cap(council: Council, reference: str) -> None:
    council.acts("investigator", reference, "extend", until="2024-12-24", reason="x")


@pytest.mark.parametrize(
    ("attempt", "who", "rule"),
    [
        (_by_the_wrong_person, "desk", "role"),
        (_without_findings, "investigator", "form"),
        (_too_early, "complainant", "request_stage2"),
        (_not_theirs, "desk", "role"),
        (_claim, "hr", "role"),
        (_beyond_the_cap, "investigator", "cap"),
    ],
)
def test_an_attempt_that_is_refused_is_one_audit_line_and_nothing_else(
    each_council: Council, attempt: Attempt, who: str, rule: str
) -> None:
    council = each_council
    reference = council.accepted()
    before = council.everything()
    with pytest.raises((Refused, FormErrors)) as refused:
        attempt(council, reference)
    after = council.everything()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"audit", "audit_payload", "case_file"}  # the case remembers its last line
    old, new = before["case_file"][0]._asdict(), after["case_file"][0]._asdict()
    assert {n for n in old if old[n] != new[n]} == {"audit_seq", "audit_head", "revision"}
    line, details = after["audit"][-1], json.loads(after["audit_payload"][-1].payload)
    assert (line.action, details) == (
        "case:refused",
        {"reason": str(refused.value), "rule": rule},
    )
    actor = council.people.get(who) or council.resident(reference)
    assert line.person_id == actor.person_id


def test_a_refusal_is_shown_in_the_history(council):
    reference = council.accepted()
    with pytest.raises(Refused):
        _by_the_wrong_person(council, reference)
    row = council.file(reference).history[0]
    assert (row.what, row.who, row.refused) == ("Refused", "Desk", True)
    assert "it is for stage 1 investigator" in row.detail


def test_what_has_no_case_leaves_no_line(council):
    before = council.everything()
    with pytest.raises(NotFound):
        council.acts("manager", "COM-2024-99999", "contact", text="x")
    with pytest.raises(NotFound):
        documents.add(council.office, council.people["desk"], "COM-1", Upload("a.txt", "", b"x"))
    assert council.everything() == before


def test_there_is_no_such_action(council):
    with pytest.raises(NotFound, match="no action"):
        council.acts("manager", council.receives(), "delete")
