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
    """An account before it is opened. Grades: a stage 2 reviewer stands above stage 1.

    ``kind``: those who are not employees come by links that are e-mailed to them.
    """

    username: str
    name: str
    title: str
    roles: tuple[str, ...]
    grade: int
    manages: tuple[str, ...] = ()
    kind: str = "employee"


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
    Account("owner1", "Process Owner One", "Process owner", ("process_owner",), 5),
    Account("owner2", "Process Owner Two", "Process owner", ("process_owner",), 5),
    Account("hr", "HR Adviser One", "HR adviser", ("hr_adviser",), 4),
    Account("director", "Director One", "Service director", ("service_director",), 7),
    Account("contributor", "Contributor One", "Highways officer", ("contributor",), 3),
    Account("director2", "Director Two", "Service director", ("restriction_reviewer",), 7),
    Account("chief", "Chief Executive One", "Chief executive", ("chief_executive",), 9),
    Account("assessor", "Contact Officer Two", "Complaints officer", ("contact_assessor",), 3),
    Account(
        "communications",
        "Communications Officer One",
        "Communications officer",
        ("communications_officer",),
        3,
    ),
    Account(
        "communications_manager",
        "Communications Manager One",
        "Communications manager",
        ("communications_manager",),
        5,
    ),
    # Reviews of anti-social behaviour cases.
    Account(
        "asb_coordinator", "Coordinator One", "Case review coordinator", ("asb_coordinator",), 4
    ),
    Account("asb_contact", "Contact Person One", "Victim support officer", ("asb_spoc",), 3),
    Account("asb_decider", "Decider One", "Community safety manager", ("threshold_decider",), 5),
    Account("asb_appeals", "Director Three", "Assistant director", ("appeal_decider",), 6),
    Account(
        "asb_noise",
        "Noise Officer One",
        "Noise team",
        ("relevant_body", "panel_representative"),
        3,
    ),
    Account("asb_chair", "Chair One", "Independent chair", ("review_chair",), 0, kind="outside"),
    Account(
        "asb_independent",
        "Independent One",
        "Independent person",
        ("appeal_independent",),
        0,
        kind="outside",
    ),
    Account(
        "asb_police",
        "Police One",
        "Neighbourhood police",
        ("relevant_body", "panel_representative"),
        0,
        kind="body",
    ),
    Account(
        "asb_landlord",
        "Landlord One",
        "Housing association",
        ("relevant_body", "panel_representative"),
        0,
        kind="body",
    ),
    # Complaints about councillors.
    Account(
        "monitoring", "Monitoring Officer One", "Monitoring Officer", ("monitoring_officer",), 8
    ),
    Account(
        "deputy_monitoring",
        "Deputy One",
        "Deputy Monitoring Officer",
        ("deputy_monitoring_officer",),
        7,
    ),
    Account("standards", "Standards Officer One", "Standards officer", ("standards_officer",), 4),
    *(
        Account(f"councillor{number}", f"Councillor {word}", "Councillor", roles, 0, kind="member")
        for number, word, roles in (
            (1, "One", ("subject_member",)),
            (2, "Two", ("subject_member", "hearing_chair", "hearing_member")),
            (3, "Three", ("subject_member", "hearing_member")),
            (4, "Four", ("subject_member", "hearing_member")),
        )
    ),
    Account(
        "chairman",
        "Councillor Five",
        "Chairman of the Standards Committee",
        ("subject_member", "standards_chairman", "hearing_chair", "hearing_member"),
        0,
        kind="member",
    ),
    *(
        Account(
            username, f"Independent Person {word}", "Independent Person", roles, 0, kind="outside"
        )
        for username, word, roles in (
            ("conduct_ip", "A", ("conduct_independent_person", "members_independent_person")),
            ("conduct_ip2", "B", ("conduct_independent_person", "members_independent_person")),
        )
    ),
    Account(
        "conduct_io",
        "Outside Investigator",
        "Investigating officer",
        ("conduct_investigator",),
        0,
        kind="outside",
    ),
    Account(
        "cooptee", "Parish Member One", "Co-opted member", ("parish_cooptee",), 0, kind="member"
    ),
    Account("parish_clerk", "Parish Clerk One", "Parish clerk", ("parish_clerk",), 0, kind="body"),
    # Complaints about adult social care, which only these may read.
    Account(
        "adults_manager",
        "Complaints Manager Two",
        "Adults complaints manager",
        ("adults_complaints_manager",),
        5,
    ),
    Account("adults_contact", "Contact Officer Three", "Duty officer", ("concern_handler",), 3),
    Account(
        "adults_investigator", "Investigator Three", "Team manager", ("adults_investigator",), 4
    ),
    Account(
        "adults_director",
        "Director Four",
        "Director of adult social care",
        ("responsible_person",),
        8,
    ),
    Account("adults_hospital", "Hospital One", "Hospital", ("nhs_partner",), 0, kind="body"),
    # Complaints about children's social care, which only these may read.
    *(
        Account(username, name, title, (role,), grade)
        for username, name, title, role, grade in (
            (
                "children",
                "Complaints Manager Three",
                "Children’s complaints manager",
                "childrens_complaints_manager",
                5,
            ),
            ("children_team", "Team Manager One", "Team manager", "childrens_responder", 4),
            ("children_service", "Service Manager One", "Service manager", "service_manager", 6),
            ("children_director", "Director Five", "Service director", "adjudicating_officer", 8),
            ("children_executive", "Director Six", "Executive director", "executive_director", 9),
            ("panels", "Administrator One", "Panel administrator", "panel_administrator", 3),
        )
    ),
    *(
        Account(username, name, title, (role,), 0, kind="outside")
        for username, name, title, role in (
            ("advocate", "Advocate One", "Advocate", "advocate"),
            ("children_io", "Outside Investigator Two", "Investigator", "investigating_officer"),
            ("children_ip", "Independent Person C", "Independent Person", "independent_person"),
            ("panel_chair", "Chair Two", "Chair of the review panel", "panel_chair"),
            ("panel_one", "Panel Member One", "Panel member", "panel_member"),
            ("panel_two", "Panel Member Two", "Panel member", "panel_member"),
        )
    ),
    # Enquiries of MPs, and investigations of the Ombudsman, which only these may read.
    Account("mp_team", "MP Officer One", "Member enquiries officer", ("mp_team",), 4),
    Account(
        "ombudsman_link",
        "Link Officer One",
        "Ombudsman link officer",
        ("ombudsman_link_officer",),
        6,
    ),
    Account("action_owner", "Action Owner One", "Recovery manager", ("action_owner",), 5),
    Account("service", "Service Officer One", "Service officer", ("service_officer",), 3),
    Account("performance", "Performance Manager One", "Performance manager", ("manager",), 5),
)


def hire(office: Office) -> dict[str, Actor]:
    """Open the accounts; who they are, by user name."""
    hired = {each.username: _open(office, each) for each in ACCOUNTS}
    with office.store.write() as session:
        for each in ACCOUNTS:
            for other in each.manages:
                preparing.relate(session, hired[each.username], "manages", hired[other])
    return hired


def _open(office: Office, each: Account) -> Actor:
    reach = accounts.Reach(email=f"{each.username}@example.org")
    if each.kind == "employee":
        return accounts.open_account(
            office,
            name=each.name,
            username=each.username,
            password=PASSWORD,
            title=each.title,
            roles=each.roles,
            grade=each.grade,
            reach=reach,
        )
    with office.store.write() as session:
        return accounts.as_actor(
            accounts.add_officer(
                session,
                office,
                each.name,
                each.username,
                each.title,
                each.roles,
                each.grade,
                reach,
                each.kind,
            )
        )
