"""What a procedure asks of residents besides the usual questions, on pages of its own.

Its boxes are kept under names of their own, since a procedure may call a question as we call ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.catalogue.definition import Form, Procedure
from web.forms import asking, pages
from web.forms.asking import Asked, Turn
from web.forms.reading import missing, read
from web.forms.typed import Typed
from web.forms.words import answer_lines

ID = "own"
_KEPT_AS = "own:"
#: what only officers can answer, or what is asked elsewhere
_NOT_HERE = ("officer", "file", "case", "promise", "procedure", "fits")


def form_of(procedure: Procedure) -> Form | None:
    """Its own questions for residents; None when there are none."""
    form = procedure.forms.get(procedure.intake.form)
    fields = tuple(
        field
        for field in (form.for_others().fields if form else ())
        if field.type not in _NOT_HERE
    )
    return replace(form, fields=fields) if form and fields else None


def boxes(typed: Typed) -> dict[str, list[str]]:
    """What was typed into its boxes, of all that was kept."""
    own = (name for name in typed if name.startswith(_KEPT_AS))
    return {name.removeprefix(_KEPT_AS): list(typed[name]) for name in own}


def to_keep(sent: Typed) -> dict[str, list[str]]:
    """Its boxes as they are kept."""
    left_out = ("csrf_token", "page", "add_row", "remove_row")
    return {_KEPT_AS + name: list(said) for name, said in sent.items() if name not in left_out}


def answers(form: Form | None, typed: Typed) -> dict[str, object]:
    """What was answered, as far as it can be read; of what still applies."""
    if form is None:
        return {}
    return asking.applying(form, read(form.fields, boxes(typed), ()).answers)


def wrong(form: Form, typed: Typed) -> dict[str, str]:
    """A sentence for each answer that is missing or cannot be read."""
    reading = read(form.fields, boxes(typed), ())
    applies = pages.asked(form, reading.answers)
    return {**missing(applies, reading.answers), **reading.errors}


def turn(form: Form, sent: Typed, typed: Typed) -> Turn:
    """What came of a page: wrong answers, a further page, or all answered."""
    known = answers(form, typed)
    return asking.turn(form, asking.page_wanted(sent), {**boxes(typed), **sent}, (), known)


def asked(form: Form, number: int, typed: Typed, errors: Mapping[str, str]) -> Asked:
    """A page as it is shown. ``typed``: its boxes, or nothing yet."""
    known = {field.id: field.default for field in form.fields if field.default is not None}
    so_far = {**known, **read(form.fields, typed, ()).answers}
    page = pages.page_number(pages.pages(form, so_far), number)
    return Asked(form, page, asking.filled(form, page, typed, {}), errors=errors)


def lines(form: Form, typed: Typed) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(question, answer's lines) of each question that applies, for the check page."""
    given = answers(form, typed)
    return tuple(
        (field.label, answer_lines(field, given.get(field.id)))
        for field in pages.asked(form, given)
    )
