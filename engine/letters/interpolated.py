"""Values pass the Markdown parser as marks, so what a resident wrote can never become markup.

A template prints ``{{ case.summary }}``; what the parser sees is a mark of two private-use
characters and a number. After parsing, the mark is replaced by the value, as plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from engine.errors import BadInput
from engine.working_days import long_date

MOST_ROUNDS = 20_000  # of all loops of one letter together
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
# Controls, our own marks, and the characters that turn the direction of text around unseen.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    r"\ufeff\ufff9-\uffff\ue000\ue001\ud800-\udfff]"
)


class Values:
    """The values one rendering has printed so far, and the points it has said."""

    def __init__(self) -> None:
        self._values: list[str] = []
        self._said: dict[str, bool] = {}
        self._rounds = 0

    def go_round(self) -> None:
        """Count a round of a loop. Raises BadInput when a letter never comes to its end."""
        self._rounds += 1
        if self._rounds > MOST_ROUNDS:
            raise BadInput("The letter is too long: its loops go round too often.")

    def mark(self, value: object) -> str:
        """Keep a value; the mark to print in its place."""
        self._values.append(as_text(value))
        return f"{_OPEN}{len(self._values) - 1}{_CLOSE}"

    def put_back(self, text: str) -> str:
        """The text with every mark replaced by its value."""
        return _MARK.sub(lambda found: self._values[int(found[1])], text)

    def say(self, point: str, text: str) -> None:
        """Note that a passage was rendered for a point.

        A passage with nothing to read in it, or in which a printed value is blank ("This is
        because ."), does not say its point, and no other passage makes up for it.
        """
        blank = any(not self._values[int(number)].strip() for number in _MARK.findall(text))
        complete = not blank and any(c.isalnum() for c in self.put_back(text))
        self._said[point] = self._said.get(point, True) and complete

    @property
    def said(self) -> tuple[str, ...]:
        """The points that were said, whole, in order of their first passage."""
        return tuple(point for point, complete in self._said.items() if complete)


def without_marks(source: str) -> str:
    """A template's own text without the characters that marks are made of."""
    return source.replace(_OPEN, "").replace(_CLOSE, "")


def as_text(value: object) -> str:
    """A value as a letter prints it. Raises BadInput for lists, nothing, yes and no."""
    if isinstance(value, str):
        return clean(str(value))
    if isinstance(value, datetime | date):
        return long_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)
    if isinstance(value, Mapping | Sequence):
        raise BadInput("A letter prints a whole list; print its parts one by one.")
    raise BadInput(f"A letter prints {value!r}, which has no plain reading.")


def clean(text: str) -> str:
    """Text in composed form with plain line ends, without control and direction characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return _UNWANTED.sub("", unicodedata.normalize("NFC", text.replace("\u2029", "\n\n")))
