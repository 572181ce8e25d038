"""A letter as blocks: what every format is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; ``link`` is a URL."""

    text: str
    bold: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """``paragraph``, ``heading`` (level 2 or 3), ``bullets``, ``numbers`` or ``quote``.

    Paragraphs, headings and quotes have one item; lists one an entry.
    """

    kind: str
    items: tuple[tuple[Span, ...], ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: printed at the top and foot."""

    council: str
    address: tuple[str, ...]
    phone: str
    email: str
    website: str


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered letter before it has a recipient. ``said``: the must-say points it rendered."""

    code: str
    title: str
    blocks: tuple[Block, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one recipient, ready for any format.

    ``address``: for post 3 to 7 lines as they stand in the window, the name first; else empty.
    """

    body: Body
    reference: str
    issued: date
    letterhead: Letterhead
    recipient: str
    address: tuple[str, ...] = ()
    greeting: str = "Dear resident"
    signed_by: tuple[str, ...] = field(default=())  # name or role, title, phone, e-mail
    large_print: bool = False
    language: str = "en-GB"
