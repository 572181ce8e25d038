"""Where an officer goes when something is done, and what they have to tell the person."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, url_for

from engine.desk.case_file import case_file
from engine.errors import NotPermitted
from web.guards import actor, office


def address(reference: str, begun: tuple[str, str] | None, answers: Mapping[str, object]) -> str:
    """The case; the queue, where it was moved to a procedure that is closed to this officer.

    ``begun``: reference and code of a case that was begun beside. The code is shown only now.
    """
    if begun is not None:
        new, code = begun
        words = f"{new} was begun. Tell the person its reference and its code: {code}."
        flash(f"{words} We cannot show the code again.", "done")
    try:
        if "procedure" in answers:  # only then may it have been moved
            case_file(office(), actor(), reference)
    except NotPermitted:
        flash(f"{reference} is with others now, and closed to you.", "done")
        return url_for("officers.queue")
    return url_for("officers.case", reference=reference)
