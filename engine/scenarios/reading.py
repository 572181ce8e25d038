"""Reads scenario files: strict YAML, every key known, times in London."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from engine.catalogue.tree import plain
from engine.catalogue.yaml12 import read_yaml, read_yaml_text
from engine.clock import at_london
from engine.errors import BadInput
from engine.permissions import ACCOUNTS

#: a date without an hour is noon, so that it is neither before opening nor after the cut-off
NOON = time(12)

TIES = ("manages", "spouse", "civil_partner", "relative", "friend")
_TOP = {"scenario", "title", "procedure", "profile", "people", "given", "steps", "until", "expect"}
_STEP = {"at", "by", "do", "task", "with", "refused", "expect", "case", "as", "note"}
_EXPECT = {
    "open",
    "clocks",
    "letters",
    "status",
    "record",
    "outcome",
    "stage",
    "allowed",
    "not_allowed",
    "remedies",
    "actions",
    "notices",
    "linked",
    "case",
}
_ACTION = {"text", "due", "done", "kind", "owner", "late", "chased", "response"}
_LETTER = {"on", "code", "to", "says", "says_not", "says_to", "says_not_to", "case"}
_PERSON = {
    "party",
    "name",
    "channel",
    "address",
    "email",
    "phone",
    "handle",
    "adjustments",
    "roles",
    "grade",
    "title",
    "kind",
    *TIES,
}


@dataclass(frozen=True, slots=True)
class Who:
    """A person of a scenario: a party, or an account with roles and grade.

    ``kind``: whose account it is (`permissions.ACCOUNTS`).
    """

    id: str
    party: str = ""
    name: str = ""
    channel: str = "email"
    email: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    handle: str = ""
    adjustments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    grade: int = 0
    title: str = ""
    kind: str = "employee"
    ties: tuple[tuple[str, str], ...] = ()  # (one of TIES, the other person)

    @property
    def has_account(self) -> bool:
        """Whether this is somebody whom the council knows by an account."""
        return bool(self.roles) or not self.party


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does, or one check."""

    number: int
    at: datetime | None = None
    by: str = ""
    do: str = ""
    task: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    refused: str = ""
    expect: Mapping[str, object] | None = None
    case: str = ""
    alias: str = ""  # what the case that a split opens is called from then on


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case in exact dates: what is done, and what must then be so."""

    id: str
    title: str
    file: str
    procedure: str
    profile: str
    settings: Mapping[str, object]
    people: Mapping[str, Who]
    given: tuple[Step, ...]
    steps: tuple[Step, ...]
    until: datetime | None
    expect: Mapping[str, object]


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """Every scenario under a file or folder, by file name. BadInput names file and mistake."""
    files = sorted(path.rglob("scenarios/*.yaml")) if path.is_dir() else [path]
    if path.is_dir() and not files:
        files = sorted(path.glob("*.yaml"))
    if not files or not all(file.exists() for file in files):
        raise BadInput(f"There are no scenarios at {path}.")
    return tuple(read_scenario(file) for file in files)


def read_scenario(file: Path) -> Scenario:
    """One scenario. Raises BadInput."""
    return _scenario(plain(read_yaml(file)), file)


def scenario_from_text(text: str, file: str) -> Scenario:
    """The scenario that a text tells; ``file`` is what mistakes call it. Raises BadInput."""
    return _scenario(plain(read_yaml_text(text, file)), Path(file))


def _scenario(raw: object, file: Path) -> Scenario:
    if not isinstance(raw, Mapping):
        raise BadInput(f"{file}: a scenario is a mapping that begins with `scenario:`.")
    _known(raw, _TOP, file, "the scenario")
    for needed in ("scenario", "procedure", "profile", "people", "steps"):
        if needed not in raw:
            raise BadInput(f"{file}: the scenario has no `{needed}`. Add it.")
    profile = raw["profile"]
    named = isinstance(profile, Mapping)
    found = Scenario(
        id=str(raw["scenario"]),
        title=str(raw.get("title", "")),
        file=str(file),
        procedure=str(raw["procedure"]),
        profile=str(profile["from"]) if named else str(profile),
        settings=profile.get("set", {}) if named else {},
        people={str(k): read_who(str(k), v or {}, file) for k, v in raw["people"].items()},
        given=_steps(raw.get("given") or [], file, 0),
        steps=_steps(raw["steps"] or [], file, len(raw.get("given") or [])),
        until=moment(raw["until"], file) if raw.get("until") else None,
        expect=_expectation(raw.get("expect") or {}, file),
    )
    _in_order(found, file)
    _ties_hold(found, file)
    if not (found.expect or any(s.expect or s.refused for s in (*found.given, *found.steps))):
        raise BadInput(f"{file}: the scenario expects nothing, so it cannot fail. Add `expect`.")
    return found


def _in_order(scenario: Scenario, file: Path) -> None:
    """A clock never goes back: a step that is earlier than the one before would be done late."""
    last = None
    for step in (*scenario.given, *scenario.steps):
        if step.at is not None and last is not None and step.at < last:
            raise BadInput(f"{file}: step {step.number} is earlier than the step before it.")
        last = step.at or last
    if scenario.until is not None and last is not None and scenario.until < last:
        raise BadInput(f"{file}: `until` is earlier than the last step.")


def _ties_hold(scenario: Scenario, file: Path) -> None:
    officers = {who.id for who in scenario.people.values() if who.has_account}
    for who in scenario.people.values():
        for kind, other in who.ties:
            if not {who.id, other} <= officers:
                raise BadInput(
                    f"{file}: {who.id} {kind} {other}: both have to be officers or other accounts."
                )


def _known(raw: Mapping[str, object], keys: set[str], file: Path, where: str) -> None:
    for key in raw:
        if key not in keys:
            known = ", ".join(sorted(keys))
            raise BadInput(f"{file}: {where} has an unknown key “{key}”. Known keys: {known}.")


def read_who(alias: str, raw: Mapping[str, object], file: Path) -> Who:
    """A person of a scenario. Raises BadInput."""
    _known(raw, _PERSON, file, f"person {alias}")
    address = raw.get("address") or ()
    lines = (address,) if isinstance(address, str) else tuple(map(str, _list(address)))
    email = str(raw.get("email") or (lines[0] if len(lines) == 1 and "@" in lines[0] else ""))
    by_hand = raw.get("channel") == "private_message" and lines
    handle = str(raw.get("handle") or (lines[0] if by_hand else ""))
    ties = [(kind, str(other)) for kind in TIES for other in _list(raw.get(kind) or ())]
    return Who(
        id=alias,
        party=str(raw.get("party", "")),
        name=str(raw.get("name") or alias.replace("_", " ").capitalize()),
        channel=str(raw.get("channel", "email")),
        email=email,
        address=() if lines in ((email,), (handle,)) else lines,
        phone=str(raw.get("phone", "")),
        handle=handle,
        adjustments=tuple(map(str, _list(raw.get("adjustments") or ()))),
        roles=tuple(map(str, _list(raw.get("roles") or ()))),
        grade=int(str(raw.get("grade", 0))),
        title=str(raw.get("title", "")),
        kind=_kind(alias, raw, file),
        ties=tuple(ties),
    )


def _kind(alias: str, raw: Mapping[str, object], file: Path) -> str:
    kind = str(raw.get("kind", "employee"))
    if kind not in ACCOUNTS:
        known = ", ".join(ACCOUNTS)
        raise BadInput(f"{file}: {alias} cannot be “{kind}”. Kinds of account: {known}.")
    return kind


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else [value]


def _steps(raw: object, file: Path, before: int) -> tuple[Step, ...]:
    if not isinstance(raw, list):
        raise BadInput(f"{file}: `given` and `steps` are lists.")
    return tuple(read_step(before + n, item, file) for n, item in enumerate(raw, 1))


def read_step(number: int, raw: object, file: Path) -> Step:
    """A step of a scenario. Raises BadInput."""
    where = f"step {number}"
    if not isinstance(raw, Mapping):
        raise BadInput(f"{file}: {where} is not a mapping.")
    _known(raw, _STEP, file, where)
    kinds = [kind for kind in ("do", "task", "expect") if kind in raw]
    if not kinds and "at" not in raw:
        raise BadInput(f"{file}: {where} needs one of do, task, expect, or at least a time.")
    if "do" in raw and "task" in raw:
        raise BadInput(f"{file}: {where} has both do and task. Make it two steps.")
    if ("do" in raw or "task" in raw) and "by" not in raw:
        raise BadInput(f"{file}: {where} does not say by whom. Add `by`.")
    answers = raw.get("with") or {}
    if not isinstance(answers, Mapping):
        raise BadInput(f"{file}: {where}: `with` is a mapping of form fields.")
    expect = raw.get("expect")
    return Step(
        number=number,
        at=moment(raw["at"], file) if raw.get("at") else None,
        by=str(raw.get("by", "")),
        do=str(raw.get("do", "")),
        task=str(raw.get("task", "")),
        answers=answers,
        refused=str(raw.get("refused", "")),
        expect=None if expect is None else _expectation(expect, file),
        case=str(raw.get("case", "")),
        alias=str(raw.get("as", "")),
    )


def _expectation(raw: object, file: Path) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise BadInput(f"{file}: `expect` is a mapping.")
    _known(raw, _EXPECT, file, "an expectation")
    for row in _list(raw.get("letters") or ()):
        if not isinstance(row, Mapping):
            raise BadInput(f"{file}: each of `letters` is a mapping with `on` and `code`.")
        _known(row, _LETTER, file, "a letter that is expected")
    for row in _list(raw.get("actions") or ()):
        if not isinstance(row, Mapping):
            raise BadInput(f"{file}: each of `actions` is a mapping with `text`.")
        _known(row, _ACTION, file, "an action that is expected")
    return raw


def moment(value: object, file: Path) -> datetime:
    """``2024-03-28T10:15`` in London; a date alone is noon. Raises BadInput."""
    text = str(value)
    try:
        if len(text) == 10:
            return at_london(date.fromisoformat(text), NOON)
        read = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{file}: “{text}” is not a time. Write 2024-03-28T10:15, or 2024-03-28 for noon."
        ) from None
    return read if read.tzinfo else at_london(read.date(), read.time())
