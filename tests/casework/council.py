"""A council to try verbs in: an office, its officers, a set clock, somebody who complains."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from engine import scheduler
from engine.bootstrap import open_office
from engine.casework import accounts, actions, intake, preparing, tasks
from engine.catalogue import Catalogue, variant
from engine.clock import SetClock, at_london
from engine.desk import case_file
from engine.desk.views import CaseFile
from engine.permissions import Actor
from engine.settings import Settings
from engine.store.audit import AuditLine
from engine.store.base import Base
from engine.store.cases import by_reference
from engine.store.letters import Dispatch
from engine.store.officers import by_username
from tests.shipped import shipped_catalogue

#: one officer a role, and a second one of those who may have to be somebody else
OFFICERS: Mapping[str, tuple[tuple[str, ...], int]] = {
    "desk": (("customer_services",), 1),
    "triage": (("triage_officer",), 2),
    "investigator": (("stage1_investigator",), 3),
    "colleague": (("stage1_investigator",), 3),
    "approver": (("stage1_approver",), 4),
    "reviewer": (("stage2_reviewer",), 6),
    "manager": (("complaints_manager",), 5),
    "hr": (("hr_adviser",), 4),
    "director": (("service_director",), 8),
}
ALICE = {"name": "Alice Sample", "email": "alice@example.org", "text": "The bin was not emptied."}
POSTAL = ("1 Sample Street", "Exampletown", "AB99 9ZZ")
FOUND = {"finding": "upheld", "reason": "Our records show it."}
ONLOOKER = Actor(None, 0, "the test", frozenset(), 0, "officer")


def catalogue() -> Catalogue:
    """The procedures, profiles and letters that Redress is delivered with."""
    return shipped_catalogue()


def london(text: str) -> datetime:
    """``2024-04-03T10:42`` on the council's wall clock."""
    at = datetime.fromisoformat(text)
    return at_london(at.date(), at.time())


