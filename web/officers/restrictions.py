"""The register of restrictions on contact."""

from __future__ import annotations

from flask import render_template

from engine.desk.case_restrictions import register
from web.guards import actor, office
from web.officers.area import BLUEPRINT


@BLUEPRINT.get("/restrictions")
def restrictions() -> str:
    """All of them, those in force first; for those who may read it."""
    rows = register(office(), actor())
    return render_template("officers/restrictions.html", rows=rows, section="restrictions")
