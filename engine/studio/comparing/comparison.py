"""Two sides of a procedure, and everything that is different between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.errors import Problem
from engine.studio.comparing import numbers, words
from engine.studio.comparing.diagrams import DiagramChanges, of_diagrams
from engine.studio.comparing.saying import Change
from engine.studio.comparing.texts import TextChange, of_letters

SCENARIOS = "/scenarios/"
NAMED = 8  # scenarios that are named; of more it is said how many


@dataclass(frozen=True, slots=True)
class Side:
    """One version, or a draft. ``procedure`` and ``profile`` None: it cannot be read."""

    name: str
    files: Mapping[str, str]
    procedure: Procedure | None
    profile: Profile | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different. ``unread``: the sides that cannot be read; then only texts are told."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    diagrams: tuple[DiagramChanges, ...]
    texts: tuple[TextChange, ...]
    unread: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing is different."""
        return not (self.changes or self.diagrams or self.texts or self.unread)

    def by_area(self) -> dict[str, list[Change]]:
        """The changes under what they belong to, in the order in which they are told."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.area, []).append(change)
        return found


def compare(old: Side, new: Side) -> Comparison:
    """From the old one to the new one."""
    unread = tuple(side.name for side in (old, new) if side.procedure is None)
    diagrams = tuple(_diagrams(old, new))
    told = (
        *(change for each in diagrams for change in each.told),
        *_said(old, new),
        *_scenarios(old.files, new.files),
    )
    return Comparison(old, new, told, diagrams, tuple(of_letters(old.files, new.files)), unread)


def compare_numbers(old: Side, new: Side, titles: Mapping[str, str]) -> Comparison:
    """Likewise of the council's numbers alone, for every procedure; or of a procedure that is new,
    which has nothing to be compared with but them. ``titles``: procedure -> title.
    """
    told = (*_begun(new.procedure), *_numbers(old, new, titles), *_scenarios(old.files, new.files))
    unread = (new.name,) if new.profile is None else ()
    return Comparison(old, new, told, (), (), unread)


def _begun(procedure: Procedure | None) -> Iterator[Change]:
    if procedure is not None:
        drawn = (procedure.diagram, *procedure.side_diagrams.values())
        steps = sum(e.tag == "userTask" for each in drawn for e in each.elements.values())
        said = f"“{procedure.title}” is a new procedure: {steps} steps for officers,"
        said += f" {len(procedure.letters)} letters, {len(procedure.clocks)} deadlines,"
        yield Change("Procedure", "added", f"{said} {len(procedure.forms)} forms.")


def _numbers(old: Side, new: Side, titles: Mapping[str, str]) -> Iterator[Change]:
    if old.profile is None or new.profile is None:
        return
    for procedure in dict.fromkeys((*old.profile.clocks, *new.profile.clocks)):
        area = f"{numbers.AREA} of “{titles.get(procedure, procedure)}”"
        for change in numbers.deadlines(procedure, old.profile, new.profile):
            yield replace(change, area=area)
    yield from numbers.settings(old.profile, new.profile)


def _diagrams(old: Side, new: Side) -> Iterator[DiagramChanges]:
    if old.procedure is not None and new.procedure is not None:
        yield from of_diagrams(old.procedure, new.procedure)


def _said(old: Side, new: Side) -> Iterator[Change]:
    if old.procedure is not None and new.procedure is not None:
        if old.profile is not None and new.profile is not None:
            yield from numbers.deadlines(new.procedure.id, old.profile, new.profile)
        yield from words.of_procedure(old.procedure, new.procedure)
    if old.profile is not None and new.profile is not None:
        yield from numbers.settings(old.profile, new.profile)


def _scenarios(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    kinds = (("added", "new"), ("removed", "gone"), ("changed", "different"))
    for kind, said in kinds:
        files = [
            file.rpartition("/")[2].removesuffix(".yaml")
            for file in sorted({*old, *new})
            if SCENARIOS in file and kind == _kind(old.get(file), new.get(file))
        ]
        if files:
            are = "Scenario {} is {}." if len(files) == 1 else "Scenarios {} are {}."
            named = ", ".join(files[:NAMED])
            more = f" and {len(files) - NAMED} more" if len(files) > NAMED else ""
            yield Change("Scenarios", kind, are.format(named + more, said))


def _kind(before: str | None, after: str | None) -> str:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    return "changed" if before != after else ""
