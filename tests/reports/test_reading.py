"""Reports read little, write nothing, and are for managers."""

from __future__ import annotations

import pytest

from engine import reports
from engine.bootstrap import counting
from engine.errors import BadInput, NotFound, NotPermitted
from engine.permissions import SYSTEM, Actor
from tests.casework.council import Council
from tests.reports.april import APRIL, numbers, report, table

NAMES = [each.name for each in reports.REPORTS]
#: what is large, or nobody's business here
NEVER = ("letter ", "dispatch", "sent_copy", "document", "audit", "person", "contact", "draft")


@pytest.mark.parametrize("name", NAMES)
def test_a_report_asks_a_few_questions_however_many_cases_there_are(council, name):
    def asked() -> list[str]:
        with counting(council.office.store) as counted:
            report(council, name)
        return counted.statements

    council.answered()
    few = asked()
    council.answered()
    council.accepted()
    assert len(asked()) == len(few) <= 6


@pytest.mark.parametrize("name", [name for name in NAMES if name != "appointments"])
def test_letters_audit_and_people_are_never_read(april, name):
    with counting(april.office.store) as counted:
        report(april, name)
    said = " ".join(counted.statements).lower()
    assert not [word for word in NEVER if word in said]


def test_the_figures_are_the_same_on_both_databases(database_url, tmp_path):
    council = Council(database_url, tmp_path / "var")
    council.answered(council.receives(service="Bins", data={"contractor": "Green Bins"}))
    reference = council.receives()
    council.does("triage", reference, "triage", triage="compliment", passed_to="The depot")
    council.sweeps()
    assert numbers(table(council, "stage1-timeliness", "indicator"))["all"][:3] == [1, 1, 0]
    assert numbers(table(council, "stage2-timeliness", "flow")) == {}
    assert numbers(table(council, "feedback", "passed_to"))["the depot"] == [0, 1, 0, 1]
    assert numbers(table(council, "contractors", "contractors"))["green bins"][0] == 1
    assert numbers(table(council, "remedies", "actions")) == {}
    council.close()


@pytest.mark.parametrize("role", ["complaints_manager", "service_director", "manager"])
def test_managers_read_reports(april, role):
    actor = Actor(1, 1, "M", frozenset({role}))
    assert reports.write_report(april.office, actor, "feedback", APRIL).tables


@pytest.mark.parametrize("role", ["triage_officer", "stage1_investigator", "hr_adviser"])
def test_others_do_not(april, role):
    with pytest.raises(NotPermitted, match="for managers"):
        reports.write_report(april.office, Actor(1, 1, "O", frozenset({role})), "feedback", APRIL)


def test_a_resident_reads_none_whatever_they_call_themselves(april):
    who = Actor(1, None, "R", frozenset({"manager"}), kind="resident")
    with pytest.raises(NotPermitted):
        reports.write_report(april.office, who, "feedback", APRIL)


def test_what_is_not_there_is_told_in_one_sentence(april):
    with pytest.raises(NotFound, match="Did you mean “feedback”"):
        reports.write_report(april.office, SYSTEM, "feedbak", APRIL)
    with pytest.raises(NotFound, match="no procedure 'nothing'"):
        reports.write_report(april.office, SYSTEM, "feedback", APRIL, "nothing")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2024-04-01", "2024-03-31", "must not be before"),
        ("yesterday", "2024-03-31", "not 'yesterday'"),
        ("1990-01-01", "2024-03-31", "up to 20 years"),
        ("0001-01-01", "0001-02-01", "between 1872 and 2100"),
        ("9999-12-30", "9999-12-31", "between 1872 and 2100"),
    ],
)
def test_a_period_that_is_none_is_told(first, last, said):
    with pytest.raises(BadInput, match=said):
        reports.read_period(first, last)
