"""Scenarios run two at a time, each by itself; and a step put in where they stop."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from engine.catalogue import Catalogue
from engine.errors import RedressError
from engine.scenarios.reading import scenario_from_text
from engine.scenarios.running import Outcome, run_scenario
from engine.scenarios.world import make_template
from engine.studio.inserting import NewStep, people_for, with_step

WORKERS = 2
#: steps that are put into one scenario
MOST_ADDED = 12


@dataclass(frozen=True, slots=True)
class Task:
    """One scenario to be run. ``step``: to be put in where it stops."""

    file: str
    text: str
    step: NewStep | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it; ``text``: the file, changed where a step was put in."""

    file: str
    text: str
    plain: Mapping[str, Any]
    taken: frozenset[tuple[str, str]]


def all_done(
    catalogue: Catalogue, tasks: Sequence[Task], every: float = 2.0
) -> Iterator[Done | None]:
    """Each scenario, as soon as it is done; None each time that nothing was for so many seconds.

    No database may be open: the processes are forked. They end with whoever asks no further.
    """
    with tempfile.TemporaryDirectory(prefix="redress-trial-") as folder:
        work = partial(_one, catalogue, make_template(Path(folder)))
        with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
            waiting = pool.imap_unordered(work, tasks)
            while True:
                try:
                    yield waiting.next(timeout=every)
                except multiprocessing.TimeoutError:
                    yield None
                except StopIteration:
                    return


def _one(catalogue: Catalogue, template: Path, task: Task) -> Done:
    try:
        outcome = run_scenario(scenario_from_text(task.text, task.file), catalogue, template)
    except RedressError as error:
        name = Path(task.file).stem
        plain = {"id": name, "title": "", "file": task.file, "failures": [str(error)]}
        return Done(task.file, task.text, plain, frozenset())
    text = task.text
    if task.step is not None:
        text, outcome = _mended(catalogue, template, task, outcome)
    return Done(task.file, text, _plain(outcome, task.file), frozenset(outcome.taken))


def _mended(
    catalogue: Catalogue, template: Path, task: Task, outcome: Outcome
) -> tuple[str, Outcome]:
    """The scenario with the step wherever it stops at it, as far as that goes."""
    text, step = task.text, task.step
    assert step is not None
    for _ in range(MOST_ADDED):
        better = _further(catalogue, template, task.file, text, outcome, step)
        if better is None:
            break
        text, outcome = better
    return text, outcome


def _further(
    catalogue: Catalogue, template: Path, file: str, text: str, outcome: Outcome, step: NewStep
) -> tuple[str, Outcome] | None:
    """One more step in it, if the scenario then goes further than that step."""
    stop = outcome.stop
    waits = [alias for alias, names in stop.open.items() if step.element in names] if stop else []
    if stop is None or not waits:
        return None
    first = next(iter(stop.open))
    case = "" if waits[0] == first else waits[0]
    for timed in (False, True):
        for by in people_for(outcome.scenario, step):
            changed = with_step(text, outcome.scenario, stop.step, step, by, case, timed)
            if changed is None:
                continue
            tried = run_scenario(scenario_from_text(changed, file), catalogue, template)
            own = stop.step or len((*tried.scenario.given, *tried.scenario.steps))
            if tried.stop is None or tried.stop.step != own:
                return changed, tried
    return None


def _plain(outcome: Outcome, file: str) -> dict[str, Any]:
    stop, scenario = outcome.stop, outcome.scenario
    plain: dict[str, Any] = {
        "id": scenario.id,
        "title": scenario.title,
        "file": file,
        "failures": list(outcome.failures),
    }
    if stop is not None:
        open_then = {alias: list(names) for alias, names in stop.open.items()}
        plain |= {"step": stop.step, "open": open_then, "ended": stop.ended}
    return plain
