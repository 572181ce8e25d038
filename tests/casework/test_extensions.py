"""More time: within the cap, beyond it only by the role with a reason; the letter about it."""

from __future__ import annotations

import pytest

from engine.errors import FormErrors, NotNow, NotPermitted
from tests.casework.conftest import Founding
from tests.casework.council import FOUND, Council

WHY = "Three services are involved."


@pytest.fixture
def code(found: Founding) -> Council:
    """A council under the Ombudsman's Code, with a complaint that it has acknowledged."""
    council = found("LGSCO-2024")
    council.accepted()
    council.sweeps()
    return council


CASE = "COM-2024-00001"


def test_an_extension_moves_the_date_and_only_its_letter_goes(code):
    assert code.due(CASE, "response1") == "2024-04-17"
    code.acts("investigator", CASE, "extend", clock="response1", until="2024-04-30", reason=WHY)
    assert code.due(CASE, "response1") == "2024-04-30"
    assert code.open_tasks(CASE) == ["answer_stage1"]
    code.sweeps()
    assert code.letters(CASE) == ["COR-ACK1", "COR-EXT1"]
    (task,) = [t for t in code.file(CASE).tasks if t.element == "answer_stage1"]
    assert str(task.due_on) == "2024-04-30"
    assert ("case:clock:extended", "response1") in code.audit(CASE)


def test_an_extension_stops_at_its_cap(code):
    """Ten working days past the due date: Code 6.4, from 17 April over the May bank holiday."""
    code.acts("investigator", CASE, "extend", until="2024-05-01", reason=WHY)
    with pytest.raises(NotPermitted, match="Wednesday 1 May 2024") as refused:
        code.acts("investigator", CASE, "extend", until="2024-05-02", reason=WHY)
    assert (refused.value.rule, refused.value.source) == ("cap", "Code 6.3")
    assert code.due(CASE, "response1") == "2024-05-01"


def test_beyond_the_cap_only_the_manager_and_only_with_a_recorded_reason(code):
    with pytest.raises(NotNow, match="without a recorded good reason"):
        code.acts("manager", CASE, "extend", until="2024-05-02", reason=WHY)
    code.acts("manager", CASE, "extend", until="2024-05-02", reason=WHY, beyond_reason="a witness")
    assert code.due(CASE, "response1") == "2024-05-02"


@pytest.mark.parametrize(
    ("until", "error", "said"),
    [
        ("2024-04-17", NotNow, "later than today and than the present date"),
        ("2024-04-03", FormErrors, "must be after today"),
        ("31 April", FormErrors, "must be a real date"),
    ],
)
def test_the_new_date_is_a_later_one(code, until, error, said):
    with pytest.raises(error, match=said):
        code.acts("investigator", CASE, "extend", until=until, reason=WHY)


def test_an_extension_says_why(code):
    with pytest.raises(FormErrors, match="Why do we need more time"):
        code.acts("investigator", CASE, "extend", until="2024-04-30")


def test_a_clock_that_does_not_run_cannot_be_extended(code):
    with pytest.raises(NotNow, match="not a clock that can be extended"):
        code.acts("investigator", CASE, "extend", clock="ack1", until="2024-04-30", reason=WHY)
    with pytest.raises(NotNow, match="Nothing can be put off now"):
        code.acts("manager", CASE, "extend", clock="response2", until="2024-04-30", reason=WHY)
    code.does("investigator", CASE, "answer_stage1", points={"p1": FOUND})
    code.sweeps()
    with pytest.raises(NotNow, match="No answer that is yours"):
        code.acts("investigator", CASE, "extend", until="2024-04-30", reason=WHY)


def test_only_who_answers_extends(code):
    for who in ("desk", "triage", "complainant"):
        with pytest.raises(NotPermitted, match="Ask for more time"):
            code.acts(who, CASE, "extend", until="2024-04-30", reason=WHY)


def test_the_late_task_of_an_extended_clock_comes_back_on_the_new_day(code):
    code.acts("investigator", CASE, "extend", until="2024-04-30", reason=WHY)
    code.passes("2024-04-30T09:59")
    assert code.open_tasks(CASE) == ["answer_stage1"]
    code.passes("2024-04-30T10:00")
    assert code.open_tasks(CASE) == ["answer_stage1", "late1"]


