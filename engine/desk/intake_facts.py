"""What was asked beside the complaint itself when it came in, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.catalogue.definition import Field, Form
from engine.desk.told_views import Told
from engine.working_days import long_date

_YES_NO: Mapping[bool, str] = {True: "Yes", False: "No"}


def facts(data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(title, text) of each fact that is there."""
    if data.get("at_risk") and not data.get("risk"):
        yield "Somebody may be at risk", "Yes"
    if data.get("anonymous"):
        yield "Anonymous", "They did not want to give their name. No letter can be sent."
    for name, title in _TEXTS.items():
        if data.get(name):
            yield title, str(data[name])
    if data.get("known_on"):
        yield "When they first knew", long_date(date.fromisoformat(str(data["known_on"])))
    for name, title in _ANSWERS.items():
        said = data.get(name)
        if isinstance(said, bool):
            yield title, _YES_NO[said]


def of_form(form: Form | None, data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(question, answer) of the procedure's own questions; officers stand among the people."""
    for field in form.fields if form else ():
        if field.type != "officer" and data.get(field.id) not in (None, "", []):
            yield field.label.rstrip("?"), said(field, data[field.id])


def said(field: Field, value: object) -> str:
    """One answer in words; rows a line each."""
    if isinstance(value, bool):
        return _YES_NO[value]
    if field.type == "date":
        return _day(str(value))
    if isinstance(value, list):
        return "\n".join(_row(field, row) for row in value if isinstance(row, Mapping))
    return next((c.label for c in field.choices if c.value == str(value)), str(value))


def table(field: Field, rows: Sequence[object]) -> Told:
    """Rows with what their columns are called; a column that no row fills is left out."""
    given = [row for row in rows if isinstance(row, Mapping)]
    filled = [c for c in field.columns if any(row.get(c.id) not in (None, "") for row in given)]
    cells = ([(c, row.get(c.id)) for c in filled] for row in given)
    return Told(
        tuple(column.label.rstrip("?") for column in filled),
        tuple(tuple("" if v in (None, "") else _cell(c, v) for c, v in row) for row in cells),
    )


def _cell(column: Field, value: object) -> str:
    """A day stands short in a table."""
    return _day(str(value), short=True) if column.type == "date" else said(column, value)


def _row(field: Field, row: Mapping[str, object]) -> str:
    cells = (said(c, row[c.id]) for c in field.columns if row.get(c.id) not in (None, ""))
    return "; ".join(cells)


def _day(text: str, short: bool = False) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%b %Y}" if short else long_date(day)


_TEXTS = {
    "relation": "The representative is",
    "location": "Where it happened",
    "earlier_reports": "Reported before",
    "contractor": "Contractor",
    "source": "Where it was found",
}
_ANSWERS = {
    "contractor_contacted": "Contractor told already",
    "authority": "Authority of the representative seen",
    "copies": "Copies for the representative",
}
