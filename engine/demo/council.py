"""Who works at the demo council: one account a role. Nobody here is real."""

from __future__ import annotations

from dataclasses import dataclass

from engine.bootstrap import Office
from engine.casework import accounts, preparing
from engine.permissions import Actor

#: one password for all of the demo's accounts; it opens made-up cases only
PASSWORD = "demo-council-2026"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Account:
    """An account before it is opened. Grades: a stage 2 reviewer stands above stage 1."""

    username: str
    name: str
    title: str
    roles: tuple[str, ...]
    grade: int
    manages: tuple[str, ...] = ()


ACCOUNTS = (
    Account("contact", "Contact Officer One", "Customer services", ("customer_services",), 2),
    Account("triage", "Complaints Officer One", "Complaints officer", ("triage_officer",), 3),
    Account(
        "investigator1",
        "Investigator One",
        "Streets and parks manager",
        ("stage1_investigator",),
        4,
    ),
    Account(
        "investigator2",
        "Investigator Two",
        "Revenues and housing manager",
        ("stage1_investigator", "stage2_reviewer"),
        4,
    ),
    Account("approver", "Approver One", "Head of customer service", ("stage1_approver",), 5),
    Account("reviewer", "Reviewer One", "Assistant director", ("stage2_reviewer",), 6),
    Account(
        "manager",
        "Complaints Manager One",
        "Complaints manager",
        ("complaints_manager",),
        5,
        manages=("triage",),
    ),
    Account("hr", "HR Adviser One", "HR adviser", ("hr_adviser",), 4),
    Account("director", "Director One", "Service director", ("service_director",), 7),
    Account("contributor", "Contributor One", "Highways officer", ("contributor",), 3),
    Account("performance", "Performance Manager One", "Performance manager", ("manager",), 5),
)


def hire(office: Office) -> dict[str, Actor]:
    """Open the accounts; who they are, by user name."""
    hired = {
        each.username: accounts.open_account(
            office,
            name=each.name,
            username=each.username,
            password=PASSWORD,
            title=each.title,
            roles=each.roles,
            grade=each.grade,
        )
        for each in ACCOUNTS
    }
    with office.store.write() as session:
        for each in ACCOUNTS:
            for other in each.manages:
                preparing.relate(session, hired[each.username], "manages", hired[other])
    return hired
