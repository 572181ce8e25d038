"""What a draft's letters are tried with, as far as the draft can be read: duties, sample, profile.

Where procedure.yaml is broken, what is in force stands in for it, and the page says so: a letter
can be written while somebody else mends a diagram.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.catalogue.definition import (
    ClockDuty,
    Form,
    LetterDuty,
    LetterTemplate,
    Procedure,
    Role,
    Variable,
)
from engine.catalogue.manifest import read_manifest
from engine.catalogue.procedures import PARTS
from engine.catalogue.profile import Profile
from engine.catalogue.tree import plain
from engine.catalogue.yaml12 import compose
from engine.checking.rules.letter_uses import ROOTS
from engine.errors import BadInput, LetterRefused
from engine.letters import render_body
from engine.store.office import Office
from engine.studio import judging
from engine.studio.drafts import Draft

#: the day on which letters are tried: that of the samples
TRIED_ON = date(2024, 4, 17)
STANDS_IN = (
    "procedure.yaml of this draft cannot be read now, so letters are tried with what the procedure"
    " in force says of recipients, points and samples."
)
NO_PROFILE = "The draft's profile cannot be used now, so letters are tried with the one in force."


@dataclass(frozen=True, slots=True)
class Known:
    """What letters are tried with. ``said``: sentences on what stands in for something."""

    procedure: str
    duties: Mapping[str, LetterDuty]
    sample: Mapping[str, object]
    parts: Mapping[str, str]
    forms: Mapping[str, Form]
    clocks: Mapping[str, ClockDuty]
    variables: Mapping[str, Variable]
    roles: Mapping[str, Role]
    profile: Profile | None
    readable: bool = True
    said: tuple[str, ...] = ()


def known_of(office: Office, draft: Draft) -> Known:
    """What the draft's letters are tried with; nothing is raised."""
    given = read_manifest(draft.files, draft.yaml, draft.of, []) if _has_yaml(draft) else None
    said: list[str] = []
    if given is None:
        given = _of_procedure(office.catalogue.procedures.get(draft.of))
        said.append(STANDS_IN)
    profile, instead = _profile(office, draft)
    return Known(
        procedure=draft.of,
        duties=given.get("letters", {}),
        sample={**given.get("sample", {}), **_own_sample(draft)},
        parts=parts_of(draft.files),
        forms=given.get("forms", {}),
        clocks=given.get("clocks", {}),
        variables=given.get("variables", {}),
        roles=given.get("roles", {}),
        profile=profile,
        readable=not said,
        said=(*said, *([NO_PROFILE] if instead else [])),
    )


def with_duty(known: Known, duty: LetterDuty) -> Known:
    """The same with another duty of one letter."""
    return replace(known, duties={**known.duties, duty.code: duty})


def parts_of(files: Mapping[str, str]) -> dict[str, str]:
    """The shared parts among these files, as letters name them."""
    return {f.removeprefix("letters/"): text for f, text in files.items() if f.startswith(PARTS)}


def _has_yaml(draft: Draft) -> bool:
    return draft.yaml in draft.files


def _of_procedure(procedure: Procedure | None) -> dict[str, Any]:
    names = ("letters", "sample", "forms", "clocks", "variables", "roles")
    return {name: getattr(procedure, name) for name in names} if procedure else {}


def _own_sample(draft: Draft) -> dict[str, object]:
    file = f"letters/{draft.of}/sample.yaml"
    node = compose(draft.files[file], file, []) if file in draft.files else None
    said = plain(node) if node is not None else {}
    return said if isinstance(said, dict) else {}


def _profile(office: Office, draft: Draft) -> tuple[Profile | None, bool]:
    """The draft's profile with this procedure's clocks; else the one in force, and that it is."""
    procedure = judging.procedure_of(draft).procedure
    own = judging.profile_of(office, draft, procedure).profile
    if own is not None and draft.of in own.clocks:
        return own, False
    present = office.catalogue.profiles.get(draft.profile)
    if present is None or (own is not None and draft.of not in present.clocks):
        return own, False
    return present, own is None


class Asked(Mapping[str, object]):
    """A table of the sample that notes what is asked of it. ``empty``: what is not there is."""

    def __init__(
        self, table: Mapping[str, object], path: str, asked: list[str], *, empty: bool = False
    ) -> None:
        self._table, self._path, self._asked, self._empty = table, path, asked, empty

    def __contains__(self, name: object) -> bool:
        return self._empty or name in self._table

    def __getitem__(self, name: str) -> object:
        if name not in self._table and not self._empty:
            raise KeyError(name)
        path = f"{self._path}.{name}"
        self._asked.append(path)
        value = self._table.get(name, "")
        return Asked(value, path, self._asked) if isinstance(value, Mapping) else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def asked_in(
    template: LetterTemplate, parts: Mapping[str, str], context: Mapping[str, object], suffix: str
) -> list[str]:
    """The names that one text of a letter asks for as it is filled in, as far as it can be."""
    asked: list[str] = []
    given = {
        name: Asked(value, name, asked, empty=name == "form")
        if isinstance(value, Mapping)
        else value
        for name, value in context.items()
    }
    whole = replace(template, uses=tuple(sorted(ROOTS)))
    with suppress(LetterRefused, BadInput):  # why it cannot be written is told by `tried`
        render_body(whole, parts, given, suffix)
    return [*asked, *(name for name, value in given.items() if not isinstance(value, Asked))]
