"""Whether a draft is fit: the same rules, and the same words, as `redress check`."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from threading import Lock

from engine.catalogue import Catalogue, Loaded, LoadedProfile
from engine.catalogue.definition import Procedure
from engine.catalogue.generations import file_of
from engine.catalogue.procedures import read_procedure
from engine.catalogue.profile import Profile
from engine.catalogue.profiles import PROFILES, Duties, read_profile
from engine.checking import Report, check_files, check_procedure
from engine.errors import BadFiles, Problem
from engine.store.office import Office
from engine.studio.drafts import Draft
from engine.studio.house import SCENARIOS

MOST_KEPT = 32  # reports kept; the one that a page asks for again and again is among them


def procedure_of(draft: Draft) -> Loaded:
    """The procedure that the draft's files make, or why there is none."""
    return read_procedure(draft.of, _own(draft))


def profile_of(office: Office, draft: Draft, procedure: Procedure | None = None) -> LoadedProfile:
    """The council's profile as the draft has it, joined with the clocks of every procedure.

    ``procedure``: the draft's own, where it could be read; else its clocks are not judged.
    """
    of = {p.id: p.clocks for p in office.catalogue.procedures.values()}
    excused = frozenset({draft.of}) if procedure is None else frozenset()
    if procedure is not None:
        of[procedure.id] = procedure.clocks
    elif draft.kind == "procedure":
        of.pop(draft.of, None)
    texts = {file: text for file, text in draft.files.items() if file.startswith(PROFILES)}
    return read_profile(file_of(draft.profile), texts, Duties(of, excused=excused))


def report_of(office: Office, draft: Draft) -> Report:
    """Everything that is wrong with the draft. Kept by all that it depends on."""
    return _KEPT.report(_key(office, draft), lambda: _judged(office, draft))


def _key(office: Office, draft: Draft) -> str:
    """The draft's files but its scenarios, and what is in force beside it."""
    catalogue = office.catalogue
    beside = (
        *sorted(procedure.version for procedure in catalogue.procedures.values()),
        *sorted(profile.version for profile in catalogue.profiles.values()),
    )
    aside = _scenarios(draft)
    files = sorted(each for each in draft.files.items() if not each[0].startswith(aside))
    known = (draft.kind, draft.of, draft.title, draft.profile, beside, files)
    return sha256(json.dumps(known).encode()).hexdigest()


def catalogue_with(office: Office, draft: Draft) -> Catalogue:
    """The office's catalogue with the draft in place. Raises BadFiles."""
    catalogue = office.catalogue
    procedure = None
    if draft.kind == "procedure":
        loaded = procedure_of(draft)
        if loaded.procedure is None:
            raise BadFiles(loaded.problems)
        procedure = loaded.procedure
        catalogue = catalogue.with_procedure(procedure)
    profile = profile_of(office, draft, procedure)
    if profile.profile is None:
        raise BadFiles(profile.problems)
    return catalogue.with_profile(profile.profile)


def others_hurt(office: Office, draft: Draft) -> tuple[Problem, ...]:
    """What the draft's profile would break in the other procedures."""
    try:
        catalogue = catalogue_with(office, draft)
    except BadFiles:
        return ()  # told by `report_of`
    profile = catalogue.profiles[draft.profile]
    before = office.catalogue.profiles.get(draft.profile)
    others = [p for p in catalogue.procedures.values() if p.id != draft.of]
    reports = (check_procedure(p, [profile]) for p in others if p.id in profile.clocks)
    gone = (p for p in others if before and p.id in before.clocks and p.id not in profile.clocks)
    return (
        *(_stopped(profile.file, p) for p in gone),
        *(problem for report in reports for problem in report.serious),
    )


def _stopped(file: str, procedure: Procedure) -> Problem:
    reason = f"“{procedure.title}” would have no clocks any more: the council would not run it."
    return Problem(
        "clock-profiles", file, f"clocks.{procedure.id}", reason, "Leave its clocks in."
    )


def _judged(office: Office, draft: Draft) -> Report:
    if draft.kind == "profile":
        problems = (*profile_of(office, draft).problems, *others_hurt(office, draft))
        return Report(draft.of, draft.title, problems)
    procedure = procedure_of(draft).procedure
    profile = profile_of(office, draft, procedure)
    report = check_files(draft.of, _own(draft), _profiles(office, draft, profile.profile))
    told = dict.fromkeys((*profile.problems, *report.problems))
    return replace(report, problems=tuple(told))


def _profiles(office: Office, draft: Draft, own: Profile | None) -> tuple[Profile, ...]:
    """The council's own; of a procedure that it does not run, those of the councils that do."""
    if own is None or draft.of in own.clocks:
        return () if own is None else (own,)
    return tuple(p for p in office.catalogue.profiles.values() if draft.of in p.clocks)


def _own(draft: Draft) -> Mapping[str, str]:
    """The files that make the procedure: neither its scenarios nor the profile."""
    aside = (PROFILES, _scenarios(draft))
    return {file: text for file, text in draft.files.items() if not file.startswith(aside)}


def _scenarios(draft: Draft) -> str:
    return f"processes/{draft.of}/{SCENARIOS}"


class _Reports:
    """The last reports, for all threads; two who ask for the same one share the work."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Report] = OrderedDict()
        self._under_way: dict[str, Lock] = {}
        self._lock = Lock()

    def report(self, key: str, judge: Callable[[], Report]) -> Report:
        """The report that is kept; else the first who asks makes it, and the others wait."""
        with self._lock:
            under_way = self._under_way.setdefault(key, Lock())
        with under_way:
            found = self._get(key)
            try:
                if found is None:
                    found = judge()
                    self._put(key, found)
            finally:
                with self._lock:
                    self._under_way.pop(key, None)
        return found

    def _get(self, key: str) -> Report | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _put(self, key: str, report: Report) -> None:
        with self._lock:
            self._kept[key] = report
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


_KEPT = _Reports()
