"""Merging: one complaint that came twice is answered once, under the older reference."""

from __future__ import annotations

import pytest

from engine.casework.intake import Receipt
from engine.desk import tracking
from engine.errors import NotFound, NotNow, NotPermitted
from tests.casework.council import FOUND, Council
from tests.casework.crashing import crashing
from tests.casework.states import HELPER

SAME = "The same bin, the same day."
FAR = 400


def twice(
    council: Council, first: tuple[str, ...] = (), then: tuple[str, ...] = ()
) -> tuple[str, str]:
    """The same person complains, and complains again the day after."""
    council.at("2024-04-03T10:00")
    older = council.receives(points=first)
    council.at("2024-04-04T10:00")
    return older, known(council, older, points=then)


def known(council: Council, reference: str, **values: object) -> str:
    """Another complaint of whoever complained there."""
    return known_receipt(council, reference, **values).reference


def known_receipt(council: Council, reference: str, **values: object) -> Receipt:
    person = council.resident(reference).person_id
    checked = {"how_checked": "They told us the reference.", "beside_email": "The reference."}
    return council.receipt("triage", person_id=person, **checked, **values)


def merges(
    council: Council, reference: str, into: str, who: str = "manager", **more: object
) -> None:
    council.acts(who, reference, "merge", into=into, reason=SAME, **more)


def test_the_younger_case_ends_with_its_letter_and_the_older_goes_on(each_council):
    council = each_council
    older, younger = twice(council)
    council.accepted(older)
    council.sweeps()
    due = council.due(older, "response1")
    merges(council, younger, older)
    assert council.open_tasks(younger) == []
    council.sweeps()
    assert council.letters(younger) == ["COR-MERGE"]
    assert (council.file(younger).status, council.file(younger).outcome) == (
        "closed",
        "Answered together with another case",
    )
    assert council.due(younger, "response1").endswith("stopped")
    assert council.due(older, "response1") == due
    assert council.open_tasks(older) == ["answer_stage1"]
    assert [row.outcome for row in council.rows("case_file")][1] == {
        "stage": 0,
        "overall": "merged",
    }


def test_points_that_the_older_case_lacks_are_added_there_once(council):
    older, younger = twice(council, ("The bin.",), ("the  bin", "Nobody called back."))
    merges(council, younger, older, adds=["p1", "p2"])
    assert [(p.id, p.text) for p in council.file(older).points] == [
        ("p1", "The bin."),
        ("p2", "Nobody called back."),
    ]
    assert len(council.file(younger).points) == 2
    told = [n.text for n in council.rows("notice")]
    assert told == [
        f"{younger} is the same complaint and was merged into this one. One point was added."
    ]


def test_both_cases_name_the_other(council):
    older, younger = twice(council)
    merges(council, younger, older)
    (there,) = council.file(younger).links
    (here,) = council.file(older).links
    assert (there.words, there.reference) == ("Answered together with", older)
    assert (here.words, here.reference) == ("Merged into this case", younger)
    assert ("case:merged", older) in council.audit(younger)
    assert ("case:merged_in", younger) in council.audit(older)


def test_the_person_is_told_of_both_and_only_of_their_own(council):
    older, younger = twice(council)
    merges(council, younger, older)
    (told,) = tracking.tracking(council.office, younger).parts
    assert (told.words, told.reference, told.opens) == (
        "We answer this together with your complaint",
        older,
        False,
    )


def test_the_older_is_not_merged_into_the_younger(council):
    older, younger = twice(council)
    before = council.everything()["case_file"]
    with pytest.raises(NotNow, match=f"open {younger} and merge it with {older}"):
        merges(council, older, younger)
    assert [row.status for row in council.rows("case_file")] == [row.status for row in before]


def test_two_peoples_complaints_are_never_merged(council):
    mine = council.receives()
    theirs = council.receives(name="Bob Example", email="bob@example.org")
    with pytest.raises(NotNow, match="another person’s complaint") as no:
        merges(council, theirs, mine)
    assert no.value.rule == "other_person"


def test_it_is_not_merged_with_itself_or_with_what_is_not_there(council):
    older, _ = twice(council)
    with pytest.raises(NotNow, match="is this case"):
        merges(council, older, older)
    with pytest.raises(Exception, match="There is no case COM-1999-00001"):
        merges(council, older, "COM-1999-00001")


def test_an_answered_case_neither_goes_nor_takes_in(council):
    older, younger = twice(council)
    council.accepted(younger)
    council.sweeps()
    approver = council.people["approver"].officer_id
    found = {"points": {"p1": FOUND}, "approver": approver}
    council.does("investigator", younger, "answer_stage1", **found)
    with pytest.raises(NotNow, match="has findings or has been answered"):
        merges(council, younger, older)
    council.does("approver", younger, "approve_stage1", approval="approve")
    third = known(council, older)
    council.sweeps()
    with pytest.raises(NotNow, match="answered or closed"):
        merges(council, third, younger)


def test_no_point_is_added_beside_findings_of_the_same_stage(council):
    older, younger = twice(council, (), ("Nobody called back.",))
    council.accepted(older)
    approver = council.people["approver"].officer_id
    council.does("investigator", older, "answer_stage1", points={"p1": FOUND}, approver=approver)
    with pytest.raises(NotNow, match="no point can be added"):
        merges(council, younger, older, adds=["p1"])


def test_only_who_decides_what_a_complaint_is_may_merge(council):
    older, younger = twice(council)
    with pytest.raises(NotPermitted):
        merges(council, younger, older, "desk")


def test_a_withdrawal_that_waits_ends_with_the_case(council):
    older, younger = twice(council)
    council.acts("complainant", younger, "withdraw")
    merges(council, younger, older)
    council.sweeps()
    assert (council.open_tasks(younger), council.file(younger).status) == ([], "closed")


def test_a_part_may_go_back_where_it_came_from(council):
    reference = council.receives(points=("The bin.", "The crew."), representative=HELPER)
    council.acts("triage", reference, "split", parts=["p2"], reason="Another service.")
    part = council.file(reference).links[0].reference
    merges(council, part, reference, adds=["p1"])
    assert [p.text for p in council.file(reference).points] == ["The bin.", "The crew."]
    council.sweeps()
    assert council.file(part).status == "closed"


def test_a_merger_is_whole_or_not_at_all_under_a_crash_at_every_point(council):
    for at in range(1, FAR):
        older, younger = twice(council, ("The bin.",), ("Nobody called back.",))
        before = council.everything()
        with crashing(council.office.store, at) as bounds:
            merges(council, younger, older, adds=["p1"])
        crashed = bounds.passed >= at
        if council.file(younger).links:
            assert council.open_tasks(younger) == []
            assert len(council.file(older).points) == 2
        else:
            assert crashed
            assert council.everything() == before
        if not crashed:
            break
    assert 20 < at < FAR - 1


def test_the_code_of_a_merged_case_does_not_open_the_other(council):
    older, _ = twice(council)
    receipt = known_receipt(council, older)
    merges(council, receipt.reference, older)
    with pytest.raises(NotFound):
        tracking.track(council.office, older, receipt.code)
