"""Reads what was filled in on a form: typed values, or a sentence for each field that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine import expressions
from engine.casework.typed_answers import READERS, Asking, WrongAnswer
from engine.casework.typed_rows import WrongRows, read_rows
from engine.catalogue.definition import Field, Form
from engine.catalogue.sayings import about, ended, must, with_source
from engine.errors import FormErrors
from engine.working_days import long_date


def shown(form_field: Field, values: Mapping[str, object], asking: Asking) -> bool:
    """Whether a field is asked, given the answers before it."""
    if form_field.when is None:
        return True
    return _holds(form_field.when, values, asking)


def read_answers(form: Form, raw: Mapping[str, object], asking: Asking) -> dict[str, object]:
    """Typed values by field id; FormErrors names every field that is wrong.

    Dates come out as ``date``, officers as their id, findings as ``{p1: {finding, reason, …}}``,
    rows as a list of tables; an error in one is under ``<field>-<row>-<column>``.
    """
    values: dict[str, object] = {}
    form = form.for_officers() if asking.by_officer else form.for_others()
    errors = {
        name: f"This form has no field called “{name}”."
        for name in raw
        if name not in {f.id for f in form.fields}
    }
    for each in form.fields:
        if not shown(each, values, asking):
            continue
        try:
            value = _read(each, raw.get(each.id), asking)
            _check(each, value, values, asking)
        except WrongAnswer as wrong:
            errors[each.id] = str(wrong)
            continue
        except WrongRows as wrong_rows:
            errors |= wrong_rows.errors
            continue
        if value not in (None, "", [], {}):
            values[each.id] = value
        elif each.default is not None:
            values[each.id] = each.default
    errors.update(_named_twice(form, values))
    if errors:
        raise FormErrors(errors)
    return values


def _named_twice(form: Form, values: Mapping[str, object]) -> dict[str, str]:
    """Fields that name the same person, though the form wants two."""
    labels = {each.id: each.label for each in form.fields}
    return {
        each.id: about(each.label, f"choose somebody else than for “{labels[other]}”.")
        for each in form.fields
        for other in each.not_same_as
        if each.id in values and values[each.id] == values.get(other)
    }


def _read(each: Field, raw: object, asking: Asking) -> object:
    if each.type == "rows":
        empty = {column.id: None for column in each.columns}
        return read_rows(
            each,
            raw,
            asking,
            lambda column, cell, row: _check(column, cell, {**empty, **row}, asking),
        )
    return READERS[each.type](each, raw, asking)


def _check(each: Field, value: object, values: Mapping[str, object], asking: Asking) -> None:
    if value in (None, "", [], {}):
        required = each.required
        if isinstance(required, str):
            required = _holds(required, values, asking)
        if required and each.default is None:
            raise WrongAnswer(_missing(each))
        value = each.default
    guard = each.only.get(value) if isinstance(value, str) else None
    if guard is not None and not _holds(guard, values, asking):
        raise WrongAnswer(with_source(_why_not(each, str(value)), guard, asking.sources))
    if isinstance(value, date):
        _check_date(each, value, asking)


def _check_date(each: Field, value: date, asking: Asking) -> None:
    if each.after == "today" and value <= asking.today:
        said = f"be after today, {long_date(asking.today)}."
        raise WrongAnswer(must(each.label, said, "date"))
    received = asking.received_on
    if each.after == "received" and received is not None and value < received:
        said = f"not be before the complaint was received on {long_date(received)}."
        raise WrongAnswer(must(each.label, said, "date"))
    if (each.until == "today" or each.dates_event) and value > asking.today:
        raise WrongAnswer(must(each.label, "be today or in the past.", "date"))


def _missing(each: Field) -> str:
    asks = each.type in ("choice", "officer", "bool", "some_points", "promise")
    return f"{'Select' if asks else 'Enter'} an answer: {ended(each.label)}"


def _why_not(each: Field, choice: str) -> str:
    said = each.only_say.get(choice)
    label = next((c.label for c in each.choices if c.value == choice), choice)
    return said or f"“{label}” is not possible in this case now."


def _holds(text: str, values: Mapping[str, object], asking: Asking) -> bool:
    names = {**asking.variables, **values}
    expression = expressions.parse(text)
    known = {name: names.get(name) for name in expression.names}
    return bool(expression.value(known, asking.functions))
