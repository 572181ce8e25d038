"""What the diagram may ask about: the variables that a procedure declares."""

from __future__ import annotations

from collections.abc import Mapping

from flask.typing import ResponseReturnValue

from engine.catalogue.definition import Variable
from engine.errors import NotFound
from engine.studio import choosing, picking
from engine.studio.declared import Declared, declared
from engine.studio.drafts import Draft
from engine.studio.form_changes import variable_added, variable_removed, variable_said
from engine.studio.forms import with_written
from engine.studio.picking import rewritten
from web.owners.area import BLUEPRINT
from web.owners.changing import (
    DRAFT,
    address,
    entry_scope,
    kept,
    opened,
    page,
    picked,
    said,
    seen,
)

TYPES = {
    "bool": "Yes or no",
    "choice": "A choice of one",
    "text": "Text",
    "number": "A number",
    "date": "A date",
}
ORIGINS = {
    "form": "The question of a form that has the same name",
    "case": "What was said when the case came in, or is kept with it",
    "profile": "The council’s profile",
    "set": "A step of the diagram sets it",
    "run": "What the case was begun for",
    "derived": "Worked out from how the case stands",
}
_ONE = f"{DRAFT}/variables/<name>"


@BLUEPRINT.get(f"{DRAFT}/variables")
def variables(draft_id: int) -> ResponseReturnValue:
    """All of them."""
    return _list(opened(draft_id), {})


@BLUEPRINT.post(f"{DRAFT}/variables")
def add_variable(draft_id: int) -> ResponseReturnValue:
    """One more."""
    draft = opened(draft_id)
    return kept(
        draft,
        lambda files: variable_added(
            files, draft.yaml, said("name"), said("type") or "bool", said("origin") or "form"
        ),
        None,
        address("owners.variables"),
        lambda errors: _list(draft, errors),
    )


@BLUEPRINT.get(_ONE)
def variable(draft_id: int, name: str) -> ResponseReturnValue:
    """One of them, to be changed."""
    return _one(opened(draft_id), name, {})


@BLUEPRINT.post(_ONE)
def change_variable(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep its values, its default, or how it is worked out."""
    draft = opened(draft_id)
    found = _of(declared(draft), name)
    return kept(
        draft,
        lambda files: variable_said(files, draft.yaml, name, _said(found)),
        entry_scope(draft, ("variables", name)),
        address("owners.variables"),
        lambda errors: _one(draft, name, errors),
    )


@BLUEPRINT.post(f"{_ONE}/remove")
def remove_variable(draft_id: int, name: str) -> ResponseReturnValue:
    """One less; what still asks about it is told by the check."""
    draft = opened(draft_id)
    return kept(
        draft,
        lambda files: variable_removed(files, draft.yaml, name),
        entry_scope(draft, ("variables", name)),
        address("owners.variables"),
    )


def _said(one: Variable) -> dict[str, object]:
    if one.origin == "derived":
        return {"derived": rewritten(one.derivation, picked("derived"))}
    wanted: dict[str, object] = {}
    if one.type == "choice" and tuple(said("of").split()) != one.of:
        wanted["of"] = said("of").split()
    if one.type == "bool":
        wanted["default"] = {"yes": True, "no": False}.get(said("default"), "")
    elif one.type in ("choice", "text") and one.default != "":
        wanted["default"] = said("default")
    return wanted


def _of(about: Declared, name: str) -> Variable:
    if name not in about.variables:
        raise NotFound("There is no such variable in this draft.")
    return about.variables[name]


def _list(draft: Draft, errors: Mapping[str, str]) -> str:
    return page(
        "owners/form_variables.html",
        draft,
        "owners.forms",
        about=declared(draft),
        types=TYPES,
        origins=ORIGINS,
        typed={"name": said("name"), "type": said("type"), "origin": said("origin")},
        errors=errors,
    )


def _one(draft: Draft, name: str, errors: Mapping[str, str]) -> str:
    about = declared(draft)
    one = _of(about, name)
    return page(
        "owners/form_variable.html",
        draft,
        "owners.forms",
        one=one,
        types=TYPES,
        origins=ORIGINS,
        derived=picking.read(one.derivation),
        guards=with_written(choosing.guards(about), picking.read(one.derivation)),
        errors=errors,
        seen=seen(draft, entry_scope(draft, ("variables", name))),
    )
