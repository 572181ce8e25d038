"""Drafts that begin otherwise than with what is in force: an earlier version, a new procedure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import FormErrors
from engine.studio import from_versions, shelf
from web.guards import actor, office
from web.owners.area import BLUEPRINT


@BLUEPRINT.post("/procedures/<procedure_id>/versions")
def begin_version(procedure_id: str) -> ResponseReturnValue:
    """A draft of a published version."""
    version = request.form.get("version", "")
    made = from_versions.begin_with_version(office(), actor(), procedure_id, version)
    flash("The draft holds that version. Compare it with the one in force.", "done")
    return redirect(url_for("owners.draft", draft_id=made))


@BLUEPRINT.get("/new-procedure")
def new_procedure() -> ResponseReturnValue:
    """Of which procedure a new one begins as a copy, and what it is called."""
    return _page()


@BLUEPRINT.post("/new-procedure")
def add_procedure() -> ResponseReturnValue:
    """A draft of a new procedure."""
    form = request.form
    procedure, title, prefix = (form.get(name, "") for name in ("procedure", "title", "prefix"))
    try:
        made = from_versions.copy(office(), actor(), procedure, title, prefix)
    except FormErrors as wrong:
        return _page(wrong.errors), 422
    flash(
        "The draft is begun, with the same deadlines. Its scenarios go by your council’s numbers.",
        "done",
    )
    return redirect(url_for("owners.draft", draft_id=made))


def _page(errors: Mapping[str, str] = MappingProxyType({})) -> str:
    return render_template(
        "owners/new_procedure.html",
        procedures=shelf.in_force(office()),
        typed=request.form,
        errors=errors,
    )
