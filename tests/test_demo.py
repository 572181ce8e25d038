"""The demo council: an empty database is filled once, by the verbs, with cases in every state."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine import demo, scheduler
from engine.bootstrap import Office, open_office
from engine.casework import accounts, actions, tasks
from engine.catalogue import Catalogue
from engine.clock import SetClock, london_date
from engine.demo import council
from engine.desk import case_file, tracking, worklists
from engine.desk.task_views import task_form
from engine.desk.views import CaseFile
from engine.letters import check_address
from engine.permissions import OFFICE_ROLES, Actor
from tests import demo_states
from tests.demo_states import CLOSED, HOMELESS, KEPT_APART, MADE, OPEN, WORDS, called, settings_in
from tests.shipped import shipped_catalogue

#: the council settles in once, so one worker asks it everything
pytestmark = pytest.mark.xdist_group("demo")

#: early on the first working day after Christmas and New Year: days before it are hard to count
PRESENT = datetime(2026, 1, 2, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """A folder with a council that has settled in, closed again."""
    folder = tmp_path_factory.mktemp("demo")
    office = _open(folder, catalogue)
    assert demo.settle_in(office) == MADE
    office.store.close()
    return folder


@pytest.fixture
def office(settled: Path, tmp_path: Path, catalogue: Catalogue) -> Iterator[Office]:
    """The settled council, one's own copy, opened again as at a later start."""
    shutil.copytree(settled, tmp_path, dirs_exist_ok=True)
    opened = _open(tmp_path, catalogue)
    yield opened
    opened.store.close()


def _open(folder: Path, catalogue: Catalogue, at: datetime = PRESENT) -> Office:
    return open_office(settings_in(folder), SetClock(at), catalogue)


@pytest.fixture
def manager(office: Office) -> Actor:
    return _sign_in(office, "manager")


@pytest.fixture
def case_of(office: Office, manager: Actor) -> Callable[[str], CaseFile]:
    """The case file of a resident, by their tree, and a number if it is not the first."""
    return lambda label: _case(office, manager, label)


def _case(office: Office, who: Actor, label: str) -> CaseFile:
    tree, _, number = label.partition(" ")
    if tree in KEPT_APART:
        who = _sign_in(office, KEPT_APART[tree])
    rows = worklists.search(office, who, called(tree))
    reference = sorted(row.reference for row in rows)[int(number or 1) - 1]
    return case_file.case_file(office, who, reference)


def _sign_in(office: Office, username: str) -> Actor:
    who = accounts.sign_in(office, username, demo.PASSWORD)
    assert who is not None, f"{username} cannot sign in"
    return who


def _waiting(case: CaseFile) -> tuple[str, ...]:
    return tuple(sorted(task.element for task in case.tasks if task.status == "open"))


def _cases(office: Office, who: Actor) -> list[CaseFile]:
    return [_case(office, who, label) for label in (*OPEN, *CLOSED)]


def test_a_later_start_makes_nothing_again(office: Office, manager: Actor) -> None:
    before = len(_cases(office, manager))
    assert demo.settle_in(office) == 0
    assert len(_cases(office, manager)) == before


