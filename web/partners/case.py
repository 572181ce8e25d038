"""The case as somebody sees it who was asked to do something in it."""

from __future__ import annotations

from flask import Response, render_template, session
from flask.typing import ResponseReturnValue

from engine.desk import enclosed, partners
from engine.letters import to_pdf
from web.forms.downloads import saved
from web.guards import office
from web.partners.area import BLUEPRINT, guest, theirs


@BLUEPRINT.get("/partners/case")
def case() -> ResponseReturnValue:
    """What they are asked, and what they may see."""
    return render_template(
        "partners/case.html", case=theirs(), who=guest().actor, section="partners"
    )


@BLUEPRINT.get("/partners/letters/<int(max=2147483647):letter_id>")
def letter(letter_id: int) -> ResponseReturnValue:
    """A letter that went to them, as text."""
    who = guest()
    found = partners.partner_letter(office(), who.actor, who.reference, letter_id)
    came_with = enclosed.with_partner(office(), who.actor, who.reference, letter_id)
    return render_template(
        "partners/letter.html",
        letter=found,
        letter_id=letter_id,
        enclosed=came_with,
        section="partners",
    )


@BLUEPRINT.get(
    "/partners/letters/<int(max=2147483647):letter_id>/with/<int(max=2147483647):document_id>"
)
def letter_enclosure(letter_id: int, document_id: int) -> ResponseReturnValue:
    """A document that came with a letter to them, to be saved."""
    who = guest()
    return saved(*enclosed.for_partner(office(), who.actor, who.reference, letter_id, document_id))


@BLUEPRINT.get("/partners/letters/<int(max=2147483647):letter_id>.pdf")
def letter_pdf(letter_id: int) -> ResponseReturnValue:
    """The same, as it is printed."""
    who = guest()
    found = partners.partner_letter(office(), who.actor, who.reference, letter_id)
    return Response(to_pdf(found), mimetype="application/pdf")


@BLUEPRINT.get("/partners/documents/<int(max=2147483647):document_id>")
def document(document_id: int) -> ResponseReturnValue:
    """A document that was shown to them, to be saved, not opened in the browser."""
    who = guest()
    return saved(*partners.partner_document(office(), who.actor, who.reference, document_id))


@BLUEPRINT.get("/partners/done")
def done() -> ResponseReturnValue:
    """It is done, and what is left to do."""
    did = session.get("did", "")
    return render_template("partners/done.html", case=theirs(), did=did, section="partners")
