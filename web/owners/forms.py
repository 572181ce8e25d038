"""The forms of a draft: what each asks, in which order, and how officers will see it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from engine.errors import FormErrors
from engine.studio import choosing, drafts
from engine.studio.drafts import Draft
from engine.studio.form_changes import FormChange, FormTyped
from engine.studio.forms import TYPES, FormView, form_of, forms_of
from engine.studio.settings import name_of
from web.guards import actor, office
from web.owners import form_preview
from web.owners.area import BLUEPRINT
from web.owners.changing import (
    DRAFT,
    address,
    entry_scope,
    kept,
    opened,
    page,
    said,
    seen,
    ticked,
)

TAB = "owners.forms"
_FORM = f"{DRAFT}/forms/<name>"


@BLUEPRINT.get(f"{DRAFT}/forms")
def forms(draft_id: int) -> ResponseReturnValue:
    """All forms, and what the diagram may ask about."""
    return _list(opened(draft_id), {})


@BLUEPRINT.post(f"{DRAFT}/forms")
def add_form(draft_id: int) -> ResponseReturnValue:
    """A form more."""
    draft = opened(draft_id)
    name = name_of(said("title") or "form")
    change = FormChange(draft.yaml, name)
    return kept(
        draft,
        lambda files: change.added(files, FormTyped(title=said("title"))),
        None,
        address("owners.form", name=name),
        lambda errors: _list(draft, errors),
    )


@BLUEPRINT.get(_FORM)
def form(draft_id: int, name: str) -> ResponseReturnValue:
    """One form: its fields, and how officers will see it."""
    return _one(opened(draft_id), name, {})


@BLUEPRINT.post(_FORM)
def change_form(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep its title and what stands around its fields."""
    draft = opened(draft_id)
    change = FormChange(draft.yaml, name)
    return kept(
        draft,
        lambda files: change.about(files, _typed()),
        entry_scope(draft, change.path),
        address("owners.form", name=name),
        lambda errors: _one(draft, name, errors),
    )


@BLUEPRINT.post(f"{_FORM}/own")
def own_form(draft_id: int, name: str) -> ResponseReturnValue:
    """A form that other procedures share becomes this one's own."""
    draft = opened(draft_id)
    _, view = form_of(draft, name)
    change = FormChange(draft.yaml, name, view.raw)
    return kept(draft, change.own, None, address("owners.form", name=name))


@BLUEPRINT.post(f"{_FORM}/remove")
def remove_form(draft_id: int, name: str) -> ResponseReturnValue:
    """A form less; what still needs it is told by the check."""
    draft = opened(draft_id)
    change = FormChange(draft.yaml, name)
    return kept(draft, change.removed, entry_scope(draft, change.path), address(TAB))


@BLUEPRINT.post(f"{_FORM}/fields")
def add_field(draft_id: int, name: str) -> ResponseReturnValue:
    """A field more, at the end; its own page comes next."""
    draft = opened(draft_id)
    change = FormChange(draft.yaml, name)
    places: list[int] = []

    def added(files: Mapping[str, str]) -> Mapping[str, str]:
        changed, place = change.field_added(files, said("label"), said("type"))
        places.append(place)
        return changed

    try:
        done = drafts.rewrite(office(), actor(), draft.id, added)
    except FormErrors as wrong:
        return _one(draft, name, wrong.errors), 422
    flash("The question is added. Say the rest about it here.", "done")
    to = address("owners.field", name=name, place=places[-1])
    return redirect(to(done.draft_id))


@BLUEPRINT.post(f"{_FORM}/fields/<int(max=9999):place>/move")
def move_field(draft_id: int, name: str, place: int) -> ResponseReturnValue:
    """A field up or down."""
    draft = opened(draft_id)
    change = FormChange(draft.yaml, name)
    steps = -1 if request.form.get("way") == "up" else 1
    return kept(
        draft,
        lambda files: change.field_moved(files, place, steps),
        entry_scope(draft, change.path),
        address("owners.form", name=name, _anchor="fields"),
    )


@BLUEPRINT.post(f"{_FORM}/fields/<int(max=9999):place>/remove")
def remove_field(draft_id: int, name: str, place: int) -> ResponseReturnValue:
    """A field less."""
    draft = opened(draft_id)
    change = FormChange(draft.yaml, name)
    return kept(
        draft,
        lambda files: change.field_removed(files, place),
        entry_scope(draft, change.path),
        address("owners.form", name=name, _anchor="fields"),
    )


def _list(draft: Draft, errors: Mapping[str, str]) -> str:
    about, views = forms_of(draft)
    return page("owners/forms.html", draft, TAB, about=about, forms=views, errors=errors)


def _one(draft: Draft, name: str, errors: Mapping[str, str]) -> str:
    about, view = form_of(draft, name)
    mine = entry_scope(draft, ("forms", name))
    return page(
        "owners/form.html",
        draft,
        TAB,
        view=view,
        types=TYPES,
        errors=errors,
        typed=_typed() if request.endpoint == "owners.change_form" else _written(view),
        capacities=[(o.value, o.words) for o in choosing.capacities(about)],
        preview=form_preview.of_form(view.read) if view.read else None,
        seen=seen(draft, mine),
    )


def _typed() -> FormTyped:
    return FormTyped(
        said("title"), said("intro"), said("button"), ticked("residents"), said("capacity")
    )


def _written(view: FormView) -> FormTyped:
    raw = view.raw
    return FormTyped(
        title=view.title,
        intro=str(raw.get("intro") or ""),
        button=str(raw.get("button") or ""),
        residents=raw.get("residents") is True,
        capacity=str(raw.get("capacity") or ""),
    )
