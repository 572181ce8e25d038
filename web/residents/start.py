"""The start page, and the pages that tell about the site itself."""

from __future__ import annotations

from flask import render_template

from engine.casework import front_door
from web.guards import office
from web.residents.area import BLUEPRINT


@BLUEPRINT.get("/")
def start() -> str:
    """What one can do here, and how else to reach the council."""
    others = front_door.open_to_residents(office())[1:]
    return render_template("residents/start.html", others=others)


@BLUEPRINT.get("/privacy")
def privacy() -> str:
    """What is kept, and which cookie is set."""
    return render_template("residents/privacy.html")


@BLUEPRINT.get("/accessibility")
def accessibility() -> str:
    """How the site may be used, and who to tell when it cannot."""
    return render_template("residents/accessibility.html")
