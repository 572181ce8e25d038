"""A case goes on under another procedure; a new matter becomes a case of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import FormErrors, NotNow, NotPermitted
from tests.casework.council import Council
from tests.casework.small import FOUND, SMALL
from tests.casework.two import two_catalogue

WHY = "It is about a child."
FITS = {"procedure": "other", "reason": WHY, "tests": {"E1": True}}
MOVED = {**FITS, "child": "A."}
BACK = {"procedure": "small", "reason": "It was not."}


@pytest.fixture
def two(sqlite_url: str, tmp_path: Path) -> Iterator[Council]:
    """A council that runs two small procedures, the second by law."""
    known = two_catalogue()
    made = Council(sqlite_url, tmp_path / "var", "BASE-2024", known=known)
    made.hires(SMALL)
    yield made
    made.close()


@pytest.fixture
def each_two(database_url: str, tmp_path: Path) -> Iterator[Council]:
    """The same; the test runs once on each kind of database."""
    known = two_catalogue()
    made = Council(database_url, tmp_path / "var", "BASE-2024", known=known)
    made.hires(SMALL)
    yield made
    made.close()


def accepted(council: Council) -> str:
    """A complaint on Wednesday 3 April 2024, acknowledged the same day; its reference."""
    reference = council.receives(procedure="small", points=("One.", "Two."))
    council.does("mandy", reference, "triage", triage="accept")
    council.sweeps()
    return reference


def test_it_keeps_its_reference_people_points_and_letters_and_begins_anew(each_two):
    two = each_two
    reference = accepted(two)
    two.at("2024-04-08T11:00")
    two.acts("mandy", reference, "change_procedure", **MOVED)
    two.sweeps()
    file = two.file(reference)
    assert (file.procedure, file.stage, file.status) == ("A procedure by law", "", "open")
    assert [point.text for point in file.points] == ["One.", "Two."]
    assert two.open_tasks(reference) == ["triage"]
    assert two.letters(reference) == ["SML-ACK"]
    assert file.parties[0].name == "Alice Sample"
    (row,) = two.rows("case_file")
    assert row.profile_version == two.office.catalogue.profiles["BASE-2024"].version


def test_a_case_that_moves_where_files_are_kept_apart_is_kept_apart(sqlite_url, tmp_path):
    known = two_catalogue(confidential=True)
    council = Council(sqlite_url, tmp_path / "var", "BASE-2024", known=known)
    council.hires(SMALL)
    reference = accepted(council)
    council.acts("mandy", reference, "change_procedure", **MOVED)
    (row,) = council.rows("case_file")
    assert row.confidential
    assert council.file(reference, "mandy").procedure == "A procedure by law"
    with pytest.raises(NotPermitted, match="kept apart"):
        council.file(reference, "desk")
    council.close()


def test_the_law_s_time_counts_from_the_first_receipt_and_policy_time_from_the_move(two):
    reference = accepted(two)
    two.at("2024-04-08T11:00")  # a Monday
    two.acts("mandy", reference, "change_procedure", **MOVED)
    assert two.due(reference, "response1") == "2024-04-17"  # from Wednesday 3 April
    assert two.due(reference, "ack1") == "2024-04-10"  # from Monday 8 April
    now = {c.name: c for c in two.file(reference).clocks if c.status == "running"}
    assert now["ack1"].working[0].why == "moved to this procedure, so its dates begin"
    assert now["response1"].working[0].why.startswith("first received; it was moved here later")


def test_what_the_earlier_procedure_waited_for_is_over_and_can_still_be_read(two):
    reference = accepted(two)
    two.at("2024-04-08T11:00")
    two.acts("mandy", reference, "change_procedure", **MOVED)
    clocks = [(c.name, c.instance, c.status, c.of) for c in two.file(reference).clocks]
    assert clocks == [
        ("ack1", 1, "met", "A small complaint procedure"),
        ("response1", 1, "stopped", "A small complaint procedure"),
        ("ack1", 2, "running", ""),
        ("response1", 2, "running", ""),
    ]
    history = [row.what for row in two.file(reference).history]
    assert "Moved to: A procedure by law" in history
    assert "Done: Decide what this is" in history
    assert "Letter written: We have your complaint" in history
    two.passes("2024-05-20T12:00")
    assert two.letters(reference) == ["SML-ACK"]  # no late letter of the earlier one


def test_a_letter_that_had_not_left_leaves_as_it_was_written_on_its_own_day(two):
    reference = two.receives(procedure="small", points=("One.", "Two."))
    two.does("mandy", reference, "triage", triage="accept")
    two.acts("mandy", reference, "change_procedure", **MOVED)
    two.sweeps("2024-04-04T09:00")
    (letter,) = two.file(reference).letters
    assert (letter.code, letter.issued.isoformat()) == ("SML-ACK", "2024-04-04")


def test_it_may_be_moved_back_and_begins_anew_there_too(two):
    reference = accepted(two)
    two.at("2024-04-08T11:00")
    two.acts("mandy", reference, "change_procedure", **MOVED)
    two.at("2024-04-09T11:00")
    two.acts("mandy", reference, "change_procedure", **BACK)
    assert two.due(reference, "response1") == "2024-04-23"  # from Tuesday 9 April
    two.does("mandy", reference, "triage", triage="accept")
    two.sweeps()
    two.does("ivan", reference, "answer", points={**FOUND, "p2": FOUND["p1"]})
    two.sweeps("2024-04-09T12:00")
    assert two.letters(reference) == ["SML-ACK", "SML-ACK", "SML-RESP"]
    assert two.file(reference).status == "closed"


def test_a_finding_of_the_earlier_procedure_decides_nothing_in_the_new_one(two):
    reference = accepted(two)
    two.does("ivan", reference, "answer", points={**FOUND, "p2": FOUND["p1"]})
    two.sweeps()
    two.at("2024-04-10T10:00")
    two.acts("complainant", reference, "request_stage2", text="You are wrong.")
    two.acts("mandy", reference, "change_procedure", **MOVED)
    assert two.file(reference).outcome == ""
    two.does("mandy", reference, "triage", triage="accept")
    two.does("ivan", reference, "answer", points={
        "p1": {"finding": "not_upheld", "reason": "No."},
        "p2": {"finding": "not_upheld", "reason": "No."},
    })  # fmt: skip
    two.sweeps("2024-04-10T12:00")
    (row,) = two.rows("case_file")
    assert row.outcome["overall"] == "not_upheld"
    assert "was" not in row.outcome


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"procedure": "other", "reason": WHY, "tests": {"E1": False}}, "E1"),
        ({"procedure": "small", "reason": WHY}, "same_procedure"),
    ],
)
def test_it_stays_where_it_is_when_it_does_not_fit(two, answers, rule):
    reference = accepted(two)
    before = two.everything()
    with pytest.raises(NotNow) as refused:
        two.acts("mandy", reference, "change_procedure", **answers)
    assert refused.value.rule == rule
    after = two.everything()
    assert after["case_file"][0].procedure == "small"
    assert after["run"] == before["run"]


def test_every_question_of_the_other_procedure_has_to_be_answered(two):
    reference = accepted(two)
    with pytest.raises(FormErrors, match="Is it about a child"):
        two.acts("mandy", reference, "change_procedure", procedure="other", reason=WHY)
    with pytest.raises(FormErrors, match="choose a procedure that this council runs"):
        two.acts("mandy", reference, "change_procedure", procedure="third", reason=WHY)


def test_what_the_other_procedure_asks_of_what_comes_in_is_asked_at_the_move(two):
    reference = accepted(two)
    with pytest.raises(FormErrors) as wrong:
        two.acts("mandy", reference, "change_procedure", **FITS, urgent="perhaps")
    assert sorted(wrong.value.errors) == ["child", "urgent"]
    assert two.file(reference).procedure == "A small complaint procedure"
    rows = [{"on": "2024-03-01", "what": "He was left alone."}]
    asked = {"urgent": "yes", "reports": rows, "helper": two.people["ivan"].officer_id}
    two.acts("mandy", reference, "change_procedure", **MOVED, **asked)
    file = two.file(reference)
    assert ("Who is the child", "A.") in file.about
    assert ("Ivan", "Helper") in [(p.name, p.capacity_title) for p in file.parties]
    run = max(two.rows("run"), key=lambda row: row.id)
    assert run.variables["urgent"] is True


def test_what_is_known_of_the_case_already_need_not_be_said_again(two):
    reference = accepted(two)
    two.acts("mandy", reference, "change_procedure", **MOVED)
    two.acts("mandy", reference, "change_procedure", **BACK)
    two.acts("mandy", reference, "change_procedure", **FITS)
    assert ("Who is the child", "A.") in two.file(reference).about


def test_what_only_another_procedure_asks_is_not_a_question_of_the_move(two):
    reference = accepted(two)
    two.acts("mandy", reference, "change_procedure", **MOVED)
    with pytest.raises(FormErrors, match="no field called “child”"):
        two.acts("mandy", reference, "change_procedure", **BACK, child="B.")


def test_a_closed_case_is_not_moved(two):
    reference = accepted(two)
    two.does("ivan", reference, "answer", points={**FOUND, "p2": FOUND["p1"]})
    two.sweeps()
    with pytest.raises(NotNow, match="The case is closed"):
        two.acts("mandy", reference, "change_procedure", **MOVED)


def test_a_new_matter_becomes_a_linked_case_from_the_day_of_the_contact(two):
    reference = accepted(two)
    two.at("2024-04-08T11:00")
    two.acts(
        "mandy",
        reference,
        "new_case",
        procedure="small",
        text="The gate.",
        received_on="2024-04-05",
    )
    (link,) = two.file(reference).links
    new = two.file(link.reference)
    assert (new.title, new.person) == ("The gate.", "Alice Sample")
    assert two.open_tasks(link.reference) == ["triage"]
    assert two.due(link.reference, "response1") == "2024-04-19"  # from Friday 5 April
    assert two.open_tasks(reference) == ["answer"]  # the first one goes on as it was


def test_its_own_questions_are_read_as_a_form_and_kept_as_facts(two):
    rows = [{"on": "2024-03-01", "what": "He was left alone."}]
    given = {
        "child": "A.",
        "urgent": "yes",
        "reports": rows,
        "helper": two.people["ivan"].officer_id,
    }
    reference = two.receives("mandy", procedure="other", answers=given)
    (row,) = two.rows("case_file")
    assert row.data["child"] == "A."
    assert row.data["reports"] == rows
    (run,) = two.rows("run")
    assert run.variables["urgent"] is True
    assert ("Ivan", "Helper") in [(p.name, p.capacity_title) for p in two.file(reference).parties]
    said = dict(two.file(reference).about)
    assert said["Who is the child"] == "A."
    assert said["Reports"] == "Friday 1 March 2024; He was left alone."


def test_what_it_needs_to_know_is_asked_with_everything_else_that_is_wrong(two):
    with pytest.raises(FormErrors) as wrong:
        two.receives("mandy", procedure="other", name="", answers={"urgent": "perhaps"})
    assert sorted(wrong.value.errors) == ["child", "name", "urgent"]


def test_only_who_records_it_and_only_residents_who_may_begin_it(two):
    with pytest.raises(NotPermitted, match="an officer records it"):
        two.receives(procedure="other", answers={"child": "A."})
    with pytest.raises(NotPermitted, match="is recorded by: complaints manager"):
        two.receives("ivan", procedure="other", answers={"child": "A."})


def test_a_part_goes_its_own_way_under_another_procedure(two):
    reference = two.receives(procedure="small", points=("One.", "Two."))
    two.at("2024-04-08T11:00")
    two.acts("mandy", reference, "split", parts=["p2"], **FITS)
    (link,) = two.file(reference).links
    assert link.reference.startswith("LAW-")
    part = two.file(link.reference)
    assert [point.text for point in part.points] == ["Two."]
    assert two.due(link.reference, "response1") == "2024-04-17"  # the law's, from the receipt
    assert two.due(link.reference, "ack1") == "2024-04-10"  # policy's, from the split
    assert two.due(reference, "ack1") == "2024-04-05"


def test_whoever_gets_a_case_with_somebody_at_risk_is_told_the_same_day(two):
    reference = two.receives(procedure="small", at_risk=True)
    two.acts("mandy", reference, "change_procedure", **MOVED)
    assert any("was moved to you" in text for _, text in two.told(reference))
