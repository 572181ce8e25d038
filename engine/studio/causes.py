"""Why scenarios fail, put together where the cause is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue.definition import Diagram, Procedure
from engine.studio.trials import Ran

_PLACE = re.compile(r"^(step \d+( \([^)]*\))?|at the end): ")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?|\w+day \d+ \w+ \d{4}")
_HUMAN = ("userTask", "manualTask")


@dataclass(frozen=True, slots=True)
class Cause:
    """Scenarios that fail for one reason. ``element``: the step in their way, where it is one."""

    key: str
    words: str
    ran: tuple[Ran, ...]
    element: str = ""
    new: bool = False

    @property
    def sentence(self) -> str:
        """``127 scenarios stop at the new step “Call the resident”``."""
        one = len(self.ran) == 1
        many = "1 scenario" if one else f"{len(self.ran)} scenarios"
        if self.element:
            return f"{many} {'stops' if one else 'stop'} at {self.words}"
        return f"{many}: {self.words}"


def steps_of(procedure: Procedure) -> dict[str, str]:
    """What somebody does: element -> name, of every diagram."""
    diagrams: tuple[Diagram, ...] = (procedure.diagram, *procedure.side_diagrams.values())
    return {
        name: element.name or name
        for diagram in diagrams
        for name, element in diagram.elements.items()
        if element.tag in _HUMAN
    }


def causes(failed: Sequence[Ran], now: Procedure, before: Mapping[str, str]) -> tuple[Cause, ...]:
    """The failures by cause, the commonest first. ``before``: the steps of the version before."""
    names = steps_of(now)
    found: dict[str, list[Ran]] = {}
    said: dict[str, tuple[str, str, bool]] = {}
    for ran in failed:
        element = _in_the_way(ran, names, before)
        if element:
            new = element not in before
            words = f"the {'new ' if new else ''}step “{names[element]}”"
            key = f"step:{element}"
        else:
            words, new = _words(ran.failures[0], now, names), False
            key = f"said:{words}"
        found.setdefault(key, []).append(ran)
        said[key] = (words, element, new)
    groups = (
        Cause(key, said[key][0], tuple(ran), said[key][1], said[key][2])
        for key, ran in found.items()
    )
    return tuple(sorted(groups, key=lambda cause: (-len(cause.ran), cause.words)))


def _in_the_way(ran: Ran, names: Mapping[str, str], before: Mapping[str, str]) -> str:
    """The step that is open where the scenario did not expect it: a new one if there is one."""
    open_now = [name for each in (ran.open or {}).values() for name in each if name in names]
    new = [name for name in open_now if name not in before]
    if new:
        return new[0]
    blocked = re.search(r"Task (\S+) is not open\. Open tasks: (\w+)\.", ran.failures[0])
    return blocked.group(2) if blocked and blocked.group(2) in names else ""


def _words(failure: str, procedure: Procedure, names: Mapping[str, str]) -> str:
    """A failure without what is particular to one scenario."""
    said = _PLACE.sub("", failure, count=1)
    for pattern, words in _KINDS:
        if match := pattern.match(said):
            return words(match, procedure, names)
    return _DAY.sub("…", said)


def _clock(match: re.Match[str], procedure: Procedure, _names: Mapping[str, str]) -> str:
    duty = procedure.clocks.get(match.group(1))
    return f"the date of “{duty.title if duty else match.group(1)}” is another one"


def _task(match: re.Match[str], _procedure: Procedure, names: Mapping[str, str]) -> str:
    return f"“{names.get(match.group(1), match.group(1))}” does not wait for anybody there"


Wording = Callable[[re.Match[str], Procedure, Mapping[str, str]], str]
_KINDS: Sequence[tuple[re.Pattern[str], Wording]] = (
    (re.compile(r"clock (\w+) "), _clock),
    (re.compile(r"Task (\w+) is not open"), _task),
    (re.compile(r"letters sent are"), lambda *_: "other letters leave, or on other days"),
    (re.compile(r"open tasks are"), lambda *_: "other steps wait than were expected"),
    (re.compile(r"letter (\S+) "), lambda match, *_: f"letter {match.group(1)} is another one"),
)
