"""Links between cases that officers make, and two officers who hold one case each."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from engine.casework import linking
from engine.casework.in_hand import take
from engine.desk import tracking
from engine.desk.task_views import task_form
from engine.errors import FormErrors, NotNow, NotPermitted
from tests.casework.council import Council

WHY = "The same street, the same week."


def links(council: Council, reference: str) -> list[tuple[str, str]]:
    return [(link.words, link.reference) for link in council.file(reference).links]


def two(council: Council) -> tuple[str, str]:
    return council.receives(), council.receives(name="Bob Example", email="bob@example.org")


def test_related_cases_show_each_other_until_the_link_ends(each_council):
    council = each_council
    one, other = two(council)
    council.acts("investigator", one, "link", linked_case=other.lower(), reason=WHY)
    assert links(council, one) == [("Related", other)]
    assert links(council, other) == [("Related", one)]
    assert council.file(other).links[0].reason == WHY
    council.at("2024-04-09T10:00")
    council.acts("manager", other, "unlink", linked_case=one, reason="Two streets.")
    assert links(council, one) == links(council, other) == []
    (kept,) = council.rows("case_link")
    assert kept.ended_at == council.clock.now()
    for reference, far in ((one, other), (other, one)):
        told = [line for line in council.audit(reference) if "link" in line[0]]
        assert told == [("case:linked", far), ("case:unlinked", far)]


def test_the_people_of_the_cases_never_learn_of_it(council):
    one, other = two(council)
    council.acts("desk", one, "link", linked_case=other, reason=WHY)
    for reference in (one, other):
        assert tracking.tracking(council.office, reference).parts == ()
    with pytest.raises(NotPermitted):
        council.acts("complainant", one, "link", linked_case=other, reason=WHY)


def test_it_is_said_once_of_two_cases_that_are_there(council):
    one, other = two(council)
    council.acts("desk", one, "link", linked_case=other, reason=WHY)
    with pytest.raises(NotNow, match="linked to this case already"):
        council.acts("desk", other, "link", linked_case=one, reason=WHY)
    with pytest.raises(NotNow, match="is this case"):
        council.acts("desk", one, "link", linked_case=one, reason=WHY)
    with pytest.raises(FormErrors, match="There is no case COM-1"):
        council.acts("desk", one, "link", linked_case="COM-1", reason=WHY)
    third = council.receives()
    with pytest.raises(NotNow, match="is not linked"):
        council.acts("desk", one, "unlink", linked_case=third, reason="Wrong.")
    with pytest.raises(NotNow, match="No officer has linked"):
        council.acts("desk", third, "unlink", linked_case=one, reason="Wrong.")


def test_a_split_is_a_fact_that_nobody_unlinks(council):
    reference = council.receives(points=("The bin.", "The crew."))
    council.acts("triage", reference, "split", parts=["p2"], reason="Another service.")
    part = council.file(reference).links[0].reference
    council.acts("triage", part, "link", linked_case=council.receives(), reason=WHY)
    with pytest.raises(NotNow, match="so it stays"):
        council.acts("triage", part, "unlink", linked_case=reference, reason="Wrong.")


def test_two_officers_who_want_each_others_case_do_not_wait_for_ever(
    postgres_url: str, tmp_path: Path
) -> None:
    """Each holds one case and asks for the other: PostgreSQL undoes one of them, whole."""
    council = Council(postgres_url, tmp_path / "var")
    one, other = two(council)
    both_hold_one = threading.Barrier(2, timeout=30)

    def want(held: str, wanted: str) -> str:
        with suppress(NotNow), take(council.office, council.people["manager"], held) as hand:
            both_hold_one.wait()
            second = linking.take_second(hand, wanted)
            linking.join(hand, second, "related", WHY)
            linking.tell_both(hand, second, "linked", WHY)
            return "done"
        return "refused"

    with ThreadPoolExecutor(2) as officers:
        became = list(officers.map(want, (one, other), (other, one)))
    assert sorted(became) == ["done", "refused"]
    assert len(council.rows("case_link")) == 1
    (refused,) = [r for r in (one, other) if ("case:refused", "") in council.audit(r)]
    assert held_by(council, refused) == "Somebody else is working on this case and on "
    council.close()


def held_by(council: Council, reference: str) -> str:
    said = [row.detail for row in council.file(reference).history if row.refused]
    return said[0].partition("COM-")[0]


def test_whoever_is_only_asked_learns_of_no_other_case(council):
    council.hires({"works": (("contributor",), 2)})
    one, other = two(council)
    council.acts("manager", one, "link", linked_case=other, reason=WHY)
    owner = council.people["works"].officer_id
    council.accepted(one)
    council.acts("manager", one, "promise", text="We will cut the hedge.", owner=owner)
    assert council.file(one, "works").links == ()
    council.accepted(other)
    council.acts("manager", other, "promise", text="We will cut it.", owner=owner)
    assert [link.reference for link in council.file(one, "works").links] == [other]


def test_hr_sees_its_own_task_and_no_linked_case(council):
    one, other = two(council)
    council.acts("manager", one, "link", linked_case=other, reason=WHY)
    about = {"about_staff": True, "subject_officer": council.people["director"].officer_id}
    council.accepted(one, **about)
    task = council.task(one, "consult_hr")
    assert council.file(one, "hr").links == ()
    assert task_form(council.office, council.people["hr"], task).links == ()
    assert len(council.file(one, "manager").links) == 1
