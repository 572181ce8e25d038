"""The scenarios of a draft, run: what came of them, and which of them are set aside, and why."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.errors import BadInput, FormErrors, NotNow
from engine.permissions import Actor
from engine.store import drafts as kept
from engine.store import trials as rows
from engine.store.drafts import Trial
from engine.store.office import Office
from engine.studio import drafts
from engine.studio.drafted import Draft
from engine.studio.house import SCENARIOS
from engine.studio.owners import require_owner

#: a trial that has not been heard of for so many seconds has been broken off
SILENT = 90.0
_ID = re.compile(r"^scenario:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ran:
    """A scenario that was run. ``step``: where it first failed, 0 at the end; ``open``: the tasks
    that were open then, by case; ``aside``: why it is set aside.
    """

    id: str
    title: str
    file: str
    failures: tuple[str, ...]
    step: int = 0
    open: Mapping[str, tuple[str, ...]] | None = None
    ended: bool = False
    aside: str = ""

    @property
    def counts(self) -> bool:
        """Whether it failed and nobody has set it aside."""
        return bool(self.failures) and not self.aside


@dataclass(frozen=True, slots=True)
class TrialResult:
    """A trial as far as it has come. ``taken``: (diagram, flow) passed by any scenario."""

    number: int
    content: str
    started_at: datetime
    finished_at: datetime | None
    running: bool
    total: int
    done: int
    error: str
    seconds: float
    said: str
    ran: tuple[Ran, ...]
    taken: frozenset[tuple[str, str]]

    @property
    def failed(self) -> tuple[Ran, ...]:
        """Those that failed and are not set aside."""
        return tuple(each for each in self.ran if each.counts)

    @property
    def passed(self) -> tuple[Ran, ...]:
        """Those that passed."""
        return tuple(each for each in self.ran if not each.failures)

    @property
    def good(self) -> bool:
        """Finished, and no failure that is not set aside."""
        return self.finished_at is not None and not self.error and not self.failed


def result_of(office: Office, draft: Draft) -> TrialResult | None:
    """The last trial of exactly what the draft holds now; None when there was none."""
    with office.store.read() as session:
        found = rows.of_content(session, draft.content)
        return None if found is None else _result(found, draft)


def last_of(office: Office, draft: Draft) -> TrialResult | None:
    """The last trial of the draft, whatever it held then."""
    with office.store.read() as session:
        found = kept.last_trial(session, draft.id)
        return None if found is None else _result(found, draft)


def obstacle(office: Office, draft: Draft) -> tuple[str, ...]:
    """Why the draft's scenarios stand against publishing it; nothing when they do not."""
    if not scenario_files(draft):
        return ("The draft has no scenario. Play it once and save the play as a scenario.",)
    result = result_of(office, draft)
    if result is None or result.error or not (result.finished_at or result.running):
        return ("Its scenarios have not been run since it was last changed.",)
    if result.finished_at is None:
        return ("Its scenarios are being run.",)
    if number := len(result.failed):
        fail = "1 scenario fails" if number == 1 else f"{number} scenarios fail"
        return (f"{fail}. Mend the draft or the scenario, or set it aside with a reason.",)
    return ()


def scenario_files(draft: Draft) -> dict[str, str]:
    """The draft's own scenarios: place in the house -> text."""
    folder = f"processes/{draft.of}/{SCENARIOS}"
    return {file: text for file, text in draft.files.items() if file.startswith(folder)}


def is_running(row: Trial) -> bool:
    """Whether its process is at work, by the machine's own time: a demo's may have been moved."""
    return row.finished_at is None and time.time() - float(row.results.get("beat", 0)) < SILENT


def _result(row: Trial, draft: Draft) -> TrialResult:
    kept_of: Mapping[str, Any] = row.results or {}
    return TrialResult(
        number=row.id,
        content=row.content,
        started_at=row.started_at,
        finished_at=row.finished_at,
        running=is_running(row),
        total=row.total,
        done=row.done,
        error=row.error,
        seconds=float(kept_of.get("seconds", 0)),
        said=str(kept_of.get("said", "")),
        ran=tuple(_ran(each, draft.set_aside) for each in kept_of.get("scenarios", ())),
        taken=frozenset((diagram, flow) for diagram, flow in kept_of.get("taken", ())),
    )


def _ran(each: Mapping[str, Any], aside: Mapping[str, str]) -> Ran:
    open_then = {alias: tuple(names) for alias, names in each.get("open", {}).items()}
    return Ran(
        id=each["id"],
        title=each["title"],
        file=each["file"],
        failures=tuple(each["failures"]),
        step=int(each.get("step", 0)),
        open=open_then,
        ended=bool(each.get("ended")),
        aside=str(aside.get(each["id"], "")),
    )


def set_aside(
    office: Office, actor: Actor, draft_id: int, scenarios: Iterable[str], reason: str
) -> None:
    """These scenarios tell the procedure as it was: they do not count any more, for a reason."""
    require_owner(actor)
    names = tuple(dict.fromkeys(scenarios))
    if not names:
        raise BadInput("Choose the scenarios that are to be set aside.")
    if not reason.strip():
        raise FormErrors({"reason": "Say why they are no longer true, for whoever approves."})
    draft = drafts.read(office, actor, draft_id)
    last = last_of(office, draft)
    known = {each.id for each in (last.ran if last else ())}
    known |= {name for text in scenario_files(draft).values() for name in _ID.findall(text)}
    if unknown := [name for name in names if name not in known]:
        raise BadInput(f"The draft has no scenario {unknown[0][:80]}.")
    said = f"Set aside {_listed(names)}: {reason.strip()}"
    _change(office, actor, draft_id, dict.fromkeys(names, reason.strip()), said)


def put_back(office: Office, actor: Actor, draft_id: int, scenarios: Iterable[str]) -> None:
    """These scenarios count again."""
    require_owner(actor)
    names = tuple(dict.fromkeys(scenarios))
    _change(office, actor, draft_id, dict.fromkeys(names, ""), f"Put back {_listed(names)}.")


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:3])
    what = "scenario" if len(names) == 1 else f"{len(names)} scenarios:"
    return f"{what} {shown}{' and others' if len(names) > 3 else ''}"


def _change(
    office: Office, actor: Actor, draft_id: int, reasons: Mapping[str, str], what: str
) -> None:
    with office.store.write() as session:
        row = kept.by_id(session, draft_id, for_change=True)
        if row.status != "open":
            raise NotNow("Only scenarios of an open draft are set aside or put back.")
        now = {name: why for name, why in {**row.set_aside, **reasons}.items() if why}
        row.set_aside, row.revision = now, row.revision + 1
        row.editors = {**row.editors, str(actor.person_id): actor.name}
        drafts.note(office, session, draft_id, actor, what)
