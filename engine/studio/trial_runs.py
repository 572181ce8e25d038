"""Running the scenarios of a draft, in a process of its own; the store shows how far it is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.casework import accounts
from engine.errors import BadFiles, BadInput, NotNow, RedressError
from engine.permissions import Actor
from engine.settings import Settings
from engine.store import drafts as kept
from engine.store import trials as rows
from engine.store.drafts import Trial
from engine.store.office import Office
from engine.studio import drafts
from engine.studio.drafted import Draft
from engine.studio.inserting import NewStep
from engine.studio.owners import require_owner
from engine.studio.playable import catalogue_of
from engine.studio.trial_work import Done, Task, all_done
from engine.studio.trials import is_running, last_of, scenario_files

#: seconds that a trial may take, and between two notes of how far it is
LONGEST, NOTED = 1_200, 2.0
_RUNNING: list[subprocess.Popen[bytes]] = []


def start(office: Office, actor: Actor, draft: Draft) -> None:
    """Run all scenarios of the draft, in a process of its own. Raises NotNow while one runs."""
    require_owner(actor)
    if not scenario_files(draft):
        raise NotNow("The draft has no scenario. Play it once and save the play as a scenario.")
    _begin(office, draft, {})


def add_step(
    office: Office, actor: Actor, draft: Draft, scenarios: Sequence[str], step: NewStep
) -> None:
    """Put a step into these scenarios where they stop, likewise; they are run until they pass or
    stop elsewhere.
    """
    require_owner(actor)
    last = last_of(office, draft)
    if last is None or last.content != draft.content or last.finished_at is None:
        raise NotNow("The scenarios have not been run since the draft was changed. Run them.")
    mend = {
        "scenarios": list(scenarios),
        "element": step.element,
        "roles": list(step.roles),
        "answers": dict(step.answers),
        "officer": actor.officer_id,
        "after": last.number,
    }
    _begin(office, draft, {"mend": mend})


def _begin(office: Office, draft: Draft, results: dict[str, Any]) -> None:
    now = office.clock.now()
    with office.store.write() as session:
        row = kept.last_trial(session, draft.id)
        if row is not None and is_running(row):
            raise NotNow("The scenarios of this draft are being run.")
        session.add(_new(draft, now, results))
    _RUNNING[:] = [each for each in _RUNNING if each.poll() is None]
    _RUNNING.append(_process(office.settings, draft.id))


def _new(draft: Draft, now: datetime, results: Mapping[str, Any]) -> Trial:
    return Trial(
        draft_id=draft.id,
        content=draft.content,
        started_at=now,
        total=0,
        done=0,
        results={**results, "beat": time.time()},
        error="",
    )


def _process(settings: Settings, draft_id: int) -> subprocess.Popen[bytes]:
    own = {
        "DATABASE_URL": settings.database_url,
        "VAR": str(settings.var.resolve()),
        "PROCESSES": str(settings.processes),
        "LETTERS": str(settings.letters),
        "PROFILE": settings.profile,
        "SECRET_KEY": settings.secret_key,
        "DEMO": "1" if settings.demo else "",
    }
    others = {k: v for k, v in os.environ.items() if not k.startswith("REDRESS_")}
    with (settings.var / "trial.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603  # our own command, no text of anybody's
            [sys.executable, "-m", "engine", "scenario", "run", "--draft", str(draft_id)],
            env={**others, **{f"REDRESS_{name}": value for name, value in own.items()}},
            cwd=Path(__file__).resolve().parents[2],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def run(office: Office, draft_id: int) -> int:
    """Run the trial that waits, or a new one; how many scenarios failed. For the command line."""
    with office.store.write() as session:
        draft = drafts.whole(session, kept.by_id(session, draft_id))
        row = kept.last_trial(session, draft_id)
        if row is None or row.finished_at is not None or row.total:
            row = _new(draft, office.clock.now(), {})
            session.add(row)
            session.flush()
        row.content = draft.content
        number, mend = row.id, row.results.get("mend")
    began = time.monotonic()
    try:
        return _run(office, draft, number, mend, began)
    except BadFiles as broken:
        problem = broken.problems[0]
        _end(office, number, error=f"The draft cannot be run: {problem.reason} {problem.fix}")
    except Exception as error:
        said = str(error) if isinstance(error, RedressError) else "The run was broken off."
        _end(office, number, error=said)
        raise
    return -1


def _run(
    office: Office, draft: Draft, number: int, mend: Mapping[str, Any] | None, began: float
) -> int:
    catalogue = catalogue_of(office, draft)
    files = scenario_files(draft)
    before, taken, tasks = _tasks(office, files, mend)
    done: list[Done] = []
    noted = 0.0
    _note(office, number, 0, len(tasks))
    office.store.close()
    for each in all_done(catalogue, tasks, NOTED):
        if each is not None:
            done.append(each)
            taken |= each.taken
        if time.monotonic() - began > LONGEST:
            raise BadInput(f"The scenarios took longer than {LONGEST // 60} minutes.")
        if time.monotonic() - noted > NOTED:
            noted = time.monotonic()
            _note(office, number, len(done), len(tasks))
    said = _written(office, draft, number, mend, done) if mend else ""
    ran = sorted([*before, *(each.plain for each in done)], key=lambda each: each["file"])
    seconds = round(time.monotonic() - began, 1)
    results = {"scenarios": ran, "taken": sorted(taken), "seconds": seconds, "said": said}
    _end(office, number, results, done=len(tasks))
    return sum(bool(each["failures"]) for each in ran)


def _tasks(
    office: Office, files: Mapping[str, str], mend: Mapping[str, Any] | None
) -> tuple[list[Mapping[str, Any]], set[tuple[str, str]], list[Task]]:
    """What is known of others from the trial before, the flows that it took, and what to run."""
    if not mend:
        return [], set(), [Task(file, text) for file, text in files.items()]
    with office.store.write() as session:
        results = rows.trial(session, mend["after"]).results
    known = results["scenarios"]
    step = NewStep(mend["element"], tuple(mend["roles"]), mend["answers"])
    wanted = {each["file"] for each in known if each["id"] in mend["scenarios"]}
    return (
        [each for each in known if each["file"] not in wanted],
        {(diagram, flow) for diagram, flow in results["taken"]},
        [Task(file, files[file], step) for file in sorted(wanted) if file in files],
    )


def _written(
    office: Office, draft: Draft, number: int, mend: Mapping[str, Any], done: Iterable[Done]
) -> str:
    """The files that have the step now, kept in the draft; how many of them pass, in words."""
    new = {each.file: each.text for each in done if each.text != draft.files[each.file]}
    pass_now = sum(not each.plain["failures"] for each in done)
    if new:
        actor = accounts.actor_of(office, mend["officer"])
        seen = {file: draft.fingerprint(file) for file in new}
        kept_now = drafts.keep(office, actor, draft.id, new, seen)
        if kept_now.split:
            raise BadInput(
                "Somebody changed these scenarios meanwhile. Draft"
                f" {kept_now.draft_id} has them with the step; run them there."
            )
        with office.store.write() as session:
            content = drafts.whole(session, kept.by_id(session, draft.id)).content
            rows.trial(session, number).content = content
    files = "1 scenario" if len(new) == 1 else f"{len(new)} scenarios"
    return f"The step was put into {files}. {pass_now} of them pass now."


def _note(office: Office, number: int, done: int, total: int) -> None:
    with office.store.write() as session:
        row = rows.trial(session, number)
        row.done, row.total = done, total
        row.results = {**row.results, "beat": time.time()}


def _end(
    office: Office,
    number: int,
    results: Mapping[str, Any] | None = None,
    done: int = 0,
    error: str = "",
) -> None:
    with office.store.write() as session:
        row = rows.trial(session, number)
        row.finished_at, row.error = office.clock.now(), error
        if results is not None:
            row.results, row.done = dict(results), done
