"""How a form will look to officers: by the very parts of which their pages are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.catalogue.definition import Choice, Field, Form
from engine.catalogue.kinds import titled
from engine.desk.views import PointView
from web.forms.asking import Asked
from web.forms.pages import Page
from web.forms.typed import from_values

#: boxes of a preview never have the names of the page's own
_BEFORE = "preview-"
_SAMPLE = (
    PointView(id="p1", number=1, text="The bin was missed three times", findings=()),
    PointView(id="p2", number=2, text="Nobody called back", findings=()),
)
_PEOPLE = (("1", "An officer"), ("2", "Another officer"))
_FINDINGS = (
    Choice("upheld", "Upheld"),
    Choice("partly_upheld", "Partly upheld"),
    Choice("not_upheld", "Not upheld"),
)


@dataclass(frozen=True, slots=True)
class Preview:
    """A form with all its fields on one page, nothing filled in but what stands there at first."""

    asked: Asked
    fields: Sequence[Field]
    button: str


def of_form(form: Form) -> Preview:
    """The preview of a form."""
    fields = tuple(_renamed(each) for each in form.fields)
    whole = replace(form, fields=fields)
    defaults = {f.id: f.default for f in fields if f.default is not None}
    asked = Asked(
        form=whole,
        page=Page(1, fields, (), True),
        typed=from_values(whole, defaults),
        points=_SAMPLE,
        officers=_people(fields),
    )
    return Preview(asked, fields, form.button)


def _renamed(field: Field) -> Field:
    choices = _FINDINGS if field.type == "findings" and not field.choices else field.choices
    label = field.label or titled(field.id)
    return replace(field, id=_BEFORE + field.id, choices=choices, label=label)


def _people(fields: Sequence[Field]) -> Mapping[str, Sequence[tuple[str, str]]]:
    found: dict[str, Sequence[tuple[str, str]]] = {}
    for field in fields:
        if field.type in ("officer", "findings"):
            found[field.id] = _PEOPLE
        if field.type == "promise":
            found[field.id] = (("1", "Something that was promised"),)
        if field.type == "procedure":
            found[field.id] = (("a", "One procedure"), ("b", "Another procedure"))
        found |= {f"{field.id}-{c.id}": _PEOPLE for c in field.columns if c.type == "officer"}
    return found


def alone(form: Form, field: Field) -> Form:
    """A form that asks this alone."""
    return replace(form, fields=(field,))
