"""The queue by due date, the search, and the notices."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import notices as desk_notices
from engine.desk import worklists
from web.forms.asking import numbered
from web.guards import actor, office
from web.officers.area import BLUEPRINT

TABS = {"mine": "Mine", "in_time": "In time", "overdue": "Overdue", "unassigned": "Unassigned"}


@BLUEPRINT.get("")
def queue() -> str:
    """A page of a tab, the next due first."""
    tab = request.args.get("tab", "mine")
    page = max(1, numbered(request.args.get("page", "1")))
    found = worklists.queue(office(), actor(), tab if tab in TABS else "mine", page)
    return render_template("officers/queue.html", queue=found, tabs=TABS, section="queue")


@BLUEPRINT.get("/search")
def search() -> str:
    """Cases by reference, name or subject."""
    text = request.args.get("q", "").strip()[:200]
    rows = worklists.search(office(), actor(), text) if text else ()
    return render_template(
        "officers/search.html", text=text, rows=rows, most=worklists.PAGE, section="search"
    )


@BLUEPRINT.get("/notices")
def notices() -> str:
    """Reminders, and dates that have passed."""
    found = worklists.notices(office(), actor())
    return render_template("officers/notices.html", notices=found, section="notices")


@BLUEPRINT.post("/notices")
def read_notices() -> ResponseReturnValue:
    """Take notices off the desk, and go to the case when one is named."""
    chosen = [int(n) for n in request.form.getlist("notice") if n.isdecimal() and len(n) < 10]
    desk_notices.mark_read(office(), actor(), chosen)
    if reference := request.form.get("case", ""):
        return redirect(url_for("officers.case", reference=reference))
    many = len(chosen) != 1
    flash(f"{len(chosen)} notices are off your desk." if many else "Marked as read.", "done")
    return redirect(url_for("officers.notices"))
