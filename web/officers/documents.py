"""Documents of a case: read, and added."""

from __future__ import annotations

from contextlib import closing
from urllib.parse import quote

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import documents
from engine.casework.documents import Upload
from engine.desk.case_file import case_file
from engine.errors import BadInput
from web.guards import actor, office
from web.officers.area import BLUEPRINT
from web.officers.case import shown


@BLUEPRINT.get("/cases/<reference>/documents/<int(max=2147483647):document_id>")
def document(reference: str, document_id: int) -> ResponseReturnValue:
    """The file itself, to be saved: nothing that a resident sent is opened within this site."""
    filename, media_type, content = documents.content(office(), actor(), document_id)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename)}"}
    return Response(content, mimetype=media_type, headers=headers)


@BLUEPRINT.post("/cases/<reference>/documents")
def add_document(reference: str) -> ResponseReturnValue:
    """Put a file on the case."""
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise BadInput("Choose a file.")
        with closing(file):
            upload = Upload(file.filename, file.mimetype, file.read())
        documents.add(office(), actor(), reference, upload)
    except BadInput as wrong:
        case = case_file(office(), actor(), reference)
        return shown(case, "documents", errors={"file": str(wrong)}), 422
    flash("The document is on the case.", "done")
    return redirect(url_for("officers.case_part", reference=reference, part="documents"))
