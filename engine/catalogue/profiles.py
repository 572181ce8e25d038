"""A council's profile from its file, from the store's archive, or tried with other settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.catalogue.archive import Archive, packed, unpacked, version_of
from engine.catalogue.clock_keys import HOURS, ClockEntry
from engine.catalogue.definition import ClockDuty, Procedure
from engine.catalogue.generations import PROFILES as PROFILES
from engine.catalogue.generations import Family, file_of
from engine.catalogue.keys import Place, Unusable, as_table, read_table, suggestion
from engine.catalogue.profile import Profile
from engine.catalogue.profile_keys import PROFILE
from engine.catalogue.text_files import clean_text, text_of
from engine.catalogue.tree import Node, Scalar
from engine.catalogue.variants import with_settings
from engine.deadlines.rules import ClockRule, Ladder, Timing
from engine.errors import BadFiles, BadInput, Problem
from engine.working_days import Calendar


@dataclass(frozen=True, slots=True)
class LoadedProfile:
    """A profile, or why there is none."""

    profile: Profile | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """The procedures' part of clocks: procedure -> clock. ``refuses``: which names a profile may
    not use unless they stand here; ``excused``: procedures that are known but cannot be read now.
    """

    of: Mapping[str, Mapping[str, ClockDuty]]
    refuses: frozenset[str] = frozenset({"procedure", "clock", "ladder"})
    excused: frozenset[str] = frozenset()


def load_profile(file: Path, procedures: Mapping[str, Procedure]) -> LoadedProfile:
    """The profile of ``processes/profiles/<id>.yaml`` (the id in small letters), joined with the
    clocks of these procedures."""
    texts, faults = profile_texts(file.parent)
    return read_profile(PROFILES + file.name, texts, Duties(_duties(procedures)), faults)


def profile_texts(folder: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The text of every profile of a folder by its place in the house, and those that are none."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        text = text_of(path.read_bytes(), PROFILES + path.name, problems)
        if text is not None:
            texts[PROFILES + path.name] = text
    return texts, tuple(problems)


def profile_from_source(source: bytes, procedures: Mapping[str, Procedure]) -> Profile:
    """The profile of an archive (``Profile.source``). Clocks that these procedures do not have do
    not run: the archive may be older than they are. Raises BadInput or BadFiles."""
    archive = unpacked(source, "profile")
    problems: list[Problem] = []
    clean = {name: clean_text(text, name, problems) for name, text in archive.files.items()}
    texts = {name: text for name, text in clean.items() if text is not None}
    duties = Duties(_duties(procedures), refuses=frozenset())
    file = file_of(archive.id)
    loaded = read_profile(file, texts, duties, problems, archive.settings)
    if loaded.profile is None:
        raise BadFiles(loaded.problems)
    return loaded.profile


def variant(profile: Profile, settings: Mapping[str, object]) -> Profile:
    """The profile with other settings: ``{"clocks.corporate-complaint.response2.unit":
    "working_days"}``, or a table that follows the profile's YAML. Raises BadInput."""
    archive = unpacked(profile.source, "profile")
    joined = {**archive.settings, **settings}
    duties = Duties(profile.duties, refuses=frozenset({"clock", "ladder"}))
    loaded = read_profile(profile.file, archive.files, duties, (), joined)
    if loaded.profile is None:
        reasons = " ".join(f"{p.element}: {p.reason} {p.fix}" for p in loaded.problems)
        raise BadInput(f"Profile {profile.id} cannot be tried with these settings. {reasons}")
    return loaded.profile


def read_profile(
    file: str,
    texts: Mapping[str, str],
    duties: Duties,
    faults: Sequence[Problem] = (),
    settings: Mapping[str, object] | None = None,
) -> LoadedProfile:
    """The profile of one of these texts, each named by its place in the house. ``faults``:
    problems of files that have no text; they count when this profile stands on such a file.
    """
    problems: list[Problem] = []
    profile = None
    family = Family(texts, faults, problems)
    tree = family.tree(file)
    if tree is not None and not problems:
        tree = with_settings(tree, settings or {}, file)
        profile = _profile(file, tree, family.used, settings or {}, duties, problems)
    problems.sort(key=lambda problem: (problem.file, problem.line or 0))
    return LoadedProfile(None if problems else profile, tuple(problems))


