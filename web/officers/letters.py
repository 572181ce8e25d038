"""Reading the letters of a case, and saying whether one that is in doubt arrived."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import correspondence, sending
from engine.desk.case_file import case_file
from engine.errors import BadInput
from web.guards import actor, office
from web.officers.area import BLUEPRINT


@BLUEPRINT.get("/cases/<reference>/letters/<int(max=2147483647):letter_id>")
def letter(reference: str, letter_id: int) -> ResponseReturnValue:
    """A letter as text."""
    _, found = correspondence.letter_of(office(), actor(), letter_id)
    letters = case_file(office(), actor(), reference).letters
    return render_template(
        "officers/letter.html",
        letter=found,
        letter_id=letter_id,
        reference=reference,
        sending=next((each for each in letters if each.id == letter_id), None),
        section="case",
    )


@BLUEPRINT.get("/cases/<reference>/letters/<int(max=2147483647):letter_id>.pdf")
def letter_pdf(reference: str, letter_id: int) -> ResponseReturnValue:
    """A letter as it was printed."""
    content = correspondence.letter_pdf(office(), actor(), letter_id)
    name = f"{reference}-{letter_id}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, mimetype="application/pdf", headers=headers)


@BLUEPRINT.post("/cases/<reference>/dispatches/<int(max=2147483647):dispatch_id>")
def settle(reference: str, dispatch_id: int) -> ResponseReturnValue:
    """Say whether a letter in doubt was sent: never again by itself, so a person decides."""
    arrived = request.form.get("arrived")
    if arrived not in ("yes", "no"):
        raise BadInput("Say whether the letter was sent: yes or no.")
    sending.settle_doubtful(office(), actor(), dispatch_id, arrived == "yes")
    flash(
        "Recorded. " + ("It counts as sent." if arrived == "yes" else "It will be sent."), "done"
    )
    return redirect(url_for("officers.case", reference=reference))
