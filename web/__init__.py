"""The screens of Redress."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, g, request, session, url_for
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from engine import permissions
from engine.bootstrap import Office, open_office
from engine.casework import front_door, register
from engine.catalogue.profile import Profile
from engine.clock import london_date
from engine.desk import case_restrictions, worklists
from engine.settings import read_settings
from web import errors, guards, managers, officers, owners, partners, residents, sign_in
from web.forms import words

STATIC = Path(__file__).resolve().parent / "static"


def create_app(office: Office | None = None) -> Flask:
    """The application; without an office it opens the one that the environment describes."""
    office = office or open_office(read_settings(os.environ))
    app = Flask("web", template_folder="templates", static_folder=str(STATIC))
    app.extensions["redress"] = office
    guards.protect(app, office.settings)
    CSRFProtect(app)
    errors.explain(app)
    _dress(app)
    for area in (residents, sign_in, officers, partners, managers, owners):
        app.register_blueprint(area.BLUEPRINT)
    return app


def _dress(app: Flask) -> None:
    """Templates: the components, how dates read, and what every page knows."""
    app.jinja_env.loader = ChoiceLoader(
        [
            PackageLoader("web"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=words.day,
        short_day=words.short_day,
        week_day=words.week_day,
        hour=words.hour,
        moment=words.moment,
        size=words.size,
        plain=words.plain,
        finding=lambda value: words.FINDING_TITLES.get(value, words.plain(value)),
    )
    app.context_processor(_known_to_every_page)


def _known_to_every_page() -> dict[str, object]:
    office = guards.office()
    return {
        "profile": _profile(office),
        "demo": office.settings.demo,
        "now": office.clock.now(),
        "today": london_date(office.clock.now()),
        "here": request.full_path.rstrip("?") if request.method == "GET" else "",
        "styled": _styled,
        "is_officer": "officer" in session,
        "officer_name": session.get("name", ""),
        "may_record": bool(front_door.recordable(office, guards.roles())),
        "may_read_register": bool(guards.roles() & case_restrictions.READERS),
        "may_keep_register": bool(guards.roles() & register.registrars(office)),
        "may_change_procedures": permissions.PROCESS_OWNER in guards.roles(),
        "may_read_figures": bool(guards.roles() & permissions.READS_FIGURES),
        "in_office": "officer" in session and request.path.startswith("/officers"),
        "query": urlencode,
        "unread_notices": _unread_notices,
    }


def _unread_notices() -> str:
    """How many notices wait for the officer, for the header: ``3``, ``99+`` or nothing.

    A page about a failure asks nothing of what may have failed.
    """
    if g.get("failed"):
        return ""
    number = worklists.unread(guards.office(), guards.actor())
    most = worklists.MOST_NOTICES
    return f"{most}+" if number > most else str(number or "")


def _profile(office: Office) -> Profile:
    """The council's profile of the day: its name, and how to reach it."""
    return office.catalogue.profile_for(office.settings.profile, london_date(office.clock.now()))


def _styled(name: str) -> str:
    """The address of a style or picture, with its fingerprint so that a browser may keep it."""
    return url_for("static", filename=name, v=_fingerprint(name))


@lru_cache(maxsize=32)
def _fingerprint(name: str) -> str:
    file = STATIC / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.exists() else "0"
