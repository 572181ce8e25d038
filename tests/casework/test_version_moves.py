"""A case that is under way goes on under the version in force: judged, moved, moved back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.casework import tasks, version_moves, version_undoing
from engine.casework.version_judging import Verdict
from engine.casework.version_moves import Decision
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.store.tasks import Task
from tests.casework.council import Council
from tests.casework.small import FOUND, accepted
from tests.casework.versions import (
    BEFORE,
    FURTHER_ON,
    SHORTER,
    WHY,
    judged,
    move,
    owner,
    publish,
    small_council,
)


@pytest.fixture
def each_small(database_url: str, tmp_path: Path) -> Iterator[Council]:
    """The test runs once on each kind of database."""
    made = small_council(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def small_one(sqlite_url: str, tmp_path: Path) -> Iterator[Council]:
    made = small_council(sqlite_url, tmp_path)
    yield made
    made.close()


def undo(council: Council, reference: str) -> None:
    version_undoing.undo(council.office, owner(council), reference, "Too early.")


def dates(council: Council) -> list[tuple[Any, ...]]:
    clocks = [(c.name, c.due_at, c.status) for c in council.rows("clock")]
    return [
        *clocks,
        *((t.moment, t.due_at, t.since) for t in council.rows("timer")),
        *((t.id, t.due_at) for t in council.rows("task")),
    ]


def test_a_safe_case_goes_on_with_its_tasks_dates_and_what_was_typed(each_small, tmp_path):
    council = each_small
    reference = accepted(council)
    with council.office.store.write() as session:
        row = session.get(Task, council.task(reference, "answer"))
        assert row is not None
        row.draft = {"points": "half a sentence"}
    before, known = dates(council), [t.id for t in council.rows("task")]
    version = publish(council, tmp_path / "next", **FURTHER_ON)
    assert judged(council, reference).verdict is Verdict.SAFE
    council.at("2024-04-08T11:00")
    move(council, reference, version)
    assert dates(council) == before
    assert [t.id for t in council.rows("task")] == known
    assert [t.draft for t in council.rows("task") if t.element == "answer"] == [
        {"points": "half a sentence"}
    ]
    (row,) = council.rows("case_file")
    assert row.version == version
    assert council.open_tasks(reference) == ["answer"]
    council.does("ivan", reference, "answer", points=FOUND)
    assert council.open_tasks(reference) == ["check"]
    council.does("mandy", reference, "check")
    council.sweeps()
    assert council.letters(reference) == ["SML-ACK", "SML-RESP"]
    assert council.file(reference).status == "closed"


def test_a_case_that_nobody_moves_stays_where_it_began(each_small, tmp_path):
    council = each_small
    reference = accepted(council)
    publish(council, tmp_path / "next", **FURTHER_ON, **SHORTER)
    before = dates(council)
    council.does("ivan", reference, "answer", points=FOUND)
    council.sweeps()
    assert council.file(reference).status == "closed"
    assert dates(council)[1][1] == before[1][1]
    later = council.receives(procedure="small")
    assert council.rows("case_file")[-1].version != council.rows("case_file")[0].version
    assert council.open_tasks(later) == ["triage"]


def test_it_is_in_the_ledger_the_audit_and_the_history(each_small, tmp_path):
    council = each_small
    reference = accepted(council)
    version = publish(council, tmp_path / "next", **FURTHER_ON)
    old = council.rows("case_file")[0].version
    move(council, reference, version)
    assert council.rows("ledger_event")[-1].kind == "version_moved"
    assert council.rows("ledger_event")[-1].data["numbers"] == "kept"
    assert council.audit(reference)[-1][0] == "case:version:moved"
    (made,) = council.rows("version_move")
    assert (made.from_version, made.to_version, made.reason) == (old, version, WHY)
    newest = council.file(reference).history[0]
    assert newest.what == "Moved to the version of the procedure that is in force now"
    assert newest.detail == f"{WHY} Its dates stayed as they were."
    assert newest.who == "Olive"


def test_the_history_calls_steps_as_they_were_called_then(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    steps = [f'{word}="triage"' for word in ("userTask id", "targetRef", "sourceRef")]
    renamed = [[step, step.replace("triage", "sort")] for step in steps]
    version = publish(council, tmp_path / "next", text={"procedure.bpmn": renamed})
    move(council, reference, version, accepted=True)
    assert "Done: Decide what this is" in [row.what for row in council.file(reference).history]


def test_what_has_to_be_decided_is_said_and_then_accepted(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    version = publish(council, tmp_path / "next", **BEFORE)
    found = judged(council, reference)
    assert found.verdict is Verdict.DECIDE
    assert found.decide == (
        "“Read it through” comes before the place where the case stands, and would not be done.",
    )
    with pytest.raises(NotNow, match="Somebody has to decide first"):
        move(council, reference, version)
    with pytest.raises(NotNow, match="is not what was listed"):
        move(council, reference, version, accepted=True, seen="another list")
    assert council.rows("case_file")[0].version != version
    move(council, reference, version, accepted=True)
    assert council.rows("ledger_event")[-1].data["accepted"] == list(found.decide)
    council.does("ivan", reference, "answer", points=FOUND)
    council.sweeps()
    assert council.file(reference).status == "closed"


def test_dates_follow_the_numbers_in_force_only_where_somebody_decides_so(each_small, tmp_path):
    council = each_small
    reference = accepted(council)
    version = publish(council, tmp_path / "next", **SHORTER, **FURTHER_ON)
    found = judged(council, reference)
    assert found.verdict is Verdict.SAFE
    assert [each.sentence for each in found.new_numbers] == [
        "“Stage 1 answer” would be due Wednesday 10 April 2024 instead of Wednesday 17 April 2024."
    ]
    move(council, reference, version, new_numbers=True)
    assert council.due(reference, "response1") == "2024-04-10"
    assert council.file(reference).history[0].detail.startswith(f"{WHY} It took the numbers")
    council.passes("2024-04-10T10:30")
    assert council.open_tasks(reference) == ["answer", "late1"]


def test_dates_that_would_change_otherwise_than_was_shown_are_refused(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    version = publish(council, tmp_path / "next", **SHORTER, **FURTHER_ON)
    with pytest.raises(NotNow, match="otherwise than was listed"):
        move(council, reference, version, new_numbers=True, seen="")


def test_nothing_fires_by_a_move_and_what_would_come_at_once_is_said(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    council.sweeps("2024-04-12T11:00")
    version = publish(council, tmp_path / "next", **SHORTER, **FURTHER_ON)
    found = judged(council, reference)
    assert [each.sentence for each in found.new_numbers] == [
        "“Stage 1 answer” would be due Wednesday 10 April 2024 instead of Wednesday 17 April"
        " 2024; it would be overdue at once.",
        "A date of “Stage 1 answer”, for which the case waits, would have come already: what it"
        " leads to would begin at once.",
    ]
    move(council, reference, version, new_numbers=True)
    assert council.open_tasks(reference) == ["answer"]
    council.sweeps()
    assert council.open_tasks(reference) == ["answer", "late1"]


def test_new_numbers_are_refused_while_a_missed_date_is_dealt_with(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    council.passes("2024-04-17T11:00")
    assert "late1" in council.open_tasks(reference)
    longer = {"clocks": {"small": {"response1": {"number": 20}}}}
    version = publish(council, tmp_path / "next", profile=longer, **FURTHER_ON)
    found = judged(council, reference)
    assert found.no_new_numbers == (
        "“Say that we are late” is open because a date was missed. Complete it first."
    )
    with pytest.raises(NotNow, match="is open because a date was missed"):
        move(council, reference, version, new_numbers=True)
    move(council, reference, version)
    assert council.due(reference, "response1") == "2024-04-17"


def test_a_task_for_another_role_goes_back_to_the_queue(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    tasks.claim(council.office, council.people["ivan"], council.task(reference, "answer"))
    other = {"elements": {"answer": {"redress:role": "reviewer"}}}
    version = publish(council, tmp_path / "next", **other)
    assert judged(council, reference).decide == (
        "“Answer” would be for “Reviewer” instead of “Investigator”.",
        "“Answer” would go back to the queue: who has it has no such role.",
    )
    held = answer(council).assignee_id
    move(council, reference, version, accepted=True)
    assert (answer(council).assignee_id, answer(council).role) == (None, "reviewer")
    undo(council, reference)
    assert answer(council).assignee_id == held


def answer(council: Council) -> Any:
    """The task to answer, as it is kept."""
    (row,) = [task for task in council.rows("task") if task.element == "answer"]
    return row


def test_only_a_process_owner_moves_and_gives_a_reason(small_one, tmp_path):
    council = small_one
    reference = accepted(council)
    version = publish(council, tmp_path / "next", **FURTHER_ON)
    with pytest.raises(NotPermitted, match="process owner"):
        version_moves.move(
            council.office, council.people["mandy"], reference, version, WHY, Decision()
        )
    with pytest.raises(FormErrors, match="why"):
        version_moves.move(council.office, owner(council), reference, version, " ", Decision())
    with pytest.raises(NotNow, match="Another version has come into force"):
        version_moves.move(council.office, owner(council), reference, "x", WHY, Decision())
