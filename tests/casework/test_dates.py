"""Dates that come: reminders, breaches, the due morning; each once, each at its moment."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import update

from engine import scheduler
from engine.casework import dates
from engine.clock import london
from engine.store.cases import Run, by_reference
from engine.store.counting import counting
from tests.casework.council import FOUND, Council

ANSWER = "Stage 1 response"


def ladder(council: Council) -> list[tuple[str, str, str]]:
    """When each notice came, to whom, and its kind."""
    return [
        (
            f"{london(n.created_at):%Y-%m-%d %H:%M}",
            n.role or f"officer {n.officer_id}",
            n.kind,
        )
        for n in council.rows("notice")
    ]


def test_the_ladder_of_an_answer_is_climbed_rung_by_rung(each_council):
    council = each_council
    investigator = council.people["investigator"].officer_id
    reference = council.accepted(investigator=investigator)
    council.passes("2024-05-08T12:00")
    owner = f"officer {investigator}"
    assert ladder(council) == [
        ("2024-04-10 10:00", owner, "reminder"),  # five working days before
        ("2024-04-15 10:00", owner, "reminder"),  # two working days before
        ("2024-04-15 10:00", "complaints_manager", "reminder"),
        ("2024-04-18 09:00", owner, "breach"),  # one working day after
        ("2024-04-18 09:00", "complaints_manager", "breach"),
        ("2024-04-24 09:00", "service_director", "breach"),  # five working days after
    ]
    texts = [text for _, text in council.told(reference)]
    assert texts[0] == f"{ANSWER} is due on Wednesday 17 April 2024."
    assert texts[-1] == f"{ANSWER} was due on Wednesday 17 April 2024."
    breaches = [e for e in council.rows("ledger_event") if e.kind == "breach response1"]
    assert [e.data["rung"] for e in breaches] == ["breach 1 working_day", "breach 5 working_days"]


def test_while_nobody_has_a_task_everybody_who_may_take_it_is_reminded(council):
    council.accepted()
    council.passes("2024-04-10T12:00")
    assert ladder(council) == [("2024-04-10 10:00", "stage1_investigator", "reminder")]


def test_what_an_answer_in_time_makes_needless_does_not_come(council):
    council.answered()
    council.passes("2024-06-03T12:00")
    assert ladder(council) == []


def test_a_sweep_after_a_long_sleep_climbs_every_rung_once_and_tells_the_truth(council):
    reference = council.accepted(investigator=council.people["investigator"].officer_id)
    council.sweeps()
    council.sweeps("2024-05-08T12:00")
    assert len(ladder(council)) == 6
    assert {text for _, text in council.told(reference)} == {
        f"{ANSWER} was due on Wednesday 17 April 2024."
    }
    assert council.sweeps() == 0
    assert len(ladder(council)) == 6


@pytest.mark.parametrize(
    ("received", "due_day", "utc"),
    [
        ("2024-03-15T12:00", "2024-04-02", "09:00"),  # counted from winter into summer time
        ("2024-01-08T12:00", "2024-01-22", "10:00"),  # all in winter
        ("2024-10-21T12:00", "2024-11-04", "10:00"),  # from summer into winter time
    ],
)
def test_the_late_task_opens_at_ten_in_london_summer_and_winter(council, received, due_day, utc):
    council.at(received)
    reference = council.accepted()
    assert council.due(reference, "response1") == due_day
    council.passes(f"{due_day}T09:59")
    assert council.open_tasks(reference) == ["answer_stage1"]
    council.passes(f"{due_day}T10:00")
    assert council.open_tasks(reference) == ["answer_stage1", "late1"]
    (late,) = [t for t in council.rows("task") if t.element == "late1"]
    assert f"{late.created_at:%H:%M}" == utc


def test_an_acknowledgement_has_the_short_ladder(council):
    council.receives()
    council.passes("2024-04-09T12:00")
    assert ladder(council) == [
        ("2024-04-04 10:00", "triage_officer", "reminder"),
        ("2024-04-08 10:00", "complaints_manager", "breach"),
    ]


def test_a_sweep_with_nothing_due_writes_nothing_and_asks_three_times(council):
    for _ in range(5):
        council.accepted()
    council.sweeps()
    before = council.everything()
    with counting(council.office.store) as counted:
        assert council.sweeps() == 0
    assert (len(counted.statements), counted.commits) == (3, 0)
    assert all(statement.startswith("SELECT") for statement in counted.statements)
    assert council.everything() == before


def test_one_case_that_fails_does_not_stop_the_others(council, caplog):
    """The first case's saved state is spoiled; whatever comes of that, the second goes on."""
    spoiled, sound = council.accepted(), council.accepted()
    council.sweeps()
    _spoil(council, spoiled)
    with caplog.at_level(logging.ERROR):
        council.sweeps("2024-04-17T10:00")
    assert council.open_tasks(sound) == ["answer_stage1", "late1"]
    assert council.open_tasks(spoiled) == ["answer_stage1"]
    assert "could not be done; it is tried again" in caplog.text
    assert council.audit(spoiled)[-1][0] != "case:refused"


def _spoil(council: Council, reference: str) -> None:
    with council.office.store.write() as session:
        case = by_reference(session, reference)
        session.execute(update(Run).where(Run.case_id == case.id).values(state=b"nonsense"))


def test_many_failing_cases_do_not_starve_the_others(council, caplog):
    for _ in range(3):
        _spoil(council, council.accepted())
    sound = council.accepted()
    council.sweeps()
    council.at("2024-04-17T10:00")
    assert len(dates.due_cases(council.office, limit=3)) == 3
    with caplog.at_level(logging.CRITICAL):
        scheduler.sweep(council.office, at_once=3)
    assert council.open_tasks(sound) == ["answer_stage1", "late1"]


def test_a_date_that_has_come_is_seen_by_any_verb_first(council):
    """Nobody swept; whoever acts on the case finds its late task open."""
    reference = council.accepted()
    council.at("2024-04-17T11:00")
    council.acts("desk", reference, "contact", text="Where is my answer?")
    assert council.open_tasks(reference) == ["answer_stage1", "late1"]
    council.does("investigator", reference, "answer_stage1", points={"p1": FOUND})
    assert council.open_tasks(reference) == []
