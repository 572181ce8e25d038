"""A task's form between its pages and the verb: what stands in it, what is sent, how it reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from flask import request

from engine.catalogue.definition import Field
from engine.desk.views import TaskForm
from engine.errors import BadInput
from web.forms import pages, words

Row = tuple[str, tuple[str, ...], str]


def standing(form: TaskForm) -> dict[str, object]:
    """The draft or the defaults; a list of points that was not touched is the case's own."""
    listed = [{"id": point.id, "text": point.text} for point in form.points]
    untouched = {field.id: listed for field in form.form.fields if field.type == "points"}
    return {**untouched, **form.values}


def sent_answers() -> dict[str, object]:
    """The answers that the check page showed, as it carried them."""
    try:
        found = json.loads(request.form.get("answers", ""))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BadInput("The answers did not arrive whole. Open the task and check it again.")
    return found


def rows(
    form: TaskForm, answers: Mapping[str, object], address: Callable[[int], str]
) -> tuple[Row, ...]:
    """(question, answer's lines, address of the page that asks it) of each field that applies."""
    return tuple(
        (
            field.label,
            words.answer_lines(field, answers.get(field.id), _people(form, field)),
            address(page.number),
        )
        for page in pages.pages(form.form, answers)
        for field in page.fields
    )


def _people(form: TaskForm, field: Field) -> tuple[tuple[str, str], ...]:
    """Whom the field offers, its own or those of its columns: a row is told with their names."""
    asked = (field.id, *(f"{field.id}-{column.id}" for column in field.columns))
    return tuple(each for name in asked for each in form.officers.get(name, ()))


def typed_rows(form: TaskForm, answers: Mapping[str, object]) -> list[tuple[str, tuple[str, ...]]]:
    """What was typed, for copying: (question, answer's lines)."""
    return [
        (
            field.label,
            words.answer_lines(field, answers[field.id], _people(form, field)),
        )
        for field in form.form.fields
        if answers.get(field.id) not in (None, "", [], {})
    ]
