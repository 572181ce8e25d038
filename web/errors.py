"""One table from what Redress refuses to what a browser is told, in plain words."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from engine.errors import (
    AlreadyDone,
    BadInput,
    FormErrors,
    LetterRefused,
    LinkOver,
    NotFound,
    NotNow,
    NotPermitted,
    RedressError,
    Refused,
    RunawayProcedure,
    StuckProcedure,
)

log = logging.getLogger("redress.web")

#: the most particular first
STATUS: Mapping[type[RedressError], int] = {
    FormErrors: 422,
    BadInput: 422,
    NotPermitted: 403,
    LetterRefused: 409,
    NotNow: 409,
    Refused: 409,
    AlreadyDone: 409,
    LinkOver: 410,
    NotFound: 404,
    RunawayProcedure: 500,
    StuckProcedure: 500,
}

#: what a page without a reason of its own says: title, then paragraphs
WORDS: Mapping[int, tuple[str, tuple[str, ...]]] = {
    400: (
        "Sorry, we could not use what was sent",
        ("Go back, reload the page and try again. Nothing has been changed.",),
    ),
    403: ("You cannot do this", ("This page is not open to you.",)),
    404: (
        "Page not found",
        (
            "If you typed the web address, check it is correct.",
            "If you pasted the web address, check you copied the whole of it.",
        ),
    ),
    405: ("Page not found", ("This address cannot be opened in that way.",)),
    409: ("This cannot be done now", ("Nothing has been changed.",)),
    410: (
        "This link does not work",
        (
            "It may have ended, or the whole of it may not have been copied.",
            "Reply to the email that it came in, and ask for a new one.",
        ),
    ),
    413: (
        "That was too large to send",
        (
            "Each file must be 10 MB or smaller, with no more than 5 files together.",
            "Go back and choose smaller files. Nothing has been changed.",
        ),
    ),
    422: ("Sorry, we could not use what was sent", ("Nothing has been changed.",)),
    429: (
        "Too many tries",
        ("Wait a quarter of an hour, then try again. This keeps everybody's case safe.",),
    ),
    500: (
        "Sorry, there is a problem with the service",
        (
            "Try again later. Nothing was half saved: either all of it was kept, or none.",
            "If it goes on, call us: the number is at the foot of this page.",
        ),
    ),
}


def status_of(error: RedressError) -> int:
    """The HTTP status of a refusal."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)


def page(status: int, reason: str = "", source: str = "") -> ResponseReturnValue:
    """A page in plain words; ``reason`` is why, and ``source`` the rule it rests on."""
    title, paragraphs = WORDS.get(status, WORDS[500])
    text = render_template(
        "errors/page.html", title=title, paragraphs=paragraphs, reason=reason, source=source
    )
    return text, status


def refused(error: RedressError) -> ResponseReturnValue:
    """What Redress refuses, with its reason."""
    status = status_of(error)
    if status == 500:
        log.error("A procedure cannot be run: %s", error)
        return page(status)
    if isinstance(error, AlreadyDone):
        return render_template("errors/already_done.html", error=error, typed=()), status
    source = error.source if isinstance(error, Refused) else ""
    return page(status, "" if status in (404, 410) else str(error), source)


def told(error: HTTPException) -> ResponseReturnValue:
    """What the web server refuses."""
    if error.response is not None or (error.code or 500) < 400:
        return error
    return page(error.code or 500)


def forged(error: CSRFError) -> ResponseReturnValue:
    """A form without its token: an old page, or another site's."""
    log.warning("A form came without its token at %s: %s", request.path, error.description)
    return page(400, "This page was open for too long, or you signed out in another window.")


def broken(error: Exception) -> ResponseReturnValue:
    """Anything that nobody foresaw."""
    log.exception("A page failed", exc_info=error)
    g.failed = True
    return page(500)


def explain(app: Flask) -> None:
    """Every error becomes a page."""
    app.register_error_handler(RedressError, refused)
    app.register_error_handler(CSRFError, forged)
    app.register_error_handler(HTTPException, told)
    app.register_error_handler(Exception, broken)
