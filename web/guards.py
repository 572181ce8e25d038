"""Lets in, sends to where one proves who one is, or refuses; what every answer carries for safety.

A route that is in no map is refused to everybody. What an officer may do to a case is not decided
here: the verb decides it, with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.bootstrap import Office
from engine.casework import accounts
from engine.errors import BadInput, LinkOver, NotFound, NotPermitted
from engine.permissions import PROCESS_OWNER, Actor
from engine.settings import Settings
from web.permitted import GUARDED, PUBLIC

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def office() -> Office:
    """The council's office that this application serves."""
    return cast(Office, current_app.extensions["redress"])


def actor() -> Actor:
    """The signed-in officer, loaded once a request."""
    if "actor" not in g:
        officer_id = session.get("officer")
        if officer_id is None:
            raise NotPermitted("Sign in to see this page.")
        g.actor = accounts.actor_of(office(), officer_id)
    return cast(Actor, g.actor)


def roles() -> frozenset[str]:
    """Of the officer whom this request has let in; what they are shown goes by them."""
    return cast(Actor, g.actor).roles if "actor" in g else frozenset()


def signed_in() -> bool:
    """Whether this browser has signed in as an officer who still has an account."""
    try:
        actor()
    except (NotFound, NotPermitted):
        session.pop("officer", None)
        return False
    return True


def process_owner() -> bool:
    """Whether an officer is signed in; refuses those who are no process owners."""
    if signed_in() and PROCESS_OWNER not in roles():
        raise NotPermitted("Only process owners change procedures.", "role")
    return signed_in()


def proved_case() -> bool:
    """Whether this browser has given a case's reference and code."""
    return "case" in session


def came_by_link() -> bool:
    """Whether this browser came by a link of somebody's own; the page asks whether it holds."""
    if "link" not in session:
        raise LinkOver("Open the link in your email again.")
    return True


def demo() -> bool:
    """Whether this is the demo council."""
    return office().settings.demo


WHO: Mapping[str, Callable[[], bool]] = {
    "who proved that the case is theirs": proved_case,
    "who came by a link of their own": came_by_link,
    "a signed-in officer": signed_in,
    "a process owner": process_owner,
    "a visitor of the demo": demo,
}


def guard() -> ResponseReturnValue | None:
    """Before each request: let in, send to where one proves who one is, or refuse."""
    if any("\x00" in text for text in (request.path, *request.values.values())):
        raise BadInput("What was sent contains a character that cannot be kept.")
    endpoint = request.endpoint
    if endpoint != "static":
        office().look_again()
    if endpoint is None or endpoint in PUBLIC:
        return None
    who = GUARDED.get(endpoint)
    if who is None or (who == "a visitor of the demo" and not demo()):
        raise NotPermitted("This page is not open to you.")
    if WHO[who]():
        return None
    if who in ("a signed-in officer", "a process owner"):
        asked_for = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("sign_in.ask", next=asked_for))
    return redirect(url_for("residents.find"))


def local_path(wanted: str | None, otherwise: str) -> str:
    """``wanted`` if it is a path of this site, else ``otherwise``: nobody is sent elsewhere."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc or "\n" in wanted else wanted


def secured(response: Response) -> Response:
    """After each request: the headers; only styles and pictures may be kept by a browser."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = "public, max-age=86400"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def plain_http(settings: Settings) -> bool:
    """Whether cookies must travel without TLS: only the demo, or this machine alone."""
    url = urlsplit(settings.base_url)
    return url.scheme == "http" and (settings.demo or url.hostname in ("localhost", "127.0.0.1"))


def protect(app: Flask, settings: Settings) -> None:
    """Cookies, limits, the guard and the headers."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="redress",
        SESSION_COOKIE_SECURE=not plain_http(settings),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=8 * 60 * 60,
        MAX_CONTENT_LENGTH=52 * 1024 * 1024,  # five files of 10 MB and what is around them
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=400,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: nobody loses a long answer
    )
    app.before_request(guard)
    app.after_request(secured)
