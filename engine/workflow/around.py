"""What lies around the place where a run stands: before it, at its edge, and where ways meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit

from engine.workflow.joins import InclusiveGateway, ParallelGateway
from engine.workflow.specs import (
    BoundaryEvent,
    CallActivity,
    CatchEvent,
    Milestone,
    SendTask,
    SetTask,
    SubProcess,
    UserTask,
)

_DOES = UserTask | SendTask | SetTask | SubProcess | CallActivity | CatchEvent
_PARTS = ParallelGateway | InclusiveGateway

#: join -> for each way into it, the tokens that may come by it; whatever the ways are called
Meeting = Mapping[str, Sequence[tuple[str, ...]]]


class Ways:
    """The ways of one process or sub-process, as the engine knows them."""

    def __init__(self, spec: Any) -> None:
        self.specs: Mapping[str, Any] = spec.task_specs
        self.start = str(spec.start.name)

    def onward(self, name: str) -> Iterator[str]:
        """What may come next."""
        if name in self.specs:
            yield from self.specs[name]._outputs

    def backward(self, name: str) -> Iterator[str]:
        """What may have come before."""
        if name in self.specs:
            yield from self.specs[name]._inputs

    def after(self, begin: Iterable[str], without: Iterable[str] = ()) -> set[str]:
        """Everything that can be got to, itself included, past nothing of ``without``."""
        return _reach(begin, self.onward, without)

    def before(self, name: str) -> set[str]:
        """The steps that lie between the start and a place, on any way that leads there first.

        What can only be got to through the place itself, round a loop, lies after it.
        """
        place = (name, f"{name}.BoundaryEventSplit")
        ahead = self.after([self.start], place)
        behind = _reach(self.backward(name), self.backward, place[:1])
        return {each for each in ahead & behind if self._is_step(each)}

    def _is_step(self, name: str) -> bool:
        spec = self.specs[name]
        records = isinstance(spec, Milestone) and "records" in spec.extensions
        return isinstance(spec, _DOES) or records

    def meeting(self, live: Sequence[str]) -> Meeting:
        """The joins at which the tokens of ``live`` meet, and who may come by which way.

        A fork that lies wholly ahead brings its own join with it, and asks nothing of the tokens.
        """
        found = {}
        for name in self.after(live):
            spec = self.specs[name]
            if isinstance(spec, _PARTS) and len(spec._inputs) > 1 and not self._whole(name, live):
                reached = {one: self.after([one], [name]) for one in live}
                comers = (
                    tuple(sorted(one for one in live if way in reached[one]))
                    for way in spec._inputs
                )
                found[name] = sorted(comers)
        return found

    def _whole(self, join: str, live: Sequence[str]) -> bool:
        """Whether a fork ahead parts what this join brings together again."""
        ways = set(self.specs[join]._inputs)
        for name in self.after(live) - {join}:
            spec = self.specs[name]
            if isinstance(spec, _PARTS) and len(spec._outputs) > 1:
                past = self.after(live, [name])
                if join not in past and name not in live and ways <= self.after([name], [join]):
                    return True
        return False


def _reach(
    begin: Iterable[str], step: Callable[[str], Iterable[str]], without: Iterable[str] = ()
) -> set[str]:
    closed = set(without)
    seen: set[str] = set()
    waiting = list(begin)
    first = set(waiting)
    while waiting:
        name = waiting.pop()
        if name in seen or (name in closed and name not in first):
            continue
        seen.add(name)
        waiting.extend(step(name))
    return seen - (closed - first)


def missed(here: Ways, there: Ways, live: Sequence[str]) -> Iterator[str]:
    """Titles of the steps before where a run stands there that were not before it here.

    One that another token still comes to is not missed.
    """
    for name in live:
        others = there.after([one for one in live if one != name], [name])
        for step in sorted(there.before(name) - here.before(name) - others):
            spec = there.specs[step]
            yield str(spec.bpmn_name or spec.name)


def watched(spec: Any) -> dict[str, tuple[Any, bool, str, str]]:
    """The dates at the edge of a step, by element: the event, whether it cancels, what it is."""
    split = spec._wf_spec.task_specs.get(f"{spec.name}.BoundaryEventSplit")
    if not isinstance(split, BoundaryEventSplit):
        return {}
    found = {}
    for each in split.outputs:
        if isinstance(each, BoundaryEvent) and not isinstance(each, BoundaryEventJoin):
            moment = each.event_definition
            found[each.name] = (each, bool(each.cancel_activity), moment.clock, moment.at)
    return found
