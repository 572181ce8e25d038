"""What stands in a page's boxes: text only, by the name of the box, as a browser sends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from engine.catalogue.definition import Field, Form

Typed = Mapping[str, Sequence[str]]

#: the parts of a finding on one point, as boxes are named: ``answer-p1-reason``
FINDING_TEXTS = ("finding", "reason", "remedy", "remedy_owner")
DATE_PARTS = ("day", "month", "year")


def one(typed: Typed, name: str) -> str:
    """The only (or first) text under a name, as it was typed."""
    found = typed.get(name)
    return found[0] if found else ""


def from_values(form: Form, values: Mapping[str, object]) -> dict[str, list[str]]:
    """The boxes of a form filled in from a draft or from defaults."""
    typed: dict[str, list[str]] = {}
    for field in form.fields:
        if field.id in values:
            typed.update(boxes_of(field, values[field.id]))
    return typed


def boxes_of(field: Field, value: object) -> dict[str, list[str]]:
    """The boxes of one field filled in from its value."""
    if value is None:
        return {}
    if field.type in _SEVERAL:
        return _SEVERAL[field.type](field.id, value)
    if field.type == "rows":
        return _row_boxes(field, value)
    if field.type == "some_points":
        return {field.id: [str(point) for point in value] if isinstance(value, list) else []}
    if field.type == "bool":
        return {field.id: ["yes" if value in (True, "yes", "true") else "no"]}
    return {field.id: [str(value)]}


def _date_boxes(name: str, value: object) -> dict[str, list[str]]:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return {}
    parts = (str(day.day), str(day.month), str(day.year))
    return {f"{name}-{part}": [text] for part, text in zip(DATE_PARTS, parts, strict=True)}


def _finding_boxes(name: str, value: object) -> dict[str, list[str]]:
    if not isinstance(value, Mapping):
        return {}
    boxes: dict[str, list[str]] = {}
    for point, given in value.items():
        finding = given if isinstance(given, Mapping) else {"finding": given}
        for part in FINDING_TEXTS:
            boxes[f"{name}-{point}-{part}"] = [str(finding.get(part) or "")]
        if finding.get("remedy_by"):
            boxes.update(_date_boxes(f"{name}-{point}-remedy_by", finding["remedy_by"]))
    return boxes


def _point_boxes(name: str, value: object) -> dict[str, list[str]]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return {}
    pairs = [
        (str(item.get("id") or ""), str(item.get("text") or ""))
        if isinstance(item, Mapping)
        else ("", str(item))
        for item in value
    ]
    return {f"{name}-id": [p[0] for p in pairs], f"{name}-text": [p[1] for p in pairs]}


def _row_boxes(field: Field, value: object) -> dict[str, list[str]]:
    """Every row that there is, and room for one more unless they answer what is there."""
    rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    boxes = {f"{field.id}-rows": [str(len(rows) + (0 if field.to_answer else 1))]}
    for number, row in enumerate(rows, start=1):
        for column in field.columns:
            given = row.get(column.id) if isinstance(row, Mapping) else None
            if given not in (None, ""):
                cell = replace(column, id=f"{field.id}-{number}-{column.id}")
                boxes.update(boxes_of(cell, given))
    return boxes


def box_names(field: Field, points: Sequence[str]) -> tuple[str, ...]:
    """Every box that a field may have, for carrying answers from page to page."""
    if field.type == "date":
        return tuple(f"{field.id}-{part}" for part in DATE_PARTS)
    if field.type in ("points", "add_points"):
        return (f"{field.id}-id", f"{field.id}-text")
    if field.type == "rows":
        inner = (
            name
            for number in range(1, field.most_rows + 1)
            for column in field.columns
            for name in box_names(replace(column, id=f"{field.id}-{number}-{column.id}"), ())
        )
        return (f"{field.id}-rows", *inner)
    if field.type == "findings":
        parts = FINDING_TEXTS + tuple(f"remedy_by-{part}" for part in DATE_PARTS)
        return tuple(f"{field.id}-{point}-{part}" for point in points for part in parts)
    return (field.id,)


def carried(
    fields: Sequence[Field], typed: Typed, points: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Hidden boxes: everything that was typed into these fields, in order."""
    return tuple(
        (name, text)
        for field in fields
        for name in _boxes_typed(field, typed, points)
        for text in typed.get(name, ())
    )


def _boxes_typed(field: Field, typed: Typed, points: Sequence[str]) -> tuple[str, ...]:
    """Its boxes; those of another procedure's questions are known only by what was typed."""
    if field.type == "fits":
        return tuple(name for name in typed if name.startswith(f"{field.id}-"))
    return box_names(field, points)


def _fits_boxes(name: str, value: object) -> dict[str, list[str]]:
    said = value.items() if isinstance(value, Mapping) else ()
    return {f"{name}-{fit}": ["yes" if yes else "no"] for fit, yes in said}


#: fields of several boxes
_SEVERAL: Mapping[str, Callable[[str, object], dict[str, list[str]]]] = {
    "date": _date_boxes,
    "findings": _finding_boxes,
    "points": _point_boxes,
    "add_points": _point_boxes,
    "fits": _fits_boxes,
}
