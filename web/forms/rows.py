"""Rows on a page: which boxes each has, how many there are, and one more or one less.

Without JavaScript the page is sent to get another row, and comes back with all that was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.catalogue.definition import Field
from web.forms.typed import Typed, box_names, one

ADD, REMOVE = "add_row", "remove_row"


def of_fields(fields: Sequence[Field]) -> Iterator[Field]:
    """The fields that are rows."""
    return (each for each in fields if each.type == "rows")


def cells(field: Field, number: int) -> tuple[Field, ...]:
    """The columns of one row, counted from 1, as fields with boxes of their own."""
    return tuple(replace(each, id=f"{field.id}-{number}-{each.id}") for each in field.columns)


def shown(field: Field, typed: Typed) -> int:
    """How many rows stand on the page."""
    said = one(typed, f"{field.id}-rows")
    number = int(said) if said.isdecimal() and len(said) < 4 else 0
    return min(max(number, field.least_rows, len(field.to_answer), 1), field.most_rows)


def rearranged(fields: Sequence[Field], typed: Typed) -> Typed | None:
    """What stands on the page after a row was added or taken away; None: neither was asked."""
    for field in of_fields(fields):
        number = shown(field, typed)
        if one(typed, ADD) == field.id:
            return {**typed, f"{field.id}-rows": [str(min(number + 1, field.most_rows))]}
        for gone in range(len(field.to_answer) + 1, number + 1):
            if one(typed, REMOVE) == f"{field.id}-{gone}":
                return _without(field, typed, gone, number)
    return None


def _without(field: Field, typed: Typed, gone: int, number: int) -> Typed:
    """The rows after one that is taken away move up."""
    boxes = {name: list(texts) for name, texts in typed.items()}
    for at in range(gone, number + 1):
        for here, after in zip(cells(field, at), cells(field, at + 1), strict=True):
            for name, later in zip(box_names(here, ()), box_names(after, ()), strict=True):
                boxes.pop(name, None)
                if later in boxes:
                    boxes[name] = boxes[later]
    return {**boxes, f"{field.id}-rows": [str(number - 1)]}
