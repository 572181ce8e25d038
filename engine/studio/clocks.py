"""The clocks of a draft with the council's numbers, each with where it stands and an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.catalogue.clock_keys import ClockEntry, read_clock
from engine.catalogue.definition import ClockDuty
from engine.catalogue.generations import file_of
from engine.catalogue.keys import Place, Unusable
from engine.catalogue.profile_keys import PROFILE, Value
from engine.catalogue.tree import Entry, Node, Scalar, Table, plain
from engine.catalogue.yaml12 import compose
from engine.deadlines.rules import ClockRule, Ladder, Timing
from engine.errors import BadInput, Problem
from engine.studio import clock_words
from engine.studio.declared import Declared, declared, entry_at, profile_tree
from engine.studio.drafts import Draft
from engine.studio.worked import Worked, worked
from engine.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Stands:
    """Which profile says something. ``own``: the council's own file."""

    file: str
    title: str
    own: bool


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock. ``rule``: None where it does not run under this profile, or cannot be read."""

    id: str
    duty: ClockDuty
    rule: ClockRule | None
    stands: Stands | None
    starts: tuple[str, ...] = ()
    length: str = ""
    counted: tuple[str, ...] = ()
    extension: str = ""
    ladder: tuple[str, ...] = ()
    example: Worked | None = None
    no_example: str = ""
    given: Mapping[str, object] | None = None  # as it is written in the profile


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All that the page shows."""

    about: Declared
    clocks: tuple[ClockView, ...]
    timing: Timing
    tree: Table | None
    problems: tuple[Problem, ...]  # of the profile


def deadlines_of(draft: Draft, at: datetime) -> Deadlines:
    """Every clock of the draft's procedure, worked through for an event at that instant."""
    about = declared(draft)
    tree, problems = profile_tree(draft.files, draft.profile)
    part = _Profile(draft, tree)
    views = tuple(_view(part, duty, about, at) for duty in about.clocks.values())
    return Deadlines(about, views, part.timing, tree, problems)


class _Profile:
    """The parts of the joined profile that clocks need."""

    def __init__(self, draft: Draft, tree: Table | None) -> None:
        self.draft, self.tree = draft, tree
        values = self._read("values") or {}
        self.values: Mapping[str, object] = {
            name: value.value for name, value in values.items() if isinstance(value, Value)
        }
        self.timing: Timing = self._read("timing") or Timing(Calendar(frozenset()))
        self.ladders: Mapping[str, Ladder] = self._read("ladders") or {}

    def _read(self, key: str) -> Any:
        entry = entry_at(self.tree, key)
        try:
            return PROFILE[key].read(entry.node, Place([], key)) if entry else None
        except Unusable:
            return None

    def clock(self, clock: str) -> Entry | None:
        return entry_at(self.tree, f"clocks.{self.draft.of}.{clock}")

    def rule(self, duty: ClockDuty, node: Node) -> ClockRule | None:
        problems: list[Problem] = []
        try:
            entry: ClockEntry = read_clock(node, Place(problems))
        except Unusable:
            return None
        return None if problems else entry.rule(duty, self.values)


def _view(part: _Profile, duty: ClockDuty, about: Declared, at: datetime) -> ClockView:
    entry = part.clock(duty.id)
    if entry is None:
        return ClockView(duty.id, duty, None, None)
    rule = part.rule(duty, entry.node)
    given = plain(entry.node)
    stands = stands_in(part.draft, _telling(entry))
    if rule is None:
        return ClockView(duty.id, duty, None, stands, given=given)  # type: ignore[arg-type]
    example, why_not = _example(rule, part.timing, at)
    steps = part.ladders.get(duty.ladder or "")
    return ClockView(
        id=duty.id,
        duty=duty,
        rule=rule,
        stands=stands,
        starts=tuple(clock_words.start(each, about) for each in rule.starts),
        length=clock_words.how_long(rule),
        counted=tuple(clock_words.counted(rule, part.timing, about)),
        extension=clock_words.extension(rule, about),
        ladder=tuple(clock_words.ladder(steps, about)) if steps else (),
        example=example,
        no_example=why_not,
        given=given,  # type: ignore[arg-type]
    )


def _telling(entry: Entry) -> str:
    """The file that says how long: the number's, or the date's."""
    for key in ("number", "date"):
        if isinstance(entry.node, Table) and key in entry.node.entries:
            return entry.node.entries[key].file
    return entry.file


def _example(rule: ClockRule, timing: Timing, at: datetime) -> tuple[Worked | None, str]:
    events = [each.event for each in rule.starts]
    try:
        return worked(rule, timing, at, "received" if "received" in events else events[0]), ""
    except BadInput as wrong:
        return None, str(wrong)


def stands_in(draft: Draft, file: str) -> Stands:
    """The profile of that file, by its title."""
    entry = entry_at(profile_of_file(draft, file), "title")
    said = entry.node.text if entry is not None and isinstance(entry.node, Scalar) else ""
    name = file.rpartition("/")[2].removesuffix(".yaml").upper()
    return Stands(file, said or name, file == file_of(draft.profile))


def profile_of_file(draft: Draft, file: str) -> Node | None:
    """One profile's file by itself."""
    return compose(draft.files[file], file, []) if file in draft.files else None
