"""A council in an empty folder, with one officer a role, to measure in. Nobody here is real."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.bootstrap import open_office
from engine.casework import accounts, intake, tasks
from engine.catalogue import Catalogue
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.clock import SetClock
from engine.desk import case_file
from engine.permissions import Actor
from engine.settings import Settings

PROCEDURE = "corporate-complaint"
#: a Wednesday within office hours
NOW = datetime(2024, 4, 3, 9, 0, tzinfo=UTC)
#: one password for accounts that exist while a measurement runs
PASSWORD = "bench-council-2026"  # noqa: S105
OFFICERS: Mapping[str, tuple[tuple[str, ...], int]] = {
    "triage": (("triage_officer",), 2),
    "investigator": (("stage1_investigator",), 3),
    "approver": (("stage1_approver",), 4),
    "manager": (("complaints_manager",), 5),
    "owner": (("process_owner",), 5),
}
FOUND = {"finding": "upheld", "reason": "Our records show it."}


class Council:
    """An office on SQLite, its officers, and complaints as they come in."""

    def __init__(self, folder: Path, catalogue: Catalogue, profile: str) -> None:
        self.clock = SetClock(NOW)
        settings = Settings(
            database_url=f"sqlite:///{folder / 'bench.sqlite3'}",
            var=folder,
            profile=profile,
            secret_key="bench",  # noqa: S106  # nobody else signs in to a measurement
        )
        self.office = open_office(settings, self.clock, catalogue)
        self.officers: Mapping[str, Actor] = {
            name: accounts.open_account(
                self.office,
                name=f"{name.capitalize()} Sample",
                username=name,
                password=PASSWORD,
                title=name.capitalize(),
                roles=roles,
                grade=grade,
            )
            for name, (roles, grade) in OFFICERS.items()
        }

    @property
    def procedure(self) -> Procedure:
        """The corporate complaint."""
        return self.office.catalogue.procedures[PROCEDURE]

    @property
    def profile(self) -> Profile:
        """The rules of the complaints made here."""
        return self.office.catalogue.profile_for(self.office.settings.profile, NOW.date())

    def complaint(self) -> str:
        """A complaint comes in; its reference."""
        self.clock.set(self.clock.now() + timedelta(milliseconds=1))
        complaint = intake.Complaint(
            name="Alice Sample",
            email="alice@example.org",
            address=("1 Sample Street", "Exampletown", "ZZ99 9ZZ"),
            text="The bin was missed. Nobody phoned back.",
            points=("The bin was missed", "Nobody phoned back"),
        )
        return intake.receive(self.office, complaint).reference

    def task(self, reference: str) -> str:
        """The id of the case's open task."""
        file = case_file.case_file(self.office, self.officers["manager"], reference)
        return next(task.id for task in file.tasks if task.status == "open")

    def does(self, who: str, task: str, answers: Mapping[str, object]) -> None:
        """An officer completes a task: the verb that is measured."""
        tasks.complete(self.office, self.officers[who], task, answers)

    def accepted(self) -> str:
        """A complaint that triage has accepted; its reference."""
        reference = self.complaint()
        self.does("triage", self.task(reference), {"triage": "accept"})
        return reference

    def answer(self) -> dict[str, object]:
        """A stage 1 answer that somebody checks first: no letter leaves with it."""
        points: Mapping[str, object] = {"p1": FOUND, "p2": FOUND}
        return {"points": points, "approver": self.officers["approver"].officer_id}

    def close(self) -> None:
        """Give back the database."""
        self.office.store.close()
