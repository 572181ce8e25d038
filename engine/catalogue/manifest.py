"""procedure.yaml as values: everything of a procedure that is not order."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from engine.catalogue import intake_keys
from engine.catalogue.definition import Form, Outcomes, Variable
from engine.catalogue.everyday import joined
from engine.catalogue.form_keys import read_forms
from engine.catalogue.keys import Place, Unusable, as_table, read_table
from engine.catalogue.procedure_keys import PROCEDURE, Later, variables
from engine.catalogue.tree import Node, Table
from engine.catalogue.yaml12 import compose
from engine.errors import Problem

_UNSAID: Mapping[str, Any] = {
    "diagram": "procedure.bpmn",
    "entries": ("new",),
    "roles": {},
    "separations": (),
    "clocks": {},
    "letters": {},
    "any_time": {},
    "copies": {},
    "outcomes": Outcomes(from_points=False, declared=()),
}


def read_manifest(
    files: Mapping[str, str], file: str, procedure_id: str, problems: list[Problem]
) -> dict[str, Any] | None:
    """The values of procedure.yaml under their names in Procedure; None when they are unusable.

    ``files``: its text and those of what procedures share, by their place in the house.
    """
    node = compose(files[file], file, problems)
    place = Place(problems)
    if node is None:
        return None
    node = joined(node, files, problems)
    try:
        given = {**_UNSAID, **read_table(node, place, PROCEDURE)}
    except Unusable:
        return None
    del given["format"]
    given.pop("shared", None)
    if given.pop("procedure") != procedure_id:
        fix = f"Write “procedure: {procedure_id}”, or rename the folder."
        spot = as_table(node, place).entries["procedure"].node
        place.at("procedure").note(spot, "The procedure is not called as its folder is.", fix)
    _read_forms_and_variables(given, node, place)
    intake_keys.fits_in(given, node, place)
    return given


def _read_forms_and_variables(given: dict[str, Any], node: Node, place: Place) -> None:
    """A choice field may take its choices from its variable, and a variable from its field."""
    nothing = Table(node.file, node.line, {})
    later = Later(nothing, place)
    declared, asked = given.get("variables", later), given.get("forms", later)
    known: dict[str, Variable] = {}
    with suppress(Unusable):
        known = variables(declared.node, declared.place)
    forms = read_forms(asked.node, asked.place, known)
    for variable in known.values():
        if variable.type == "choice" and not variable.of:
            found = _choices_for(variable, given["entries"], forms)
            if not found and not place.problems:  # the form may be what is at fault
                fix = "Add “of: […]” with every value that it may have."
                spot = declared.node.entries[variable.id].node
                reason = f"It is not said which values “{variable.id}” may have."
                declared.place.at(variable.id).note(spot, reason, fix, "reference")
            known[variable.id] = replace(variable, of=found)
    given["variables"], given["forms"] = known, forms


def _choices_for(
    variable: Variable, entries: tuple[str, ...], forms: Mapping[str, Form]
) -> tuple[str, ...]:
    if variable.origin == "run":
        return entries
    fields = (f for form in forms.values() for f in form.fields if f.id == variable.id)
    return tuple(dict.fromkeys(choice.value for f in fields for choice in f.choices))
