"""What a visitor needs to follow a complaint: kept beside the database; codes are told once."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from engine.bootstrap import Office


@dataclass(frozen=True, slots=True)
class Visitor:
    """A complaint that a visitor may open. ``try_this``: what can be seen or done with it."""

    reference: str
    code: str
    postcode: str
    name: str
    try_this: str


def _file(office: Office) -> Path:
    return office.settings.var / "demo_visitors.json"


def begin(office: Office) -> None:
    """Note that the council is being made: it has no visitors until it is whole."""
    keep(office, ())


def were_never_kept(office: Office) -> bool:
    """Whether the making of this council was interrupted."""
    return _file(office).exists() and not _read(office)


def keep(office: Office, visitors: tuple[Visitor, ...]) -> None:
    """Remember them for later starts."""
    text = json.dumps([dataclasses.asdict(each) for each in visitors], indent=1)
    _file(office).write_text(text, encoding="utf-8")


def demo_visitors(office: Office) -> tuple[Visitor, ...]:
    """The complaints that a visitor may open; none where this is no demo."""
    if not office.settings.demo:
        return ()
    return _read(office)


def _read(office: Office) -> tuple[Visitor, ...]:
    try:
        kept = json.loads(_file(office).read_text(encoding="utf-8"))
        return tuple(Visitor(**each) for each in kept)
    except (FileNotFoundError, ValueError, TypeError):
        return ()
