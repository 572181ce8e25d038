"""Where the pages of the form lead: back, and onwards."""

from __future__ import annotations

from flask import request, url_for

from web.forms.typed import Typed
from web.residents import questions
from web.residents.questions import Here, Question


def back_from(asked: Question, typed: Typed, here: Here) -> str:
    """The page before, or the check page for who came from there."""
    previous = questions.before(asked, typed, here)
    if request.args.get("from") == "check":
        return url_for("residents.check")
    if previous is not None:
        return url_for("residents.question", name=previous.id)
    return url_for("residents.begin", about=request.args.get("about"))


def onwards(asked: Question, typed: Typed, here: Here) -> str:
    """The next page; after the last, and for who came from there, the check page."""
    following = questions.after(asked, typed, here)
    if following is None or request.args.get("from") == "check":
        return url_for("residents.check")
    return url_for("residents.question", name=following.id)
