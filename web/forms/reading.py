"""Reads boxes into answers. Only shapes are judged (is it a date?); the rules are the verb's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.catalogue.answered_rows import unanswered
from engine.catalogue.definition import Field
from engine.catalogue.sayings import about, ended, must
from web.forms import rows
from web.forms.typed import DATE_PARTS, FINDING_TEXTS, Typed, one

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class NotADateError(Exception):
    """The message says what is wrong with the date, ``box`` in which boxes it stands."""

    def __init__(self, box: str, message: str) -> None:
        super().__init__(message)
        self.box = box


@dataclass(frozen=True, slots=True)
class Reading:
    """What boxes say: answers by field id, empty ones left out; a sentence for each unreadable."""

    answers: Mapping[str, object]
    errors: Mapping[str, str]


def read_date(typed: Typed, name: str, label: str) -> date | None:
    """Day, month and year boxes as a date; None when all are empty; months may be words."""
    day, month, year = (one(typed, f"{name}-{part}").strip() for part in DATE_PARTS)
    if not (day or month or year):
        return None
    missing = [part for part, text in zip(DATE_PARTS, (day, month, year), strict=True) if not text]
    if missing:
        said = f"include a {' and a '.join(missing)}."
        raise NotADateError(name, must(label, said, "date"))
    if len(year) != 4:
        raise NotADateError(name, about(label, "the year must have 4 numbers, like 2026."))
    try:
        return date(int(year), _month(month), int(day))
    except (ValueError, OverflowError):
        raise NotADateError(name, must(label, "be a real date, like 27 3 2026.", "date")) from None


def _month(text: str) -> int:
    word = text.lower()[:3]
    return MONTHS.index(word) + 1 if word in MONTHS else int(text)


def read(fields: Sequence[Field], typed: Typed, points: Sequence[str]) -> Reading:
    """What these fields' boxes say."""
    answers: dict[str, object] = {}
    errors: dict[str, str] = {}
    for field in fields:
        if field.type == "rows":
            listed, wrong_cells = _rows(field, typed)
            errors |= wrong_cells
            if listed:
                answers[field.id] = listed
            continue
        try:
            value = _READERS.get(field.type, _text)(field, typed, points)
        except NotADateError as wrong:
            errors[wrong.box] = str(wrong)
            continue
        if value not in (None, "", [], {}):
            answers[field.id] = value
    return Reading(answers, errors)


def missing(fields: Sequence[Field], answers: Mapping[str, object]) -> dict[str, str]:
    """A sentence for each field that must be answered and is not; conditions are the verb's."""
    found = {
        field.id: _asks(field)
        for field in fields
        if field.required is True and field.default is None and field.id not in answers
    }
    for field in fields:
        listed = answers.get(field.id) if field.type == "rows" else None
        for number, row in enumerate(listed if isinstance(listed, list) else (), start=1):
            if lacking := unanswered(field, number, row):
                found[f"{field.id}-{number}-{lacking[0]}"] = lacking[1]
                continue
            empty = (c for c in field.columns if c.required is True and row and c.id not in row)
            for column in empty:
                name = f"{field.id}-{number}-{column.id}"
                found[name] = about(f"{field.row} {number}", _asks(column))
    return found


def _asks(field: Field) -> str:
    return f"{_ASKS.get(field.type, 'Enter an answer')}: {ended(field.label)}"


_ASKS = {
    "choice": "Select an answer",
    "bool": "Select yes or no",
    "officer": "Select a person",
    "date": "Enter a date",
    "promise": "Select one",
    "some_points": "Select at least one",
    "case": "Enter a reference",
}


def _text(field: Field, typed: Typed, _points: Sequence[str]) -> str:
    return one(typed, field.id).replace("\r\n", "\n").strip()


def _bool(field: Field, typed: Typed, _points: Sequence[str]) -> bool | None:
    return {"yes": True, "no": False}.get(one(typed, field.id))


def _date(field: Field, typed: Typed, _points: Sequence[str]) -> date | None:
    return read_date(typed, field.id, field.label)


def _points(field: Field, typed: Typed, _points: Sequence[str]) -> list[dict[str, str]]:
    texts = [text.replace("\r\n", "\n").strip() for text in typed.get(f"{field.id}-text", ())]
    ids = list(typed.get(f"{field.id}-id", ())) + [""] * len(texts)
    return [{"id": known, "text": text} for known, text in zip(ids, texts, strict=False) if text]


def _add_points(field: Field, typed: Typed, points: Sequence[str]) -> list[str]:
    return [point["text"] for point in _points(field, typed, points)]


def _findings(field: Field, typed: Typed, points: Sequence[str]) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for point in points:
        box = f"{field.id}-{point}"
        finding: dict[str, object] = {
            part: one(typed, f"{box}-{part}").replace("\r\n", "\n").strip()
            for part in FINDING_TEXTS
        }
        label = f"The remedy’s date on point {point.removeprefix('p')}"
        if not finding["remedy_owner"]:  # whoever answers
            del finding["remedy_owner"]
        finding["remedy_by"] = read_date(typed, f"{box}-remedy_by", label)
        if any(finding.values()):
            found[point] = finding
    return found


def _fits(field: Field, typed: Typed, _points: Sequence[str]) -> Mapping[str, object]:
    """The answers to another procedure's questions, each under its short name."""
    before = f"{field.id}-"
    boxes = (name for name in typed if name.startswith(before))
    said = {name.removeprefix(before): one(typed, name) for name in boxes}
    return {name: text == "yes" for name, text in said.items() if text in ("yes", "no")}


def _rows(field: Field, typed: Typed) -> tuple[list[dict[str, object]], dict[str, str]]:
    """The rows, one that was left empty as an empty table; a sentence for each unreadable cell."""
    listed: list[dict[str, object]] = []
    errors: dict[str, str] = {}
    for number in range(1, rows.shown(field, typed) + 1):
        row: dict[str, object] = {}
        for column, cell in zip(field.columns, rows.cells(field, number), strict=True):
            reading = read((cell,), typed, ())
            if cell.id in reading.answers:
                row[column.id] = reading.answers[cell.id]
            for box, said in reading.errors.items():
                errors[box] = about(f"{field.row} {number}", said)
        listed.append(row)
    while listed and not listed[-1]:
        listed.pop()
    return listed, errors


def _some_points(field: Field, typed: Typed, _points: Sequence[str]) -> list[str]:
    return [point for point in typed.get(field.id, ()) if point]


_READERS: Mapping[str, Callable[[Field, Typed, Sequence[str]], object]] = {
    "bool": _bool,
    "date": _date,
    "points": _points,
    "add_points": _add_points,
    "some_points": _some_points,
    "findings": _findings,
    "fits": _fits,
}