def _profile(
    file: str,
    tree: Node,
    texts: Mapping[str, str],
    settings: Mapping[str, object],
    duties: Duties,
    problems: list[Problem],
) -> Profile | None:
    place = Place(problems)
    try:
        given = read_table(tree, place, PROFILE)
    except Unusable:
        return None
    if file_of(given["profile"]) != file:
        fix = f"Call the file {given['profile'].lower()}.yaml."
        spot = as_table(tree, place).entries["profile"].node
        place.at("profile").note(spot, "The profile is not called as its file is.", fix)
    clocks = _rules(given, duties, place.at("clocks"))
    if problems:
        return None
    source = packed(Archive("profile", given["profile"], texts, settings))
    return _assembled(file, given, clocks, source, duties)


def _assembled(
    file: str,
    given: Mapping[str, Any],
    clocks: Mapping[str, Mapping[str, ClockRule]],
    source: bytes,
    duties: Duties,
) -> Profile:
    values, timing = given.get("values", {}), given.get("timing", Timing(Calendar(frozenset())))
    return Profile(
        id=given["profile"],
        version=version_of(source),
        file=file,
        effective_from=given["effective"]["from"],
        effective_to=given["effective"].get("to"),
        timing=timing,
        opening=timing.opening,
        clocks=clocks,
        ladders=given.get("ladders", {}),
        values={name: value.value for name, value in values.items()},
        sources={name: value.source for name, value in values.items() if value.source},
        contacts=given.get("contacts", {}),
        council=given["council"],
        officers=given.get("officers", {}),
        texts=given.get("texts", {}),
        thresholds=given.get("thresholds", {}),
        services=given.get("services", ()),
        title=given.get("title", given["profile"]),
        source=source,
        duties=duties.of,
    )


def _duties(procedures: Mapping[str, Procedure]) -> dict[str, Mapping[str, ClockDuty]]:
    return {name: procedure.clocks for name, procedure in procedures.items()}


def _rules(
    given: Mapping[str, Any], duties: Duties, place: Place
) -> dict[str, dict[str, ClockRule]]:
    """procedure -> clock -> the whole rule."""
    rules: dict[str, dict[str, ClockRule]] = {}
    for procedure, entries in given.get("clocks", {}).items():
        if procedure in duties.of:
            known = duties.of[procedure]
            inner = place.at(procedure)
            rules[procedure] = dict(_joined(entries, known, given, duties, inner))
        elif "procedure" in duties.refuses and procedure not in duties.excused:
            spot = next((node for _, node in entries.values()), None)
            fix = suggestion(procedure, duties.of, "Procedures")
            reason = f"There is no procedure “{procedure}”."
            place.at(procedure).note(spot or Scalar("", 0, "", ""), reason, fix, "reference")
    return rules


def _joined(
    entries: Mapping[str, tuple[ClockEntry, Node]],
    known: Mapping[str, ClockDuty],
    given: Mapping[str, Any],
    duties: Duties,
    place: Place,
) -> Iterator[tuple[str, ClockRule]]:
    ladders = given.get("ladders", {})
    values = {name: value.value for name, value in given.get("values", {}).items()}
    for clock, (entry, node) in entries.items():
        duty = known.get(clock)
        if duty is None:
            if "clock" in duties.refuses:
                fix = suggestion(clock, known, "Its clocks")
                reason = f"The procedure has no clock “{clock}”."
                place.at(clock).note(node, reason, fix, "reference")
            continue
        if "ladder" in duties.refuses and duty.ladder is not None:
            _ladder_fits(clock, duty.ladder, ladders, place.at(clock), node)
        _hours_known(entry.hours(values), place.at(clock), node)
        yield clock, entry.rule(duty, values)


def _hours_known(hours: str, place: Place, node: Node) -> None:
    if hours not in HOURS:
        fix = suggestion(hours, HOURS, "What it may be")
        reason = "It is not said whether hours on days off count."
        place.at("hours").note(node, reason, fix, "reference")


def _ladder_fits(
    clock: str, name: str, ladders: Mapping[str, Ladder], place: Place, node: Node
) -> None:
    """A clock's ladder stands in the profile, and each of its rungs comes once."""
    ladder = ladders.get(name)
    if ladder is None:
        fix = suggestion(name, ladders, "Ladders of this profile")
        reason = f"The clock “{clock}” needs the ladder “{name}”, which stands nowhere."
        place.note(node, reason, fix, "reference")
    elif ladder.every is not None:
        reason = f"The ladder “{name}” is a clock's, so each of its rungs comes once."
        place.note(node, reason, "Take “every” out: it is for what was promised or asked.")
