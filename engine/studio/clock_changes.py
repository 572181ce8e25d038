"""What is typed about a clock, as changes of the draft's files. Raises FormErrors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.catalogue.clock_keys import read_clock
from engine.catalogue.keys import Place, Unusable
from engine.catalogue.rewriting import drop, in_words, put, value_at
from engine.catalogue.rewriting.spots import has
from engine.catalogue.tree import plain
from engine.deadlines.rules import Unit
from engine.errors import FormErrors, Problem
from engine.studio import overlays
from engine.studio.declared import entry_at, profile_tree
from engine.studio.overlays import GONE, Files

#: the longest that a clock may be, so that no number asks for centuries
MOST = 1_000
_UNITS = frozenset(Unit)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was typed of a clock's numbers, as it was typed."""

    number: str = ""
    unit: str = ""
    starts: tuple[str, ...] = ()  # event, or `event as of event`
    receipt: str = ""
    delivery: str = ""
    roll: bool = False
    extends: bool = False
    cap: str = ""
    cap_unit: str = ""
    letter: str = ""
    source: str = ""
    same_source: bool = False
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What was typed of a clock's duties."""

    title: str = ""
    kind: str = "policy"
    met_by: tuple[str, ...] = ()
    stops_at: tuple[str, ...] = ()
    ladder: str = ""
    tells: str = "council"
    resident_says: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A clock of a procedure under a council's profile."""

    procedure: str
    profile: str
    clock: str

    @property
    def path(self) -> tuple[str, ...]:
        """Where its numbers stand in a profile."""
        return ("clocks", self.procedure, self.clock)

    @property
    def file(self) -> str:
        """Where its duties stand."""
        return f"processes/{self.procedure}/procedure.yaml"

    def present(self, files: Files) -> Mapping[str, Any]:
        """Its numbers as they are."""
        tree, _ = profile_tree(files, self.profile)
        entry = entry_at(tree, in_words(self.path))
        found = plain(entry.node) if entry is not None else {}
        return found if isinstance(found, dict) else {}

    def numbers(self, files: Files, typed: Numbers) -> Mapping[str, str]:
        """The council's own profile with these numbers."""
        present = self.present(files)
        wanted = _wanted(typed, present)
        changed = overlays.laid_over(files, self.profile, self.path, wanted)
        self._read_again({**files, **changed})
        return changed

    def _read_again(self, files: Files) -> None:
        """What the profile's own reader says of the clock, as one sentence."""
        tree, _ = profile_tree(files, self.profile)
        entry = entry_at(tree, in_words(self.path))
        problems: list[Problem] = []
        try:
            if entry is not None:
                read_clock(entry.node, Place(problems))
        except Unusable:
            pass
        if problems:
            raise FormErrors({"number": f"{problems[0].reason} {problems[0].fix}"})

    def about(self, files: Files, typed: About) -> Mapping[str, str]:
        """procedure.yaml with these duties."""
        if not typed.title.strip():
            raise FormErrors({"title": "Say what the clock is called."})
        text = files[self.file]
        old = value_at(text, ("clocks", self.clock), {})
        new = dict(old) if isinstance(old, dict) else {}
        _say(new, "title", typed.title.strip())
        _say(new, "kind", typed.kind)
        _say(new, "met_by", _ordered(new.get("met_by"), typed.met_by))
        _say(new, "stops_at", _ordered(new.get("stops_at"), typed.stops_at))
        _say(new, "ladder", typed.ladder if typed.ladder != "none" else "")
        _say(new, "tells", "" if typed.tells == "council" else typed.tells)
        _say(new, "resident_says", typed.resident_says.strip())
        return {self.file: put(text, ("clocks", self.clock), new)}

    def added(self, files: Files, about: About, typed: Numbers) -> Mapping[str, str]:
        """A new clock, in both files."""
        if has(files[self.file], ("clocks", self.clock)):
            raise FormErrors({"title": "There is a clock of that name already."})
        changed = dict(self.about(files, about))
        return {**changed, **self.numbers({**files, **changed}, typed)}

    def removed(self, files: Files) -> Mapping[str, str]:
        """Without the clock, in procedure.yaml and in the council's own profile."""
        changed = dict(overlays.taken_out(files, self.profile, self.path))
        if has(files[self.file], ("clocks", self.clock)):
            changed[self.file] = drop(files[self.file], ("clocks", self.clock))
        return changed


