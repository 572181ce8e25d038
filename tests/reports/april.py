"""April 2024 in a small council: one case of each sort, each with a name in ``CASES``."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine import reports
from engine.permissions import SYSTEM
from engine.reports import Period, Report, Table
from tests.casework.council import FOUND, Council

APRIL = Period(date(2024, 4, 1), date(2024, 4, 30))
MAY = Period(date(2024, 5, 1), date(2024, 5, 31))
BOTH = Period(date(2024, 4, 1), date(2024, 5, 31))
#: what a test calls a case -> its reference
CASES: dict[str, str] = {}
ASKED = {"ground": "G2", "text": "You did not answer every point."}
UNTIL = {"until": date(2024, 4, 26), "reason": "The crew's list has to be found."}


def a_month_of_feedback(council: Council) -> None:
    """Received from 3 April on; it is 31 May at the end."""
    _comes_in(council)
    council.passes("2024-04-15T12:00")
    council.answered_now(CASES["in time"], "partly_upheld")
    council.passes("2024-04-17T11:00")  # ten working days after the 3rd
    council.does("manager", CASES["late"], "late1", **UNTIL)
    council.acts("complainant", CASES["withdrawn"], "withdraw")
    council.does("manager", CASES["withdrawn"], "confirm_withdrawal", withdrawal="confirmed")
    council.passes("2024-04-18T11:00")
    council.acts("complainant", CASES["silent"], "request_stage2", ground="G3", text="Silence.")
    council.passes("2024-04-24T10:00")
    council.answered_now(CASES["late"], "not_upheld")
    council.acts("complainant", CASES["in time"], "request_stage2", **ASKED)
    council.does("manager", CASES["in time"], "test_grounds", G2="met", reason="Point 2.")
    council.passes("2024-04-29T10:00")
    CASES["undecided"] = council.receives(service="Parks", channel="email")
    council.passes("2024-05-02T15:00")
    _reviews(council, CASES["in time"], "upheld")
    council.passes("2024-05-31T10:00")


def _comes_in(council: Council) -> None:
    bins = {"service": "Bins", "channel": "web"}
    for name in ("in time", "late", "withdrawn", "silent"):
        CASES[name] = council.accepted(council.receives(**bins))
    council.sweeps()
    council.passes("2024-04-10T10:00")
    CASES["open"] = council.accepted(council.receives(service="Parks", channel="phone"))
    _triaged(council, "compliment", triage="compliment", passed_to="Head of  parks")
    _triaged(
        council, "comment", triage="comment", comment_kind="policy", passed_to="head of Parks"
    )
    _triaged(council, "general", triage="comment")
    _triaged(council, "request", triage="service_request", action="Empty it.",
             action_by=date(2024, 4, 12), contractor="Green Bins Ltd")  # fmt: skip
    _triaged(council, "sent on", triage="signpost", signpost_to="pcn", signpost_contact="There.")
    _triaged(council, "refused", triage="not_accepted", refusal_reason="legal_proceedings",
             reason="A court has it.")  # fmt: skip
    _triaged(council, "enquiry", triage="enquiry", passed_to="The library")
    _triaged(council, "direct", "manager", triage="direct_stage2", direct_reason="serious",
             direct_why="A life.")  # fmt: skip
    council.sweeps()
    _reviews(council, CASES["direct"], "not_upheld")


def _triaged(council: Council, name: str, who: str = "triage", **answers: Any) -> None:
    CASES[name] = council.receives(service="Parks", channel="phone")
    council.does(who, CASES[name], "triage", **answers)
    council.sweeps()


def _reviews(council: Council, reference: str, finding: str) -> None:
    council.sweeps()
    council.does(
        "reviewer", reference, "answer_stage2", points={"p1": {**FOUND, "finding": finding}}
    )
    council.sweeps()


def report(council: Council, name: str, period: Period = APRIL) -> Report:
    """A report, as an operator has it written."""
    return reports.write_report(council.office, SYSTEM, name, period)


def table(council: Council, name: str, key: str, period: Period = APRIL) -> Table:
    """One of its tables."""
    return report(council, name, period).table(key)


def numbers(found: Table) -> dict[str, list[float | int | None]]:
    """Line -> its numbers; lines of nothing but noughts are left out."""
    rows = {line.key: [figure.value for figure in line.figures] for line in found.lines}
    return {key: values for key, values in rows.items() if any(values)}


def behind(found: Table, line: str, column: str) -> list[str]:
    """The names of the cases behind a figure."""
    figure = found.figure(line, column)
    named = {reference: name for name, reference in CASES.items()}
    return sorted(named[reference] for reference in figure.cases)
