"""Two versions side by side: in words, on the diagram, and the letters' texts."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from engine.studio import drafts, versions
from engine.studio.comparing import Comparison
from engine.studio.comparing.drawn import drawings
from web.guards import actor, office
from web.owners.area import BLUEPRINT
from web.pictures import Picture, draw


@BLUEPRINT.get("/drafts/<int(max=2147483647):draft_id>/compare")
def compare(draft_id: int) -> ResponseReturnValue:
    """A draft with the version that it began with."""
    draft = drafts.read(office(), actor(), draft_id)
    found = versions.with_draft(office(), draft)
    return render_template(
        "owners/compare.html", draft=draft, found=found, pictures=_pictures(found)
    )


@BLUEPRINT.get("/procedures/<procedure_id>/versions")
def versions_of(procedure_id: str) -> ResponseReturnValue:
    """Every version of a procedure; two of them compared where two are named."""
    known = versions.of_procedure(office(), procedure_id)
    old, new = request.args.get("old", ""), request.args.get("new", "")
    found = versions.between(office(), procedure_id, old, new) if old and new else None
    return render_template(
        "owners/versions.html",
        procedure_id=procedure_id,
        versions=known,
        found=found,
        pictures=_pictures(found) if found else [],
        old=old,
        new=new,
    )


def _pictures(found: Comparison) -> list[Picture]:
    return [draw(plane) for each in found.diagrams for plane in drawings(each)]
