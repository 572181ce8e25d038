"""A council with process owners, and a draft of the corporate complaint that is played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from engine.bootstrap import open_office
from engine.casework import accounts
from engine.clock import SetClock, at_london
from engine.permissions import Actor
from engine.settings import Settings
from engine.store.office import Office
from engine.studio import drafts, plays
from engine.studio.beginnings import Beginning
from engine.studio.drafted import Draft
from engine.studio.play import Entry, Play
from tests.shipped import shipped_catalogue

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
PROCEDURE = "corporate-complaint"
YAML = f"processes/{PROCEDURE}/procedure.yaml"
MAIN = f"processes/{PROCEDURE}/procedure.bpmn"
CATALOGUE = shipped_catalogue()


@dataclass
class Studio:
    """What a test needs of the studio: its office, an owner, one draft."""

    office: Office
    owner: Actor
    number: int = 0
    others: dict[str, Actor] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        return drafts.read(self.office, self.owner, self.number)

    def write(self, texts: Mapping[str, str | None]) -> None:
        drafts.keep(self.office, self.owner, self.number, texts, {})

    def replace(self, file: str, old: str, new: str) -> None:
        text = self.draft.files[file]
        assert old in text, old
        self.write({file: text.replace(old, new)})

    def begin(self, **changes: object) -> None:
        given: dict[str, object] = {
            "channel": "web",
            "received_at": at_london(date(2026, 3, 2), time(10)),
            "answers": {
                "text": "My bin was missed.",
                "points": ["It was missed", "Nobody called"],
            },
        }
        plays.begin(self.office, self.owner, self.draft, Beginning(**{**given, **changes}))  # type: ignore[arg-type]

    def take(self, me: str, **step: object) -> Entry:
        """One step in the play, as this person."""
        raw = {"with" if key == "answers" else key: value for key, value in step.items()}
        with plays.opened(self.office, self.owner, self.draft) as play:
            play.be(me)
            by = {"by": me} if "do" in raw or "task" in raw else {}
            return play.take({**by, **raw})

    def look(self) -> Play:
        """The play as it was left; closed, so that only what is kept can be read."""
        with plays.opened(self.office, self.owner, self.draft) as play:
            return play


def open_studio(folder: Path, database_url: str) -> Studio:
    settings = Settings(database_url, folder, profile="LGSCO-2024", secret_key="k" * 40)
    office = open_office(settings, SetClock(NOW), CATALOGUE)
    people = {
        name: accounts.open_account(
            office,
            name=name.title(),
            username=name,
            password="a good long password",
            title="Process owner",
            roles=["process_owner"],
            grade=5,
        )
        for name in ("ona", "sol")
    }
    studio = Studio(office, people["ona"], others=people)
    studio.number = drafts.begin(office, studio.owner, PROCEDURE, "To try it")
    return studio