def test_not_needed_can_be_said_only_while_the_answer_is_not_due(council):
    reference = council.accepted()
    council.acts("investigator", reference, "extend", decision="not_needed")
    assert council.open_tasks(reference) == ["answer_stage1"]
    council.passes("2024-04-17T10:00")
    assert council.open_tasks(reference) == ["answer_stage1", "late1"]
    council.passes("2024-04-18T00:00")
    with pytest.raises(FormErrors, match="so the person must be told"):
        council.does("manager", reference, "late1", decision="not_needed")


def test_on_the_due_day_itself_the_person_must_be_told(council):
    reference = council.accepted()
    council.passes("2024-04-17T10:00")
    with pytest.raises(FormErrors, match="so the person must be told"):
        council.does("manager", reference, "late1", decision="not_needed")
    assert council.open_tasks(reference) == ["answer_stage1", "late1"]


def test_not_needed_on_the_morning_before_holds_until_the_due_day_is_over(found):
    """Due on a Saturday: the question comes on the Friday, when the answer is not due yet."""
    council = found(changed={"clocks.corporate-complaint.response1.unit": "calendar_days"})
    reference = council.accepted()
    assert council.due(reference, "response1") == "2024-04-13"
    council.passes("2024-04-12T10:00")
    council.does("manager", reference, "late1", decision="not_needed")
    assert council.open_tasks(reference) == ["answer_stage1"]
    council.passes("2024-04-13T23:59")
    assert council.open_tasks(reference) == ["answer_stage1"]
    council.passes("2024-04-14T00:00")
    assert council.open_tasks(reference) == ["answer_stage1", "late1"]
    with pytest.raises(FormErrors, match="so the person must be told"):
        council.does("manager", reference, "late1", decision="not_needed")


def test_after_not_needed_on_one_morning_a_later_due_day_has_its_own(found):
    pausable = {"clocks.corporate-complaint.response1.pause": True}
    council = found(changed=pausable)
    reference = council.accepted()
    council.passes("2024-04-12T10:00")
    council.acts("investigator", reference, "extend", decision="not_needed")
    council.acts("investigator", reference, "pause", reason="We wait for the police.")
    council.passes("2024-04-19T10:00")
    council.acts("investigator", reference, "resume", reason="They have answered.")
    assert council.due(reference, "response1") == "2024-04-23"
    council.passes("2024-04-23T10:00")
    assert council.open_tasks(reference) == ["answer_stage1", "late1"]


def test_an_update_gives_a_date_at_most_ten_working_days_ahead_and_moves_no_due_date(council):
    reference = council.accepted()
    council.passes("2024-04-17T10:00")
    assert council.open_tasks(reference) == ["answer_stage1", "late1"]
    with pytest.raises(NotNow, match=r"not beyond Wednesday 1 May 2024\."):
        council.does("manager", reference, "late1", until="2024-05-02", reason=WHY)
    council.does("manager", reference, "late1", until="2024-05-01", reason=WHY)
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1", "COR-UPD1"]
    assert council.due(reference, "response1") == "2024-04-17"
    assert council.due(reference, "expected1") == "2024-05-01"
    (task,) = [t for t in council.file(reference).tasks if t.status == "open"]
    assert str(task.due_on) == "2024-05-01"  # the date that was promised
    council.passes("2024-05-01T10:00")
    assert council.open_tasks(reference) == ["answer_stage1", "late1"]


def test_a_second_update_replaces_the_date_of_the_first(council):
    reference = council.accepted()
    council.passes("2024-04-12T10:00")
    council.acts("investigator", reference, "extend", until="2024-04-18", reason=WHY)
    council.acts("investigator", reference, "extend", until="2024-04-19", reason=WHY)
    assert council.due(reference, "expected1") == "2024-04-19"
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1", "COR-UPD1", "COR-UPD1"]


def test_an_update_cannot_give_a_date_before_the_answer_is_due(council):
    """It says that the date cannot be kept; nobody is sent that with an earlier one."""
    reference = council.accepted()
    with pytest.raises(NotNow, match="later than today and than the present date"):
        council.acts("investigator", reference, "extend", until="2024-04-16", reason=WHY)
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1"]
