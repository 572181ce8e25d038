"""Rows that answer the rows of an earlier form, one each: what was recommended, and what is said
to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.catalogue.forms import Field, Form
from engine.catalogue.sayings import about, ended

#: the column that says what a row is about, in the earlier rows and in their answers
TEXT = "text"


def same_words(one: object, other: object) -> bool:
    """Whether two texts say the same, but for capitals and spaces."""
    first, second = (" ".join(str(each or "").split()).casefold() for each in (one, other))
    return first == second


def in_case(form: Form, kept: Mapping[str, object]) -> Form:
    """The form, where its rows know what they answer in a case that keeps these facts."""
    if not any(each.answers for each in form.fields):
        return form
    fields = (
        replace(each, to_answer=_texts(kept.get(each.answers))) if each.answers else each
        for each in form.fields
    )
    return replace(form, fields=tuple(fields))


def _texts(rows: object) -> tuple[str, ...]:
    """What the earlier rows say, each text once."""
    found: list[str] = []
    for row in rows if isinstance(rows, list) else ():
        text = str(row.get(TEXT) or "") if isinstance(row, Mapping) else ""
        if text and not any(same_words(text, before) for before in found):
            found.append(text)
    return tuple(found)


def laid_out(field: Field, rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows in the order of what they answer, in its words, each of them there; then those
    that were added.
    """
    rest = [dict(row) for row in rows]
    answering: list[dict[str, object]] = []
    for text in field.to_answer:
        own = next((row for row in rest if same_words(row.get(TEXT), text)), None)
        if own is not None:
            rest.remove(own)
        answering.append({**(own or {}), TEXT: text})
    return [*answering, *rest]


def unanswered(field: Field, number: int, row: Mapping[str, object]) -> tuple[str, str] | None:
    """The column that the row of that number lacks as an answer, and the sentence that says so."""
    if number > len(field.to_answer):
        return None
    wanting = (c for c in field.columns if c.required is True and row.get(c.id) in (None, ""))
    column = next(wanting, None)
    if column is None:
        return None
    source = f" ({field.source})" if field.source not in ("", "setting") else ""
    said = f"“{field.to_answer[number - 1].rstrip('.')}” has no answer. Each one gets one{source}."
    return column.id, about(ended(f"{field.row} {number}").rstrip("."), said)
