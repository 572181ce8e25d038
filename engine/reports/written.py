"""The reports that there are, and writing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.catalogue.keys import suggestion
from engine.clock import london_date
from engine.errors import NotFound, NotPermitted
from engine.permissions import Actor, Denied, may_read_figures
from engine.reports import (
    adult_complaints,
    appointments,
    asb_statistics,
    contractors,
    councillors,
    feedback,
    mp_enquiries,
    ombudsman,
    recommendations,
    remedies,
    restrictions,
    stage1,
    stage2,
)
from engine.reports.asked import Asked
from engine.reports.figures import Report, Table
from engine.reports.period import Period
from engine.store.office import Office

#: whose figures these are, where nobody says otherwise
PROCEDURE = "corporate-complaint"


@dataclass(frozen=True, slots=True)
class Sort:
    """One report that can be asked for."""

    name: str
    title: str
    about: str
    tables: Callable[[Asked], tuple[Table, ...]]
    only: str = ""  # the one procedure that it is about


REPORTS: tuple[Sort, ...] = (
    Sort(
        "stage1-timeliness",
        "Stage 1 answers in time",
        "How many complaints were answered in full by their first date, and what is still open.",
        stage1.tables,
    ),
    Sort(
        "stage2-timeliness",
        "Stage 2 answers in time",
        "The same for stage 2, with where reviews came from and what they found.",
        stage2.tables,
    ),
    Sort(
        "feedback",
        "All feedback",
        "Complaints, comments, compliments and the rest, by month, service and channel.",
        feedback.tables,
    ),
    Sort(
        "contractors",
        "Feedback about contractors",
        "What came in about each contractor.",
        contractors.tables,
    ),
    Sort(
        "remedies",
        "Remedies and other promises",
        "What was promised or asked for with a date, and whether it was done by then.",
        remedies.tables,
    ),
    Sort(
        "recommendations",
        "Recommendations",
        "What reports and panels recommended, who accepted it, and what became of it.",
        recommendations.tables,
    ),
    Sort(
        "adult-complaints",
        "Adult social care complaints",
        "What the annual report under the 2009 Regulations asks for, and answers in time.",
        adult_complaints.tables,
        only=adult_complaints.PROCEDURE,
    ),
    Sort(
        "restrictions",
        "Restrictions on contact",
        "How many were added, extended, removed and in force: the register over the period.",
        restrictions.tables,
    ),
    Sort(
        "appointments",
        "Appointments",
        "Who was appointed to what in which case, and from when to when.",
        appointments.tables,
    ),
    Sort(
        "asb-statistics",
        "Case reviews of anti-social behaviour",
        "Applications, threshold not met, reviews, and those with recommendations: to publish.",
        asb_statistics.tables,
        only=asb_statistics.PROCEDURE,
    ),
    Sort(
        "councillor-complaints",
        "Complaints about councillors",
        "Numbers by council, stage, outcome, theme and time taken, for the Standards Committee.",
        councillors.tables,
        only=councillors.PROCEDURE,
    ),
    Sort(
        "mp-enquiries",
        "Enquiries from Members of Parliament",
        "How many were answered, in how many days on average, and what became of the others.",
        mp_enquiries.tables,
        only=mp_enquiries.PROCEDURE,
    ),
    Sort(
        "ombudsman-decisions",
        "Decisions of the Ombudsman",
        "What the Ombudsman decided about the council, by category.",
        ombudsman.tables,
        only=ombudsman.PROCEDURE,
    ),
)


def sort_of(name: str) -> Sort:
    """The report of that name. Raises NotFound, saying which there are."""
    for each in REPORTS:
        if each.name == name:
            return each
    raise NotFound(
        f"There is no report {name!r}. {suggestion(name, [r.name for r in REPORTS], 'Reports')}"
    )


def require_reader(actor: Actor) -> None:
    """Raise NotPermitted for whoever may not read figures."""
    decision = may_read_figures(actor)
    if isinstance(decision, Denied):
        raise NotPermitted(decision.reason, decision.rule)


def write_report(
    office: Office, actor: Actor, name: str, period: Period, procedure: str = PROCEDURE
) -> Report:
    """One report over a period, read in one transaction; nothing is written.

    Raises NotFound for a report or procedure that is not there, NotPermitted, and BadInput for a
    procedure without the stage that the report is about.
    """
    sort = sort_of(name)
    require_reader(actor)
    drawn = office.catalogue.procedures.get(sort.only or procedure)
    if drawn is None:
        raise NotFound(f"There is no procedure {sort.only or procedure!r}.")
    today = london_date(office.clock.now())
    with office.store.read() as session:
        asked = Asked(office, session, drawn, period, today)
        tables = sort.tables(asked)
        council = asked.profile.council.name
    return Report(sort.name, sort.title, sort.about, council, drawn.title, period, tables)
