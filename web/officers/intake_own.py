"""The page with a procedure's own questions, as an officer fills it in.

A procedure may call a question as we call ours: on this page our boxes are carried under names of
their own, on the others its boxes are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import render_template, request

from engine.casework import front_door
from engine.catalogue.definition import Form, Procedure
from engine.desk.choosable import of_intake
from web.forms import asking, pages
from web.forms.reading import missing, read
from web.forms.typed import Typed
from web.forms.words import answer_lines
from web.guards import office
from web.officers import intake_pages
from web.officers.intake_pages import OWN_BOX

_OURS = "usual:"
_CONTROLS = ("csrf_token", "at", "page", "back", "add_row", "remove_row", "procedure")


def sent() -> dict[str, list[str]]:
    """What the browser sent, each box under the name by which it is carried."""
    boxes = request.form.to_dict(flat=False)
    if request.form.get("at") != intake_pages.OWN:
        return boxes
    named = {_carried(name): said for name, said in boxes.items() if name not in _CONTROLS}
    return named | {"procedure": boxes.get("procedure", [])}


def _carried(name: str) -> str:
    return name.removeprefix(_OURS) if name.startswith(_OURS) else OWN_BOX + name


def form_of(procedure: Procedure) -> Form | None:
    """The procedure's own questions. Files are added on the last page, with all others."""
    form = front_door.form_of(procedure)
    if form is None:
        return None
    asked = tuple(each for each in form.for_officers().fields if each.type != "file")
    return replace(form.for_officers(), fields=asked)


def boxes(typed: Typed) -> dict[str, list[str]]:
    """Its boxes, by the names that its page knows."""
    own = (name for name in typed if name.startswith(OWN_BOX))
    return {name.removeprefix(OWN_BOX): list(typed[name]) for name in own}


def answers(form: Form | None, typed: Typed) -> dict[str, object]:
    """What was answered, as far as it can be read; of what still applies."""
    if form is None:
        return {}
    return asking.applying(form, read(form.fields, boxes(typed), ()).answers)


def wrong(procedure: Procedure, typed: Typed) -> dict[str, str]:
    """A sentence for each of its answers that is missing or cannot be read."""
    form = form_of(procedure)
    if form is None:
        return {}
    reading = read(form.fields, boxes(typed), ())
    applies = pages.asked(form, reading.answers)
    return {**missing(applies, reading.answers), **reading.errors}


def turn(form: Form, typed: Typed) -> asking.Turn:
    """What came of a page of it."""
    number = asking.numbered(request.form.get("page", "1"))
    again = {name: [said] for name, said in request.form.items() if name.endswith("_row")}
    return asking.turn(form, number, {**boxes(typed), **again}, (), answers(form, typed))


def page_with(form: Form, typed: Typed, box: str) -> int:
    """The number of the page on which a box stands."""
    shown = pages.pages(form, answers(form, typed))
    name = box.partition("-")[0]
    return next((p.number for p in shown if name in [f.id for f in p.fields]), 1)


def page(
    procedure: Procedure, typed: Typed, number: int, shown: Typed, errors: Mapping[str, str]
) -> str:
    """A page of it. ``typed``: all that is carried; ``shown``: what stands in its boxes."""
    form = form_of(procedure)
    assert form is not None
    defaults = {field.id: field.default for field in form.fields if field.default is not None}
    so_far = {**defaults, **read(form.fields, shown, ()).answers}
    asked = pages.page_number(pages.pages(form, so_far), number)
    ours = ((n, t) for n, said in typed.items() if not n.startswith(OWN_BOX) for t in said)
    return render_template(
        "officers/record/own.html",
        procedure=procedure,
        pages=intake_pages.of(procedure),
        asked=asking.Asked(
            form,
            asked,
            asking.filled(form, asked, shown, {}),
            officers=of_intake(office(), procedure, form),
            errors=errors,
        ),
        errors=errors,
        carried=[(_OURS + n, t) for n, t in ours if n not in _CONTROLS],
        section="record",
    )


def rows(procedure: Procedure, typed: Typed) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(question, answer's lines) of each answer, for the last page."""
    form = form_of(procedure)
    given = answers(form, typed)
    people = of_intake(office(), procedure, form) if form else {}
    return tuple(
        (field.label, answer_lines(field, given[field.id], people.get(field.id, ())))
        for field in (form.fields if form else ())
        if field.id in given
    )
