"""Whoever owes something is reminded and chased: each time once, whatever crashes in between."""

from __future__ import annotations

import pytest

from engine import scheduler
from engine.clock import london
from engine.store.counting import counting
from engine.store.officers import by_username
from tests.casework.council import FOUND, Council
from tests.casework.crashing import crashing

REMEDY = {"remedy": "We will refund it.", "remedy_by": "2024-05-01"}  # a Wednesday
FAR = 300  # more boundaries than a sweep has


def promise(council: Council) -> str:
    """A closed case in which the investigator promised something by 1 May 2024."""
    reference = council.accepted()
    council.does("investigator", reference, "answer_stage1", points={"p1": {**FOUND, **REMEDY}})
    council.sweeps()
    return reference


def chased(council: Council) -> list[tuple[str, str, str]]:
    """When each notice came, to whom, and its kind."""
    names = {actor.officer_id: name for name, actor in council.people.items()}
    return [
        (f"{london(n.created_at):%Y-%m-%d %H:%M}", n.role or names[n.officer_id], n.kind)
        for n in council.rows("notice")
    ]


def test_the_owner_is_reminded_then_chased_and_the_manager_from_the_second_time_on(each_council):
    council = each_council
    reference = promise(council)
    council.passes("2024-05-25T12:00")
    assert chased(council) == [
        ("2024-04-24 10:00", "investigator", "reminder"),  # five working days before
        ("2024-04-30 10:00", "investigator", "reminder"),  # the day before
        ("2024-05-02 09:00", "investigator", "breach"),  # the day after
        ("2024-05-10 09:00", "investigator", "breach"),  # the sixth working day after
        ("2024-05-10 09:00", "complaints_manager", "breach"),
        ("2024-05-17 09:00", "investigator", "breach"),  # and every fifth
        ("2024-05-17 09:00", "complaints_manager", "breach"),
        ("2024-05-24 09:00", "investigator", "breach"),
        ("2024-05-24 09:00", "complaints_manager", "breach"),
    ]
    texts = [text for _, text in council.told(reference)]
    assert texts[0] == "What was promised is due on Wednesday 1 May 2024: We will refund it."
    assert texts[-1] == "What was promised was due on Wednesday 1 May 2024: We will refund it."
    assert council.file(reference).dated[0].chased == 4


def test_what_is_done_or_given_up_is_not_chased_and_its_notices_go(council):
    reference = promise(council)
    council.passes("2024-05-02T10:00")
    (row,) = council.file(reference).dated
    values = {"promise": str(row.id), "outcome": "given_up", "reason": "Paid before."}
    council.acts("manager", reference, "keep_promise", **values)
    assert all(notice.read_at for notice in council.rows("notice"))
    count = len(council.rows("notice"))
    council.passes("2024-07-01T10:00")
    assert [n for n in council.rows("notice")[count:] if n.dated_action_id] == []


def test_a_sweep_after_a_long_sleep_chases_once_and_goes_on(council):
    reference = promise(council)
    council.sweeps("2024-05-23T12:00")
    assert chased(council) == [
        ("2024-05-23 12:00", "investigator", "breach"),
        ("2024-05-23 12:00", "complaints_manager", "breach"),
    ]
    assert council.sweeps() == 0
    council.passes("2024-05-24T12:00")
    assert [when for when, _, _ in chased(council)[2:]] == ["2024-05-24 09:00"] * 2
    assert council.file(reference).dated[0].chased == 2


def test_for_a_service_outside_whoever_asked_is_told(council):
    reference = council.accepted()
    asked = {"services": "Roads Ltd", "question": "Who mended it?"}
    council.acts("investigator", reference, "contribution", **asked)
    council.passes("2024-04-09T12:00")  # the day before it is due
    (notice,) = [n for n in council.rows("notice") if n.dated_action_id]
    assert notice.officer_id == council.people["investigator"].officer_id
    said = "A contribution from Roads Ltd is due on Wednesday 10 April 2024: Who mended it?"
    assert notice.text == said


def test_for_an_owner_who_has_gone_whoever_asked_is_told(council):
    reference = council.accepted()
    owner = council.people["colleague"].officer_id
    council.acts("desk", reference, "promise", text="A call.", owner=owner, due="2024-04-05")
    with council.office.store.write() as session:
        colleague = by_username(session, "colleague")
        assert colleague is not None
        colleague.active = False
    council.passes("2024-04-08T12:00")
    told = [n.officer_id for n in council.rows("notice") if n.kind == "breach"]
    assert told == [council.people["desk"].officer_id]


def test_a_sweep_with_nothing_due_asks_no_more_for_what_is_promised(council):
    for _ in range(3):
        promise(council)
    before = council.everything()
    with counting(council.office.store) as counted:
        assert council.sweeps() == 0
    assert (len(counted.statements), counted.commits) == (3, 0)
    assert council.everything() == before


def test_each_chaser_comes_once_under_a_crash_at_every_point(council):
    for at in range(1, FAR):
        reference = promise(council)
        start = len(council.rows("notice"))
        back = council.clock.now()
        council.at("2024-05-02T09:30")
        with crashing(council.office.store, at) as bounds:
            scheduler.sweep(council.office)
        scheduler.sweep(council.office)
        new = council.rows("notice")[start:]
        assert [(n.kind, n.dated_action_id is not None) for n in new] == [("breach", True)]
        assert council.file(reference).dated[0].chased == 1
        lines = [action for action, _ in council.audit(reference)]
        assert lines.count("case:promise:chased") == 1
        council.clock.set(back)
        if bounds.passed < at:
            break
    assert 5 < at < FAR - 1


@pytest.mark.parametrize("profile", ["NHDC-2019", "BUCKS-2020", "LGSCO-2024"])
def test_every_profile_says_who_is_chased_and_when(found, profile):
    rules = found(profile).office.catalogue.profiles[profile]
    for name in ("remedy", "contribution"):
        ladder = rules.ladders[name]
        assert ladder.every is not None
        assert ladder.source == "setting"
        breaches = [step.tells for step in ladder.steps if step.name == "breach"]
        assert breaches == [("owner",), ("owner", "complaints_manager")]
    assert rules.values["contribution_working_days"] == 5
    assert rules.sources["contribution_working_days"] == "setting"
