"""What a draft is: values, for pages and judgements."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property


@dataclass(frozen=True)
class Draft:
    """A draft, whole. ``files``: place in the house -> text. ``editors``: person id -> name."""

    id: int
    kind: str
    of: str
    title: str
    why: str
    status: str
    files: Mapping[str, str]
    base_version: str
    base_profile: str
    profile: str
    shipped: bool
    revision: int
    changed_at: datetime
    changed_by: str
    editors: Mapping[int, str]
    split_from: int | None
    set_aside: Mapping[str, str]
    submitted_by: int | None
    submitted_at: datetime | None
    wanted_from: date | None
    submitted_name: str = ""
    history: tuple[Happened, ...] = ()

    @cached_property
    def content(self) -> str:
        """SHA-256 (hex) of all files: the same content gets the same judgement."""
        digest = hashlib.sha256()
        for file, text in sorted(self.files.items()):
            digest.update(f"{len(file)} {file} {len(text)} ".encode())
            digest.update(text.encode())
        return digest.hexdigest()

    @property
    def yaml(self) -> str:
        """Where procedure.yaml stands."""
        return f"processes/{self.of}/procedure.yaml"

    def fingerprint(self, file: str) -> str:
        """16 hexadecimal digits of one file's text; empty when there is no such file."""
        return fingerprint_of(self.files[file]) if file in self.files else ""


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of a draft's history."""

    at: datetime
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Head:
    """A draft in a list."""

    id: int
    kind: str
    of: str
    title: str
    why: str
    status: str
    changed_at: datetime
    changed_by: str
    shipped: bool
    split_from: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping. ``split``: somebody else had changed it; ``draft_id`` is the new draft
    that holds what was typed, and the other stays as it is.
    """

    draft_id: int
    revision: int
    split: bool
    fingerprints: Mapping[str, str]


def fingerprint_of(text: str) -> str:
    """16 hexadecimal digits of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
