"""The published procedures, for everybody in the office: to be read, not changed."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from engine.studio import shelf
from web.guards import office
from web.owners.area import BLUEPRINT


@BLUEPRINT.get("/procedures")
def procedures() -> ResponseReturnValue:
    """All that are in force."""
    return render_template("owners/procedures.html", procedures=shelf.in_force(office()))


@BLUEPRINT.get("/procedures/<procedure_id>")
def procedure(procedure_id: str) -> ResponseReturnValue:
    """One of them: its steps, people and times."""
    found = shelf.procedure(office(), procedure_id)
    return render_template("owners/procedure.html", procedure=found)
