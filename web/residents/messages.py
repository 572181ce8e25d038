"""A message from the tracking page, with files: as often as somebody has something to say."""

from __future__ import annotations

from contextlib import closing

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import access, messages
from engine.casework.documents import Upload, check_upload
from engine.errors import BadInput, FormErrors
from web.errors import page as error_page
from web.guards import office
from web.residents.area import BLUEPRINT
from web.residents.tracking import resident, theirs

#: messages about one case in an hour: far more than a person writes
MOST_AN_HOUR = 20


@BLUEPRINT.get("/track/message")
def message() -> ResponseReturnValue:
    """Ask for the message and its files."""
    return _page("", {})


@BLUEPRINT.post("/track/message")
def send_message() -> ResponseReturnValue:
    """Send it, or say what is wrong with it."""
    text, reference = request.form.get("text", ""), theirs().reference
    files, faults = _files()
    if faults:
        return _page(text, {"files": " ".join(faults)}), 422
    if not access.allow(office(), f"message {reference}", MOST_AN_HOUR, 3600):
        return error_page(429)
    try:
        messages.send(office(), resident(), reference, text, files)
    except FormErrors as wrong:
        return _page(text, wrong.errors), 422
    flash("We have your message. Whoever deals with your complaint will read it.", "done")
    return redirect(url_for("residents.case"))


def _files() -> tuple[list[Upload], list[str]]:
    files, faults = [], []
    for file in request.files.getlist("files"):
        if not file.filename:
            continue
        with closing(file):
            upload = Upload(file.filename, file.mimetype, file.read())
        try:
            check_upload(upload.filename, upload.content)
        except BadInput as wrong:
            faults.append(str(wrong))
        files.append(upload)
    return files, faults


def _page(text: str, errors: dict[str, str]) -> str:
    return render_template(
        "residents/message.html", case=theirs(), text=text, errors=errors, section="track"
    )
