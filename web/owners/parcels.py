"""Procedures to take away as a zip, and zips that become drafts."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import BadFiles, Problem
from engine.studio import exchange, parcels
from engine.studio.exchange import Sent
from engine.studio.owners import require_owner
from web.guards import actor, office
from web.owners.area import BLUEPRINT
from web.owners.changing import DRAFT


@BLUEPRINT.get("/import", endpoint="parcels")
def gate() -> str:
    """Where a zip is handed in."""
    require_owner(actor())
    return _page(())


@BLUEPRINT.post("/import")
def take_in() -> ResponseReturnValue:
    """A zip becomes a draft, or is refused with every reason."""
    require_owner(actor())
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page((), {"file": "Choose a zip file."}), 422
    data = sent.stream.read(parcels.LARGEST + 1)
    try:
        made = exchange.take_in(office(), actor(), parcels.from_zip(data))
    except BadFiles as refused:
        number = len(refused.problems)
        said = f"Nothing was imported. There {'is' if number == 1 else 'are'} {number} reason"
        return _page(refused.problems, {"file": f"{said}{'s' if number > 1 else ''}."}), 422
    flash("Imported as a draft. Nothing changes for a case until it is published.", "done")
    return redirect(url_for("owners.draft", draft_id=made))


@BLUEPRINT.get(f"{DRAFT}/export.zip")
def export_draft(draft_id: int) -> ResponseReturnValue:
    """A draft as a zip."""
    require_owner(actor())
    return _zip(exchange.of_draft(office(), draft_id))


@BLUEPRINT.get("/procedures/<procedure_id>/export.zip")
def export_version(procedure_id: str) -> ResponseReturnValue:
    """A published version as a zip: the one in force, or the one that is asked for."""
    require_owner(actor())
    version = request.args.get("version", "")
    return _zip(exchange.of_version(office(), procedure_id, version))


def _page(problems: Sequence[Problem], errors: dict[str, str] | None = None) -> str:
    return render_template("owners/import.html", problems=problems, errors=errors or {})


def _zip(sent: Sent) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{sent.name}.zip"'}
    return Response(parcels.to_zip(sent.parcel.files), mimetype="application/zip", headers=headers)
