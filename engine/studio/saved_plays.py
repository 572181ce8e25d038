"""A play is kept as a scenario of its draft, beside the diagram."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.catalogue import Catalogue
from engine.errors import FormErrors
from engine.permissions import Actor
from engine.scenarios.reading import scenario_from_text
from engine.scenarios.running import run_scenario
from engine.store.office import Office
from engine.studio import drafts
from engine.studio.drafted import Draft
from engine.studio.house import SCENARIOS
from engine.studio.play import Play
from engine.studio.playable import catalogue_of
from engine.studio.scenario_text import scenario_text
from engine.studio.told import scenario_of

_ID = re.compile(r"^scenario:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
LONGEST_TITLE, LONGEST_NAME = 200, 60


@dataclass(frozen=True, slots=True)
class Saved:
    """The scenario that was kept. ``split``: in another draft; ``failures``: when it was run."""

    draft_id: int
    file: str
    split: bool
    failures: tuple[str, ...]


def save(office: Office, actor: Actor, draft: Draft, play: Play, title: str) -> Saved:
    """Write the play into the draft as a scenario. Raises FormErrors."""
    said = " ".join(title.split())
    name = _name(said)
    file = f"processes/{draft.of}/{SCENARIOS}{name}.yaml"
    _check(draft, said, name, file)
    catalogue = catalogue_of(office, draft)
    text, failures = _written(play, name, said, file, catalogue, whole=False)
    if failures:  # somebody who does nothing may matter all the same
        text, failures = _written(play, name, said, file, catalogue, whole=True)
    kept = drafts.keep(office, actor, draft.id, {file: text}, {file: ""})
    return Saved(kept.draft_id, file, kept.split, failures)


def _name(title: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return words if len(words) <= LONGEST_NAME else words[:LONGEST_NAME].rpartition("-")[0]


def _check(draft: Draft, title: str, name: str, file: str) -> None:
    if not name:
        raise FormErrors({"title": "Say in one sentence what the scenario shows."})
    if len(title) > LONGEST_TITLE:
        raise FormErrors({"title": f"This must be {LONGEST_TITLE} characters or fewer."})
    known = {each for text in draft.files.values() for each in _ID.findall(text)}
    if file in draft.files or name in known:
        raise FormErrors({"title": f"There is a scenario “{name}” already. Say it otherwise."})


def _written(
    play: Play, name: str, title: str, file: str, catalogue: Catalogue, whole: bool
) -> tuple[str, tuple[str, ...]]:
    text = scenario_text(scenario_of(play, name, title, whole))
    outcome = run_scenario(scenario_from_text(text, file), catalogue)
    return text, tuple(outcome.failures)