def test_a_council_that_was_interrupted_says_so(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    (office.settings.var / "demo_visitors.json").write_text("[]")
    assert demo.settle_in(office) == 0
    assert "delete" in caplog.text
    assert demo.demo_visitors(office) == ()


def test_nobody_is_told_to_delete_cases_that_are_not_the_demos(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    (office.settings.var / "demo_visitors.json").unlink()
    assert demo.settle_in(office) == 0
    assert caplog.text == ""


def test_every_case_stands_where_its_story_ends(
    case_of: Callable[[str], CaseFile],
) -> None:
    assert {tree: _waiting(case_of(tree)) for tree in OPEN} == OPEN
    assert {tree: case_of(tree).outcome for tree in CLOSED} == CLOSED
    assert {case_of(tree).status for tree in CLOSED} == {"closed"}


@pytest.mark.parametrize(
    "present",
    [
        datetime(2026, 4, 5, 1, 30, tzinfo=UTC),  # Easter Sunday, before dawn
        datetime(2026, 10, 26, 9, tzinfo=UTC),  # the Monday after the clocks went back
    ],
)
def test_the_stories_fit_any_present(
    present: datetime, tmp_path: Path, catalogue: Catalogue
) -> None:
    office = _open(tmp_path, catalogue, present)
    try:
        demo.settle_in(office)
        who = _sign_in(office, "manager")
        stands = {tree: _waiting(_case(office, who, tree)) for tree in OPEN}
        assert stands == OPEN
    finally:
        office.store.close()


def test_no_audit_chain_has_a_fault(office: Office) -> None:
    assert office.store.audit_faults() == []


def test_nothing_happened_after_the_present(office: Office, manager: Actor) -> None:
    late = [
        (case.reference, row.what)
        for case in _cases(office, manager)
        for row in case.history
        if row.at > PRESENT or row.recorded_at > PRESENT
    ]
    assert late == []


def test_every_letter_has_left_on_its_day_without_a_mail_server(
    office: Office, manager: Actor
) -> None:
    letters = [letter for case in _cases(office, manager) for letter in case.letters]
    assert len(letters) > 80
    assert [each.code for each in letters if each.status != "sent"] == ["COR-ACK1"]  # Zelkova's
    for letter in [each for each in letters if each.status == "sent"]:
        (*_, last) = letter.dispatches
        assert last.sent_at is not None
        assert london_date(last.sent_at) == letter.issued


def test_nobody_in_the_demo_can_be_taken_for_somebody_real(office: Office, manager: Actor) -> None:
    for case in _cases(office, manager):
        for party in case.parties:
            assert party.name.split()[0] in WORDS, party.name
            assert party.email.endswith("@example.org") or not party.email
            assert party.phone.startswith("01632 960") or not party.phone


def test_letters_can_be_posted_to_every_resident_where_no_post_goes(
    office: Office, manager: Actor
) -> None:
    parties = [party for case in _cases(office, manager) for party in case.parties]
    homes = {(party.name, *party.address) for party in parties if party.address}
    trees = {label.partition(" ")[0] for label in (*OPEN, *CLOSED)}
    assert {home[0] for home in homes} == {called(t) for t in trees - HOMELESS}
    for lines in homes:
        assert check_address(lines) is None, lines
        assert lines[-1].startswith("YY99 "), "no real postcode begins like that"


def test_every_role_of_the_procedure_has_an_account(office: Office) -> None:
    told = ("corporate-complaint", "unreasonable-contact", "social-media", "councillor-conduct")
    known = {role for name in told for role in office.catalogue.procedures[name].roles}
    held = {role for officer in worklists.officers(office) for role in officer.roles}
    assert held >= {*known, *OFFICE_ROLES}
    for each in council.ACCOUNTS:
        if each.kind == "employee":
            _sign_in(office, each.username)


def test_everybody_who_comes_by_a_link_is_asked_or_told_something(office: Office) -> None:
    assert demo_states.left_alone(office) == set()


def test_the_adjustments_that_residents_asked_for_were_kept(
    case_of: Callable[[str], CaseFile],
) -> None:
    (large,) = (d for letter in case_of("Mulberry").letters for d in letter.dispatches)
    assert (large.channel, large.large_print) == ("post", True)
    ways = {d.channel for letter in case_of("Poplar").letters for d in letter.dispatches}
    assert ways == {"post"}


def test_a_visitor_opens_the_same_two_complaints_at_a_later_start(office: Office) -> None:
    ash, quince = demo.demo_visitors(office)
    assert demo.demo_visitor(office) == ash
    running = tracking.track(office, ash.reference, ash.code, ash.postcode)
    assert running.next_on is not None
    assert running.next_on > london_date(PRESENT)
    answered = tracking.track(office, quince.reference, quince.code, quince.postcode)
    assert answered.may_ask_stage2


def test_no_visitor_is_named_where_this_is_no_demo(office: Office) -> None:
    real = dataclasses.replace(office.settings, demo=False)
    assert demo.demo_visitors(dataclasses.replace(office, settings=real)) == ()


def test_a_date_passes_and_the_update_letter_follows(
    office: Office, manager: Actor, case_of: Callable[[str], CaseFile]
) -> None:
    assert isinstance(office.clock, SetClock)
    office.clock.set(PRESENT + timedelta(days=7))
    scheduler.sweep(office)
    late = case_of("Ash")
    assert late.overdue
    assert _waiting(late) == ("answer_stage1", "late1")
    (task,) = (task for task in late.tasks if task.element == "late1")
    until = london_date(office.clock.now()) + timedelta(days=4)
    answers = {"decision": "send", "until": until, "reason": "The crew's list is not found."}
    tasks.complete(office, manager, task.id, answers)
    no_server = dataclasses.replace(office.settings, smtp=None)
    scheduler.sweep(dataclasses.replace(office, settings=no_server))
    assert [letter.code for letter in case_of("Ash").letters] == ["COR-ACK1", "COR-UPD1"]
    assert tracking.tracking(office, late.reference).next_on == until


def test_cases_that_belong_together_say_so(case_of: Callable[[str], CaseFile]) -> None:
    for one, other in (("Locust", "Locust 2"), ("Magnolia", "Magnolia 2"), ("Mimosa", "Myrtle")):
        assert [link.reference for link in case_of(one).links] == [case_of(other).reference]
    assert [point.text for point in case_of("Magnolia").points] == [
        "The garden waste was missed twice",
        "Nobody rang back as promised",
    ]


def test_a_person_who_wrote_before_is_shown_as_perhaps_known(
    case_of: Callable[[str], CaseFile],
) -> None:
    (known,) = case_of("Chestnut 2").candidates
    assert known.name == "Resident Chestnut"
    assert case_of("Magnolia 2").known_as is not None


def test_a_restriction_stands_beside_every_case_of_its_person(
    case_of: Callable[[str], CaseFile],
) -> None:
    assert [len(case_of(f"Osier {n}").restrictions) for n in (1, 2, 3)] == [1, 1, 1]


def test_promises_are_kept_due_and_overdue_and_a_contribution_is_chased(
    case_of: Callable[[str], CaseFile],
) -> None:
    assert [(p.state, p.late) for p in case_of("Pear").dated] == [("done", False), ("done", True)]
    assert [(p.state, p.late) for p in case_of("Poplar").dated] == [("open", True)]
    assert [(p.state, p.late) for p in case_of("Quince").dated] == [("open", False)]
    chased, answered = case_of("Pecan").dated
    assert (answered.state, answered.owner) == ("done", "Contributor One")
    assert (chased.state, chased.late, chased.chased > 0) == ("open", True, True)


def test_one_person_has_no_address_that_a_letter_can_reach(
    case_of: Callable[[str], CaseFile],
) -> None:
    (letter,) = case_of("Zelkova").letters
    assert letter.status == "unsendable"


def test_the_evidence_of_what_the_ombudsman_recommended_can_be_given(office: Office) -> None:
    link = _sign_in(office, "ombudsman_link")
    reference = _case(office, link, "Utile").reference
    actions.perform(office, link, reference, "give_evidence", {})
    open_tasks = [t for t in _case(office, link, "Utile").tasks if t.status == "open"]
    task = next(t for t in open_tasks if t.element == "record_evidence")
    choices = task_form(office, link, task.id).officers["promise"]
    (label,) = [label.partition(" (by")[0] for _, label in choices]
    assert label == "Check illness before bailiffs are sent"
