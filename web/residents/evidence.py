"""Files that go with a complaint: added several at a time, listed, removed."""

from __future__ import annotations

from contextlib import closing

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from engine.errors import BadInput
from web.residents import questions
from web.residents.area import BLUEPRINT
from web.residents.begun import Begun, forget_old
from web.residents.complaint import here, mine, uploads
from web.residents.ways import back_from


@BLUEPRINT.post("/complain/evidence/add")
def add_evidence() -> ResponseReturnValue:
    """Keep the files that can be kept; each that cannot is named with its reason."""
    known = mine()
    chosen = [file for file in request.files.getlist("files") if file.filename]
    faults = _keep(known, chosen) if chosen else ["Choose a file first, or continue without one."]
    if known.files() and session.get("begun") != known.token:
        session["begun"] = known.token
        forget_old(uploads())
    if not faults:
        return redirect(_evidence())
    page = render_template(
        "residents/questions/evidence.html",
        question=questions.QUESTIONS["evidence"],
        asks=here(),
        files=known.files(),
        errors={"files": " ".join(faults)},
        back=back_from(questions.QUESTIONS["evidence"], known.answers(), here()),
        section="complain",
    )
    return page, 422


@BLUEPRINT.post("/complain/evidence/remove")
def remove_evidence() -> ResponseReturnValue:
    """Forget one file."""
    mine().remove_file(request.form.get("key", ""))
    return redirect(_evidence())


def _keep(known: Begun, chosen: list[FileStorage]) -> list[str]:
    faults = []
    for file in chosen:
        try:
            with closing(file):
                known.add_file(file.filename or "", file.read())
        except BadInput as wrong:
            faults.append(str(wrong))
    return faults


def _evidence() -> str:
    page = url_for("residents.question", name="evidence")
    return f"{page}?from=check" if request.args.get("from") == "check" else page
