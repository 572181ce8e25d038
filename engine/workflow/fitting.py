"""Whether a run that is under way can go on under another version of its diagram.

Never the engine's own migration, which sets timers and tasks anew: a saved run holds the names of
what waits and nothing of the diagram, so it can be read under the other version wherever those
names mean the same there. Here that is judged, element by element; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson

from engine.errors import RedressError
from engine.workflow.around import Ways, missed, watched
from engine.workflow.effects import Moved, OpenTask, WaitingTimer
from engine.workflow.joins import InclusiveGateway, ParallelGateway
from engine.workflow.program import Program
from engine.workflow.specs import BoundaryEvent, CallActivity
from engine.workflow.steps import Run, look
from engine.workflow.tokens import LIVE, tree

_KEPT = 4096  # where cases stand: many stand at the same step


@dataclass(frozen=True, slots=True)
class Fit:
    """How a run fits another version of its diagram.

    ``blocked``: why it cannot go on there, in sentences. ``missed``: titles of steps that lie
    before the place where it stands there, did not here, and will not be done. ``stages``: the
    stage of each sub-process that it stands in, where that differs (was, is). ``tasks`` and
    ``timers``: what waits, as it is here and there, by its element.
    """

    blocked: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    stages: tuple[tuple[str, str], ...] = ()
    tasks: tuple[tuple[OpenTask, OpenTask], ...] = ()
    timers: tuple[tuple[WaitingTimer, WaitingTimer], ...] = ()


def fitting(old: Program, new: Program, state: bytes) -> Fit:
    """How a run saved under ``old`` fits ``new``. Ids and dates in the answer are not the run's.

    The same place is judged once, however many cases stand there.
    """
    return _judged(old, new, _anywhere(state))


def _anywhere(state: bytes) -> bytes:
    """The same place in a run of no case in particular: its ids are counted, its dates one."""
    version, frames = orjson.loads(state)
    ids: dict[str, str] = {}
    for _, rows in frames:
        for row in rows:
            if len(row) > 3 and row[3]:
                row[3] = ids.setdefault(row[3], str(UUID(int=len(ids) + 1)))
            if len(row) > 4 and row[4]:
                row[4] = _ONE_DAY
    for frame in frames:
        frame[0] = ids.get(frame[0], frame[0])
    return orjson.dumps([version, frames])


_ONE_DAY = "2000-01-01T00:00:00+00:00"


@lru_cache(maxsize=_KEPT)
def _judged(old: Program, new: Program, state: bytes) -> Fit:
    run = Run(old, {}, None, state)
    found = _Comparison(run.workflow, new)
    found.frame(run.workflow, new.spec)
    if found.blocked:
        return Fit(tuple(dict.fromkeys(found.blocked)), stages=tuple(found.stages))
    here, there = run.moved(), _there(new, state)
    if there is None:
        return Fit(("What waits in it cannot be read under the new version.",))
    return Fit(
        missed=tuple(dict.fromkeys(found.missed)),
        stages=tuple(found.stages),
        tasks=tuple(_pairs(here.open, there.open)),
        timers=tuple(_pairs(here.timers, there.timers)),
    )


def _there(new: Program, state: bytes) -> Moved | None:
    try:
        return look(new, state, {})
    except RedressError:
        return None


def _pairs(here: Any, there: Any) -> Iterator[tuple[Any, Any]]:
    known = {each.id: each for each in there}
    return ((each, known[each.id]) for each in here if each.id in known)


class _Comparison:
    """One run against one other version, frame by frame: the process, then what is under way."""

    def __init__(self, workflow: Any, new: Program) -> None:
        self.workflow, self.new = workflow, new
        self.blocked: list[str] = []
        self.missed: list[str] = []
        self.stages: list[tuple[str, str]] = []

    def frame(self, frame: Any, spec: Any) -> None:
        """Compare where one process or sub-process stands."""
        tasks = list(tree(frame))
        live = [task for task in tasks if task.state & LIVE]
        known = spec.task_specs
        self.blocked.extend(why for task in live for why in self._waits(task, spec))
        gone = [task.task_spec for task in tasks if task.task_spec.name not in known]
        if gone and not self.blocked:
            self.blocked.append(_gone_behind(gone[0]))
        if self.blocked:
            return
        here, there = Ways(frame.spec), Ways(spec)
        self.blocked.extend(_joins(here, there, live))
        self.missed.extend(missed(here, there, [task.task_spec.name for task in live]))
        for task in live:
            self._inside(task, spec)

    def _waits(self, task: Any, spec: Any) -> Iterator[str]:
        """Why the place of one live task is no place of the other version."""
        was, now = task.task_spec, spec.task_specs.get(task.task_spec.name)
        title = _title(was)
        if isinstance(was, BoundaryEvent):
            return  # the step at whose edge it waits tells of it
        if now is None:
            yield self._gone(was, title)
        elif type(was) is not type(now):
            yield f"“{title}”, where the case stands, is another kind of step in the new version."
        elif isinstance(was, ParallelGateway | InclusiveGateway):
            if sorted(was._inputs) != sorted(now._inputs):
                yield f"Another set of ways comes together at “{title}”, where the case waits."
        else:
            yield from _edge(was, now, title)

    def _gone(self, was: Any, title: str) -> str:
        everywhere = (self.new.spec, *self.new.inner.values())
        if any(was.name in other.task_specs for other in everywhere):
            return f"“{title}”, where the case stands, is in another sub-process there."
        if getattr(was, "event_definition", None) is not None:
            return f"The date “{title}”, for which the case waits, is not in the new version."
        return f"“{title}”, where the case stands, is not in the new version."

    def _inside(self, task: Any, spec: Any) -> None:
        """Go on with the sub-process that a live task is."""
        inside = self.workflow.subprocesses.get(task.id)
        if inside is None:
            return
        was, now = task.task_spec, spec.task_specs[task.task_spec.name]
        stages = (was.extensions.get("stage", ""), now.extensions.get("stage", ""))
        if stages[0] != stages[1]:
            self.stages.append(stages)
        if isinstance(was, CallActivity) and was.spec != now.spec:
            self.blocked.append(f"“{_title(was)}”, where the case stands, is another diagram.")
        elif now.spec not in self.new.inner:
            self.blocked.append(f"“{_title(was)}”, where the case stands, is not there.")
        else:
            self.frame(inside, self.new.inner[now.spec])


def _edge(was: Any, now: Any, title: str) -> Iterator[str]:
    """The dates that are watched while a step is under way must be the same ones."""
    here, there = watched(was), watched(now)
    for name in here.keys() | there.keys():
        timer = _title((here.get(name) or there[name])[0])
        if name not in there:
            yield f"The date “{timer}” beside “{title}”, where the case stands, is not there."
        elif name not in here:
            yield f"The date “{timer}” beside “{title}”, where the case stands, is new."
        elif here[name][1:] != there[name][1:]:
            yield f"The date “{timer}” beside “{title}”, where the case stands, is another one."


def _gone_behind(was: Any) -> str:
    """A step that is done, and that holds apart what is still under way."""
    name = str(was.bpmn_id or was.name).removesuffix(".BoundaryEventSplit")
    return f"What holds the ways of the case apart, “{was.bpmn_name or name}”, is not there."


def _joins(here: Ways, there: Ways, live: list[Any]) -> Iterator[str]:
    """Where several ways under way come together, they must do so in both versions."""
    names = [task.task_spec.name for task in live]
    before, after = here.meeting(names), there.meeting(names)
    for name in before.keys() | after.keys():
        if before.get(name) != after.get(name):
            spec = here.specs.get(name) or there.specs[name]
            yield f"The ways of the case come together differently, at “{_title(spec)}”."


def _title(spec: Any) -> str:
    return str(spec.bpmn_name or spec.bpmn_id or spec.name)
