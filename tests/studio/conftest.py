"""An office with two process owners and somebody who is none, fresh for each test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from engine.bootstrap import Office, open_office
from engine.casework import accounts
from engine.catalogue import Catalogue
from engine.clock import SetClock, at_london
from engine.permissions import Actor
from engine.settings import Settings
from engine.store.drafts import Trial
from engine.store.officers import by_username
from engine.studio import drafts
from engine.studio.drafted import Draft
from tests.shipped import shipped_catalogue

PEOPLE: Mapping[str, tuple[str, ...]] = {
    "ona": ("process_owner",),
    "sol": ("process_owner",),
    "mia": ("complaints_manager",),
}


def at(text: str) -> datetime:
    """An instant by London's clock: 2024-04-03T10:00."""
    said = datetime.fromisoformat(text)  # as the wall clock shows it
    return at_london(said.date(), said.time())


@dataclass
class Studio:
    """An office and the people who write its procedures."""

    office: Office
    clock: SetClock
    people: Mapping[str, Actor]

    def begins(self, who: str = "ona", procedure: str = "contact-standards") -> Draft:
        """A draft of a procedure; the smallest, where it does not matter."""
        return self.read(drafts.begin(self.office, self.people[who], procedure))

    def read(self, draft_id: int) -> Draft:
        """A draft as it is now."""
        return drafts.read(self.office, self.people["ona"], draft_id)

    def writes(self, draft: Draft, file: str, old: str, new: str, who: str = "ona") -> Draft:
        """Replace one passage of a file, which must be there once."""
        assert draft.files[file].count(old) == 1, draft.files[file].count(old)
        text = draft.files[file].replace(old, new)
        seen = {file: draft.fingerprint(file)}
        return self.read(
            drafts.keep(self.office, self.people[who], draft.id, {file: text}, seen).draft_id
        )

    def scenarios_passed(self, draft: Draft) -> None:
        """As if every scenario of what the draft holds now had been run and had passed."""
        now = self.office.clock.now()
        with self.office.store.write() as session:
            session.add(
                Trial(
                    draft_id=draft.id,
                    content=draft.content,
                    started_at=now,
                    finished_at=now,
                    total=1,
                    done=1,
                    results={"ran": [], "taken": []},
                )
            )


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The procedures, profiles and letters of this house."""
    return shipped_catalogue()


def open_studio(url: str, folder: Path, catalogue: Catalogue) -> Studio:
    """The office on that database; its people are hired where they are not there yet."""
    clock = SetClock(at("2024-04-03T10:00"))
    settings = Settings(url, folder, profile="DEMO-COUNCIL", secret_key="a test's")
    office = open_office(settings, clock, catalogue)
    people = {}
    with office.store.write() as session:
        for name, roles in PEOPLE.items():
            found = by_username(session, name)
            row = found or accounts.add_officer(
                session, office, name.capitalize(), name, name, roles, 5
            )
            people[name] = accounts.as_actor(row)
    return Studio(office, clock, people)


@pytest.fixture
def studio(sqlite_url: str, tmp_path: Path, shipped: Catalogue) -> Iterator[Studio]:
    """A studio in a database of its own."""
    opened = open_studio(sqlite_url, tmp_path, shipped)
    yield opened
    opened.office.store.close()


@pytest.fixture
def any_studio(database_url: str, tmp_path: Path, shipped: Catalogue) -> Iterator[Studio]:
    """The same, once on each kind of database."""
    opened = open_studio(database_url, tmp_path, shipped)
    yield opened
    opened.office.store.close()
