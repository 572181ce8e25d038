"""What an officer promised, or was asked for, and has still to do."""

from __future__ import annotations

from flask import render_template, request

from engine.desk import dated_actions
from web.forms.asking import numbered
from web.guards import actor, office
from web.officers.area import BLUEPRINT


@BLUEPRINT.get("/actions")
def my_actions() -> str:
    """A page of the list, the next due first."""
    page = max(1, numbered(request.args.get("page", "1")))
    found = dated_actions.mine(office(), actor(), page)
    return render_template("officers/my_actions.html", actions=found, section="actions")