class Council:
    """What a test says of a council. Times are London's; a case is known by its reference."""

    def __init__(
        self,
        url: str,
        folder: Path,
        profile: str = "NHDC-2019",
        changed: Mapping[str, object] | None = None,
        known: Catalogue | None = None,
        **settings: Any,
    ) -> None:
        self.clock = SetClock(london("2024-04-03T10:00"))  # a Wednesday
        self.url, self.folder = url, folder
        known = known or catalogue()
        if changed:
            variants = {**known.profiles, profile: variant(known.profiles[profile], changed)}
            known = dataclasses.replace(known, profiles=variants)
        self.office = open_office(
            Settings(url, folder, profile=profile, secret_key="a test's", **settings),
            self.clock,
            known,
        )
        self.people: dict[str, Actor] = {}
        self.hires(OFFICERS)

    def hires(self, officers: Mapping[str, tuple[tuple[str, ...], int]]) -> None:
        """Open accounts that are not there yet: name -> (roles, grade)."""
        with self.office.store.write() as session:
            for name, (roles, grade) in officers.items():
                officer = by_username(session, name) or accounts.add_officer(
                    session, self.office, name.capitalize(), name, name, roles, grade
                )
                self.people[name] = accounts.as_actor(officer)

    def relates(self, person: str, kind: str, other: str) -> None:
        """Declare that one officer manages another."""
        with self.office.store.write() as session:
            preparing.relate(session, self.people[person], kind, self.people[other])

    def at(self, text: str) -> None:
        """It is that time now; nobody sweeps."""
        self.clock.set(london(text))

    def sweeps(self, text: str = "") -> int:
        """The scheduler sweeps, now or at that time."""
        if text:
            self.at(text)
        return scheduler.sweep(self.office)

    def passes(self, text: str) -> None:
        """Time goes on to then; every date on the way comes at its own moment."""
        until, last = london(text), None
        while (due := preparing.next_due(self.office)) is not None and last != due <= until:
            last = due
            self.clock.set(max(due, self.clock.now()))
            self.sweeps()
        self.sweeps(text)

    def receives(self, by: str = "", **values: Any) -> str:
        """A complaint comes in; its reference."""
        return self.receipt(by, **values).reference

    def receipt(self, by: str = "", **values: Any) -> intake.Receipt:
        """The same, with its code."""
        complaint = intake.Complaint(**{**ALICE, **values})
        return intake.receive(self.office, complaint, self.people[by] if by else None)

    def resident(self, reference: str, capacity: str = "complainant") -> Actor:
        """Whoever complained, or their representative."""
        found = preparing.party_of(self.office, reference, capacity)
        assert found is not None
        return found

    def _actor(self, who: str, reference: str) -> Actor:
        return self.people[who] if who in self.people else self.resident(reference, who)

    def does(self, who: str, reference: str, element: str, **answers: object) -> None:
        """Complete a task."""
        actor, task = self._actor(who, reference), self.task(reference, element)
        tasks.complete(self.office, actor, task, answers)

    def acts(self, who: str, reference: str, action: str, **answers: object) -> None:
        """Use an at-any-time action."""
        actions.perform(self.office, self._actor(who, reference), reference, action, answers)

    def file(self, reference: str, who: str = "") -> CaseFile:
        """The case page."""
        actor = self.people[who] if who else ONLOOKER
        return case_file.case_file(self.office, actor, reference)

    def task(self, reference: str, element: str) -> str:
        """The id of an open task."""
        found = [t.id for t in self.file(reference).tasks if t.element == element]
        assert found, f"{element} is not open; open are {self.open_tasks(reference)}"
        return found[0]

    def open_tasks(self, reference: str) -> list[str]:
        """The elements of the open tasks."""
        return sorted(t.element for t in self.file(reference).tasks if t.status == "open")

    def letters(self, reference: str) -> list[str]:
        """The codes of the letters that have left, in their order."""
        return [letter.code for letter in self.file(reference).letters if letter.status == "sent"]

    def ways(self, reference: str) -> list[Dispatch]:
        """The case's dispatches."""
        with self.office.store.read() as session:
            case = by_reference(session, reference).id
            rows = select(Dispatch).where(Dispatch.case_id == case).order_by(Dispatch.id)
            return list(session.scalars(rows))

    def due(self, reference: str, clock: str) -> str:
        """A clock's last due date, ``2024-04-17``; its status too if it runs no more."""
        found = [c for c in self.file(reference).clocks if c.name == clock]
        if not found:
            return "never started"
        ended = "" if found[-1].status == "running" else f" {found[-1].status}"
        return f"{found[-1].due_on}{ended}"

    def audit(self, reference: str) -> list[tuple[str, str]]:
        """(action, subject) of each line of the case's chain."""
        with self.office.store.read() as session:
            case = by_reference(session, reference).id
            lines = select(AuditLine).where(AuditLine.case_id == case).order_by(AuditLine.seq)
            return [(line.action, line.subject) for line in session.scalars(lines)]

    def told(self, reference: str) -> list[tuple[str, str]]:
        """(kind, text) of the case's notices."""
        return [(n.kind, n.text) for n in self.rows("notice")]

    def rows(self, table: str) -> list[Any]:
        """Every row of a table, in order."""
        chosen = Base.metadata.tables[table]
        with self.office.store.read() as session:
            return list(session.execute(select(chosen).order_by(*chosen.primary_key)))

    def everything(self) -> dict[str, list[Any]]:
        """Every row of every table: to compare before and after."""
        return {name: self.rows(name) for name in sorted(Base.metadata.tables)}

    def accepted(self, reference: str = "", **answers: object) -> str:
        """A complaint that triage has accepted; its reference."""
        found = reference or self.receives()
        self.does("triage", found, "triage", triage="accept", **answers)
        return found

    def answered(self, reference: str = "", finding: str = "upheld") -> str:
        """A complaint whose stage 1 answer has left; its reference."""
        found = self.accepted(reference)
        self.sweeps()
        self.answered_now(found, finding)
        return found

    def answered_now(self, reference: str, finding: str = "upheld") -> None:
        """The stage 1 answer to an accepted complaint leaves."""
        points = {p.id: {**FOUND, "finding": finding} for p in self.file(reference).points}
        self.does("investigator", reference, "answer_stage1", points=points)
        self.sweeps()

    def close(self) -> None:
        """Every test ends with the audit verified."""
        faults = [str(fault) for fault in self.office.store.audit_faults()]
        self.office.store.close()
        assert faults == []
