"""People of a case who do not sign in: their links, and the documents that they may read."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import own_links
from engine.errors import BadInput, FormErrors
from web.guards import actor, office
from web.officers.area import BLUEPRINT


@BLUEPRINT.post("/cases/<reference>/guests/<int(max=2147483647):officer_id>/link")
def guest_link(reference: str, officer_id: int) -> ResponseReturnValue:
    """Send a new link, or end the one they have."""
    wanted = request.form.get("wanted")
    if wanted not in ("send", "end"):
        raise BadInput("Say whether to send a link or to end it.")
    try:
        if wanted == "send":
            own_links.send_again(office(), actor(), reference, officer_id)
            flash("A new link is on its way. Links that they had before do not work now.", "done")
        else:
            own_links.end(office(), actor(), reference, officer_id)
            flash("Their link does not work any more.", "done")
    except FormErrors as wrong:
        flash(str(wrong), "refused")
    return _back(reference)


@BLUEPRINT.post("/cases/<reference>/guests/<int(max=2147483647):officer_id>/documents")
def guest_documents(reference: str, officer_id: int) -> ResponseReturnValue:
    """They may read the documents that are ticked, and no others."""
    ticked = request.form.getlist("document")
    chosen = {int(each) for each in ticked if each.isdecimal() and len(each) < 10}
    try:
        own_links.show_document(office(), actor(), reference, officer_id, chosen)
        flash("Kept. They see these documents when they open their link.", "done")
    except FormErrors as wrong:
        flash(str(wrong), "refused")
    return _back(reference)


def _back(reference: str) -> ResponseReturnValue:
    return redirect(url_for("officers.case_part", reference=reference, part="people"))
