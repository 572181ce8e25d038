"""A letter as a PDF for a window envelope, a screen reader and an archive (PDF/UA-1, PDF/A-2a)."""

from __future__ import annotations

import json
import re
import tempfile
import threading
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from engine.errors import LetterRefused
from engine.letters import wording
from engine.letters.address import MOST, window_lines
from engine.letters.document import Letter
from engine.letters.kept import body_to_json
from engine.working_days import long_date

MOST_PAGES = 10  # GOV.UK Notify's limit
_FRAME = Path(__file__).with_name("frame.typ")
_ONE_PER_THREAD = threading.local()  # a Compiler shared between threads raises "Already borrowed"


def to_pdf(letter: Letter) -> bytes:
    """The letter as PDF; the same letter gives the same bytes.

    Raises LetterRefused, with the reason, for a character the typeface lacks, more than ten pages,
    or an address that does not fit the window.
    """
    midnight = datetime(letter.issued.year, letter.issued.month, letter.issued.day, tzinfo=UTC)
    made = _printed(
        letter,
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        timestamp=int(midnight.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def to_pictures(letter: Letter, dots_per_inch: int = 80) -> tuple[bytes, ...]:
    """The printed pages as PNG pictures. Raises LetterRefused as ``to_pdf`` does."""
    made = _printed(letter, format="png", ppi=float(dots_per_inch))
    return (made,) if isinstance(made, bytes) else tuple(made)


def _printed(letter: Letter, **how: Any) -> bytes | list[bytes]:
    window = window_lines(letter.recipient, letter.address)
    if len(window) > MOST:
        reason = (
            f"The address of {letter.recipient} has {len(window)} lines; a window takes {MOST}."
        )
        raise LetterRefused(letter.body.code, (), reason)
    given = {"d": json.dumps(_data(letter, window), ensure_ascii=False)}
    try:
        made = _compiler().compile(sys_inputs=given, **how)
    except typst.TypstError as error:
        raise LetterRefused(letter.body.code, (), _reason(letter, error.message)) from error
    assert made is not None  # nothing is written to a file
    return made


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has (its page tree is not compressed)."""
    return max(int(count) for count in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)", pdf))


def _compiler() -> typst.Compiler:
    kept: typst.Compiler | None = getattr(_ONE_PER_THREAD, "compiler", None)
    if kept is None:
        kept = typst.Compiler(str(_FRAME), root=str(_FRAME.parent), font_paths=fonts())
        _ONE_PER_THREAD.compiler = kept
    return kept


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Two files of the typeface, and typst's own for rare signs.

    The package's folder holds every weight twice, and which is found first depends on the disk;
    typst follows the links to the files themselves, so the folder of links may go.
    """
    package = Path(font_source_sans_pro.font_directory)
    with tempfile.TemporaryDirectory() as folder:
        for weight in ("Regular", "Bold"):
            name = f"SourceSansPro-{weight}.ttf"
            (Path(folder) / name).symlink_to(package / name)
        return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _data(letter: Letter, window: tuple[str, ...]) -> dict[str, object]:
    head, body = letter.letterhead, body_to_json(letter.body)
    language, _, region = letter.language.partition("-")
    ways = ((wording.PHONE, head.phone), (wording.EMAIL, head.email), ("", head.website))
    return {
        "title": letter.body.title,
        "lang": language.lower(),
        "region": region.upper() or "GB",
        "issued": [letter.issued.year, letter.issued.month, letter.issued.day],
        "reference": letter.reference,
        "facts": [[wording.DATE, long_date(letter.issued)], [wording.REFERENCE, letter.reference]],
        "council": head.council,
        "address": list(head.address),
        "ways": [f"{name}: {value}".removeprefix(": ") for name, value in ways if value],
        "window": list(window),
        "greeting": f"{letter.greeting},",
        "blocks": body["blocks"],
        "closing": f"{wording.CLOSING},",
        "signed": list(letter.signed_by),
        "large": letter.large_print,
        "most": MOST_PAGES,
        "labels": {"page": wording.PAGE, "of": wording.OF, "contact": wording.CONTACT},
    }


def _reason(letter: Letter, message: str) -> str:
    """What typst said, as a sentence with a fix."""
    if found := re.search(r'the text `"(.+?)"` could not be displayed', message, re.DOTALL):
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1])
        named = (
            f"“{text}” ({', '.join(unicodedata.name(c, hex(ord(c))).lower() for c in text[:3])})"
        )
        return (
            f"The letter cannot be printed: its typeface has no {named}. Write it in other words."
        )
    if found := re.search(r"pages (\d+)", message):
        return (
            f"The letter would have {found[1]} pages; {MOST_PAGES} is the most that can be posted."
        )
    if "assertion failed: window" in message:
        return f"The address of {letter.recipient} does not fit the window of the envelope."
    return f"The letter cannot be printed: {message}."