def _say(table: dict[str, object], key: str, value: object) -> None:
    """A key that is empty is not written."""
    if value in ("", [], ()):
        table.pop(key, None)
    else:
        table[key] = value


def _ordered(old: object, new: Sequence[str]) -> list[str]:
    """What stays, in the order in which it stands; then what is new."""
    there = [old] if isinstance(old, str) else list(old) if isinstance(old, list) else []
    kept = [each for each in there if each in new]
    return kept + [each for each in new if each not in kept]


@dataclass
class _Reading:
    errors: dict[str, str] = field(default_factory=dict)

    def number(self, box: str, text: str, what: str, least: int) -> int:
        said = text.strip()
        if not said.isdecimal() or not said.isascii() or len(said) > 6:
            self.errors[box] = f"{what} must be a whole number, such as 10."
            return least
        number = int(said)
        if not least <= number <= MOST:
            self.errors[box] = f"{what} must be between {least} and {MOST:,}."
        return number

    def unit(self, box: str, said: str) -> str:
        if said not in _UNITS:
            self.errors[box] = "Choose what is counted."
        return said


def _wanted(typed: Numbers, present: Mapping[str, Any]) -> dict[str, object]:
    """The keys of the clock in the profile. Raises FormErrors with every sentence at once."""
    reading = _Reading()
    wanted: dict[str, object] = {}
    if typed.starts:
        wanted["from"] = [_start(each) for each in typed.starts]
    elif not present.get("from"):
        reading.errors["from"] = "Choose what starts the clock."
    _length(typed, present, reading, wanted)
    _counting(typed, present, wanted)
    _extension(typed, present, reading, wanted)
    _source(typed, present, reading, wanted)
    if reading.errors:
        raise FormErrors(reading.errors)
    return wanted


def _start(said: str) -> object:
    event, _, as_of = said.partition(" as of ")
    return {"event": event, "as_of": as_of} if as_of else event


def _length(
    typed: Numbers, present: Mapping[str, Any], reading: _Reading, wanted: dict[str, object]
) -> None:
    if "date" in present and "number" not in present:
        if typed.number.strip():
            number = reading.number("number", typed.number, "The number", 1)
            wanted["max"] = f"{number} {reading.unit('unit', typed.unit)}"
        elif "max" in present:
            wanted["max"] = GONE
        return
    # nought stands for the same day, so it is a number of days
    least = 0 if typed.unit == Unit.CALENDAR_DAYS else 1
    wanted["number"] = reading.number("number", typed.number, "The number", least)
    wanted["unit"] = reading.unit("unit", typed.unit)


def _counting(typed: Numbers, present: Mapping[str, Any], wanted: dict[str, object]) -> None:
    for key, said, usual in (
        ("receipt", typed.receipt, "actual"),
        ("delivery", typed.delivery, "sent"),
    ):
        if said and said != present.get(key, usual):
            wanted[key] = said
    if typed.roll != bool(present.get("roll", False)):
        wanted["roll"] = typed.roll


def _extension(
    typed: Numbers, present: Mapping[str, Any], reading: _Reading, wanted: dict[str, object]
) -> None:
    if not typed.extends:
        wanted |= {"extend": GONE} if "extend" in present else {}
        return
    old = present.get("extend")
    new = dict(old) if isinstance(old, dict) else {}
    new.pop("number", None)
    new.pop("unit", None)
    cap: dict[str, object] = {}
    if typed.cap.strip():
        cap["number"] = reading.number("cap", typed.cap, "The most that may be added", 1)
        cap["unit"] = reading.unit("cap_unit", typed.cap_unit)
    new.pop("letter", None)
    if typed.letter:
        cap["letter"] = typed.letter
    wanted["extend"] = {**cap, **new}


def _source(
    typed: Numbers, present: Mapping[str, Any], reading: _Reading, wanted: dict[str, object]
) -> None:
    source = typed.source.strip()
    changed = any(
        key in wanted and wanted[key] is not GONE and wanted[key] != present.get(key)
        for key in ("number", "unit", "max", "extend")
    )
    if not source:
        reading.errors["source"] = "Say where this stands: the law or policy, or “setting”."
    elif (
        changed
        and source == present.get("source")
        and not typed.same_source
        and source != "setting"
    ):
        reading.errors["source"] = (
            "The number is another one now. Where does it say so? Name it, "
            "or tick that the same source says it."
        )
    if not typed.confidence:
        reading.errors["confidence"] = "Say how sure the source is."
    wanted |= {"source": source, "confidence": typed.confidence}
