"""The council in which one scenario happens: an office of its own, its people, its clock."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from engine import scheduler
from engine.bootstrap import Store, open_office
from engine.casework import accounts, preparing
from engine.catalogue import Catalogue, variant
from engine.catalogue.definition import Form, Procedure
from engine.clock import SetClock
from engine.errors import BadInput, FormErrors
from engine.permissions import Actor
from engine.scenarios.reading import Scenario, Who
from engine.settings import Settings


class World:
    """An office in a folder of its own, with the scenario's officers and profile.

    ``again``: the moment at which an office that was closed before is opened again.
    """

    def __init__(
        self,
        scenario: Scenario,
        catalogue: Catalogue,
        folder: Path,
        database_url: str = "",
        again: datetime | None = None,
    ) -> None:
        self.scenario = scenario
        self.clock = SetClock(again or _beginning(scenario))
        self.office = open_office(
            Settings(
                database_url=database_url or f"sqlite:///{folder / 'scenario.sqlite3'}",
                var=folder,
                profile=scenario.profile,
                secret_key="scenario",  # noqa: S106  # nobody signs in to a scenario
            ),
            self.clock,
            _with_profile(catalogue, scenario),
        )
        self.officers = self._hired() if again else self._hire()
        self.persons: dict[tuple[str, str], int] = {}  # (case alias, person alias) -> person
        self.cases: dict[str, str] = {}  # alias -> reference
        self.complained: dict[str, str] = {}  # person alias -> the first case of theirs

    def _hire(self) -> dict[str, Actor]:
        found: dict[str, Actor] = {}
        people = self.scenario.people
        with self.office.store.write() as session:
            for who in people.values():
                if who.has_account:
                    officer = accounts.add_officer(
                        session,
                        self.office,
                        who.name,
                        who.id,
                        who.title or who.name,
                        who.roles,
                        who.grade,
                        accounts.Reach(who.email, who.phone, who.address, who.channel),
                        kind=who.kind,
                    )
                    found[who.id] = accounts.as_actor(officer)
            for who in people.values():
                for kind, other in who.ties:
                    preparing.relate(session, found[who.id], kind, found[other])
        return found

    def _hired(self) -> dict[str, Actor]:
        known = preparing.accounts_of(self.office)
        people = self.scenario.people.values()
        return {who.id: known[who.id.lower()] for who in people if who.has_account}

    def who(self, alias: str) -> Who:
        """A person of the scenario. Raises BadInput when nobody has that name."""
        if alias not in self.scenario.people:
            known = ", ".join(self.scenario.people)
            raise BadInput(f"Nobody in this scenario is called “{alias}”. People: {known}.")
        return self.scenario.people[alias]

    def move_to(self, at: datetime) -> None:
        """Let time pass: every date on the way comes at its own moment."""
        scheduler.let_time_pass(self.office, at, self.clock.set)

    @property
    def procedure(self) -> Procedure:
        """The scenario's procedure."""
        found = self.office.catalogue.procedures.get(self.scenario.procedure)
        if found is None:
            raise BadInput(f"There is no procedure {self.scenario.procedure}.")
        return found

    def procedure_of(self, alias: str = "") -> Procedure:
        """The procedure that a case follows now: it may have been moved."""
        if not self.cases:
            return self.procedure
        followed = preparing.procedure_of(self.office, self.reference(alias))
        return self.office.catalogue.procedures[followed]

    def form_of(self, element: str, alias: str = "") -> Form | None:
        """The form of a task of a case."""
        procedure = self.procedure_of(alias)
        for diagram in (procedure.diagram, *procedure.side_diagrams.values()):
            if element in diagram.elements:
                return procedure.forms.get(diagram.elements[element].attributes.get("form", ""))
        return None

    def reference(self, alias: str = "") -> str:
        """The reference of a case by its alias; without one, of the first case."""
        if not self.cases:
            raise BadInput("No case has been opened yet. Begin with `do: complain`.")
        if alias and alias not in self.cases:
            raise BadInput(f"There is no case called “{alias}” in this scenario.")
        return self.cases[alias or next(iter(self.cases))]

    def actor(self, alias: str, case: str = "") -> Actor:
        """A person as somebody who acts. Raises FormErrors when they have no part in the case."""
        if alias in self.officers:
            return self.officers[alias]
        capacity = self.who(alias).party or "complainant"
        found = preparing.party_of(self.office, self.reference(case), capacity)
        if found is None:
            raise FormErrors({"by": f"{alias} has no part in this case yet."})
        return found

    def complainant(self, alias: str) -> int | None:
        """The number of whoever complained in a case."""
        found = preparing.party_of(self.office, self.reference(alias), "complainant")
        return None if found is None else found.person_id

    def outcome(self, alias: str = "") -> Mapping[str, object]:
        """The outcome of a case as it is kept."""
        return preparing.outcome_of(self.office, self.reference(alias))

    def close(self) -> None:
        """Give back the database."""
        self.office.store.close()


def _beginning(scenario: Scenario) -> datetime:
    times = [step.at for step in (*scenario.given, *scenario.steps) if step.at is not None]
    return min(times, default=datetime(2024, 1, 2, 9, tzinfo=UTC))


def _with_profile(catalogue: Catalogue, scenario: Scenario) -> Catalogue:
    if scenario.profile not in catalogue.profiles:
        known = ", ".join(catalogue.profiles)
        raise BadInput(f"There is no profile {scenario.profile}. Profiles: {known}.")
    if not scenario.settings:
        return catalogue
    changed = variant(catalogue.profiles[scenario.profile], scenario.settings)
    return dataclasses.replace(
        catalogue, profiles={**catalogue.profiles, scenario.profile: changed}
    )


def copy_database(template: Path, folder: Path) -> None:
    """A fresh copy of a database that already has its tables: quicker than making them again."""
    if template.exists():
        shutil.copyfile(template, folder / "scenario.sqlite3")


def make_template(folder: Path) -> Path:
    """A database with its tables and nothing in it, to be copied for each scenario."""
    file = folder / "template.sqlite3"
    store = Store(f"sqlite:///{file}")
    store.upgrade()
    store.close()
    return file
