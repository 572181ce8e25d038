"""Files that a page of a form takes: put on the case, and answered by their names."""

from __future__ import annotations

from contextlib import closing

from flask import request

from engine.bootstrap import Office
from engine.casework import documents
from engine.casework.documents import Upload
from engine.errors import BadInput
from engine.permissions import Actor
from web.forms.pages import Page


def names(page: Page) -> dict[str, str]:
    """Field id -> file name of each file that was chosen."""
    files = ((field.id, request.files.get(field.id)) for field in page.fields)
    return {name: file.filename for name, file in files if file and file.filename}


def add(office: Office, actor: Actor, reference: str, page: Page) -> dict[str, str]:
    """Put chosen files on the case; a sentence for each that cannot be kept."""
    errors = {}
    for name, filename in names(page).items():
        file = request.files[name]
        try:
            with closing(file):
                upload = Upload(filename, file.mimetype, file.read())
            documents.add(office, actor, reference, upload)
        except BadInput as wrong:
            errors[name] = str(wrong)
    return errors
