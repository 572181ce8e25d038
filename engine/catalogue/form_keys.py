"""The keys of the forms in procedure.yaml, and what is built of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from engine.catalogue.definition import Choice, Field, Form, Variable
from engine.catalogue.forms import DOES
from engine.catalogue.keys import (
    Key,
    KeyTable,
    Place,
    Unusable,
    each,
    named,
    read_table,
    suggestion,
)
from engine.catalogue.kinds import (
    flag,
    flag_or_expression,
    is_name,
    name,
    one_of,
    single,
    text,
    texts,
    titled,
    whole,
    whole_from_one,
    words,
)
from engine.catalogue.row_keys import check_rows, choices, columns, requirements
from engine.catalogue.tree import Node, Scalar, Table
from engine.errors import BadInput
from engine.expressions import parse

FIELD_TYPES = one_of(
    "text",
    "long_text",
    "choice",
    "bool",
    "date",
    "number",
    "officer",
    "points",
    "findings",
    "add_points",
    "some_points",
    "case",
    "promise",
    "procedure",
    "fits",
    "file",
    "rows",
)
FIELD: KeyTable = {
    "id": Key(name, required=True),
    "type": Key(FIELD_TYPES, required=True),
    "label": Key(text, required=True),
    "hint": Key(text),
    "officer_label": Key(text),
    "officer_hint": Key(text),
    "required": Key(flag_or_expression),
    "of": Key(choices, into="choices"),
    "when": Key(text),
    "only": Key(texts),
    "only_say": Key(texts),
    "role": Key(name),
    "assigns": Key(text),
    "capacity": Key(name),
    "after": Key(one_of("today", "received")),
    "until": Key(one_of("today")),
    "default": Key(single),
    "most": Key(whole_from_one),
    "remembered": Key(flag),
    "shows_kept": Key(flag),
    "asked_of": Key(one_of("officer")),
    "dates_event": Key(flag),
    "tells": Key(flag),
    "sets_aside": Key(name),
    "suggests": Key(name),
    "not_same_as": Key(words),
    "replaces": Key(flag),
    "columns": Key(columns),
    "row": Key(text),
    "least_rows": Key(whole),
    "most_rows": Key(whole_from_one),
    "becomes": Key(one_of("remedy", "recommendation")),
    "response": Key(one_of("accepted", "declined")),
    "adds_to": Key(name),
    "answers": Key(name),
    "source": Key(text),
}


def _field(known: Mapping[str, Variable], node: Node, place: Place) -> Field:
    made = Field(**read_table(node, place, FIELD))
    check_rows(made, node, place)
    if made.type != "choice":
        return made
    given = made.choices
    if not given and (variable := known.get(made.id)):
        given = tuple(Choice(value, titled(value)) for value in variable.of)
    if not given:
        fix = f"Add “of:”, or list the choices in the variable “{made.id}”."
        place.note(node, f"The choice “{made.id}” has nothing to choose from.", fix, "reference")
    _choices_exist(made, {choice.value for choice in given}, node, place)
    return replace(made, choices=given)


def _choices_exist(made: Field, values: set[str], node: Node, place: Place) -> None:
    for key, table in (("only", made.only), ("only_say", made.only_say)):
        for value in table:
            if value not in values:
                line = _line_of(node, key)
                spot = Scalar(node.file, line, value, value)
                reason = f"“{value}” is not a choice of the field {made.id}."
                fix = suggestion(value, values, "Its choices")
                place.at(key).note(spot, reason, fix, "reference")


def _line_of(node: Node, key: str) -> int:
    return node.entries[key].line if isinstance(node, Table) else node.line


def form_keys(known: Mapping[str, Variable]) -> KeyTable:
    """The keys of a form. A choice without choices takes them from the variable of its name."""
    return {
        "title": Key(text, required=True),
        "officer_title": Key(text),
        "intro": Key(text),
        "button": Key(text),
        "residents": Key(flag),
        "capacity": Key(name),
        "requires": Key(requirements),
        "does": Key(one_of(*DOES)),
        "shows": Key(words),
        "fields": Key(each(partial(_field, known), lambda field: field.id)),
    }


def read_forms(node: Node, place: Place, known: Mapping[str, Variable]) -> dict[str, Form]:
    """All forms of a procedure."""
    keys = form_keys(known)

    def form(form_id: str, inner: Node, at: Place) -> Form:
        made = Form(id=form_id, **{"fields": (), **read_table(inner, at, keys)})
        asked = {each.id for each in made.fields}
        for needed in DOES.get(made.does, ()):
            if needed not in asked:
                fix = f"Add the field “{needed}”."
                at.note(inner, f"{made.does} cannot be done without “{needed}”.", fix, "reference")
        return _asked_for(made)

    try:
        return named(form, is_name)(node, place)
    except Unusable:
        return {}


def _asked_for(made: Form) -> Form:
    """The form, where the fields know that one of its requirements asks for them."""
    try:
        names = set[str]().union(*(parse(each.when).names for each in made.requires))
    except BadInput:
        return made
    fields = tuple(replace(f, asked_for=True) if f.id in names else f for f in made.fields)
    return replace(made, fields=fields)
