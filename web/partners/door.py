"""Coming in by a link of one's own. Opening it shows one button: mail programs open links, too."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import access, own_links
from web.errors import page as error_page
from web.guards import office
from web.partners.area import BLUEPRINT

#: tries by one address in a quarter of an hour; a secret of 256 bits cannot be guessed
MOST_TRIES, QUARTER = 30, 900


@BLUEPRINT.get("/partners/<secret>")
def door(secret: str) -> ResponseReturnValue:
    """The page that the link opens: the same for every link, whether it works or not."""
    return render_template("partners/door.html", secret=secret, section="partners")


@BLUEPRINT.post("/partners")
def enter() -> ResponseReturnValue:
    """Come in, if the link works; everything else in this browser's session is forgotten."""
    if not access.allow(office(), f"link from {request.remote_addr}", MOST_TRIES, QUARTER):
        return error_page(429)
    who = own_links.enter(office(), request.form.get("secret", ""))
    session.clear()
    session["link"] = who.link_id
    return redirect(url_for("partners.case"))


@BLUEPRINT.post("/partners/leave")
def leave() -> ResponseReturnValue:
    """Forget the case in this browser; the link still works."""
    session.clear()
    return redirect(url_for("residents.start"))
