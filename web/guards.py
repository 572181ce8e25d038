"""Who may open which page, as a map one can read aloud; and what every answer carries for safety.

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

#: open to anybody
PUBLIC: frozenset[str] = frozenset(
    {
        "static",
        "residents.start",
        "residents.privacy",
        "residents.accessibility",
        "residents.begin",
        "residents.question",
        "residents.answer",
        "residents.add_evidence",
        "residents.remove_evidence",
        "residents.check",
        "residents.send",
        "residents.sent",
        "residents.find",
        "residents.prove",
        "partners.door",
        "partners.enter",
        "sign_in.ask",
        "sign_in.enter",
        "sign_in.leave",
    }
)

#: every other route, and who it is for
GUARDED: Mapping[str, str] = {
    "residents.case": "who proved that the case is theirs",
    "residents.letter": "who proved that the case is theirs",
    "residents.letter_pdf": "who proved that the case is theirs",
    "residents.letter_enclosure": "who proved that the case is theirs",
    "residents.stage2": "who proved that the case is theirs",
    "residents.ask_stage2": "who proved that the case is theirs",
    "residents.withdraw": "who proved that the case is theirs",
    "residents.part": "who proved that the case is theirs",
    "residents.ask_withdraw": "who proved that the case is theirs",
    "residents.message": "who proved that the case is theirs",
    "residents.send_message": "who proved that the case is theirs",
    "residents.leave": "who proved that the case is theirs",
    "officers.queue": "a signed-in officer",
    "officers.somebody_new": "a signed-in officer",
    "officers.search": "a signed-in officer",
    "officers.notices": "a signed-in officer",
    "officers.my_actions": "a signed-in officer",
    "officers.record": "a signed-in officer",
    "officers.ask_who": "a signed-in officer",
    "officers.save_record": "a signed-in officer",
    "officers.recorded": "a signed-in officer",
    "officers.restrictions": "a signed-in officer",
    "officers.register": "a signed-in officer",
    "officers.new_entry": "a signed-in officer",
    "officers.add_entry": "a signed-in officer",
    "officers.entry": "a signed-in officer",
    "officers.change_entry": "a signed-in officer",
    "officers.declare_tie": "a signed-in officer",
    "officers.read_notices": "a signed-in officer",
    "officers.case": "a signed-in officer",
    "officers.case_part": "a signed-in officer",
    "officers.diagram": "a signed-in officer",
    "officers.task": "a signed-in officer",
    "officers.answer_task": "a signed-in officer",
    "officers.check_task": "a signed-in officer",
    "officers.complete_task": "a signed-in officer",
    "officers.choose_ways": "a signed-in officer",
    "officers.preview": "a signed-in officer",
    "officers.claim": "a signed-in officer",
    "officers.hand_over": "a signed-in officer",
    "officers.assign": "a signed-in officer",
    "officers.release": "a signed-in officer",
    "officers.action": "a signed-in officer",
    "officers.perform": "a signed-in officer",
    "officers.guest_link": "a signed-in officer",
    "officers.guest_documents": "a signed-in officer",
    "officers.letter": "a signed-in officer",
    "officers.letter_pdf": "a signed-in officer",
    "officers.settle": "a signed-in officer",
    "officers.document": "a signed-in officer",
    "officers.add_document": "a signed-in officer",
    "partners.case": "who came by a link of their own",
    "partners.letter": "who came by a link of their own",
    "partners.letter_pdf": "who came by a link of their own",
    "partners.letter_enclosure": "who came by a link of their own",
    "partners.document": "who came by a link of their own",
    "partners.done": "who came by a link of their own",
    "partners.task": "who came by a link of their own",
    "partners.answer_task": "who came by a link of their own",
    "partners.check_task": "who came by a link of their own",
    "partners.complete_task": "who came by a link of their own",
    "partners.action": "who came by a link of their own",
    "partners.perform": "who came by a link of their own",
    "partners.leave": "who came by a link of their own",
    "managers.shelf": "a signed-in officer",
    "managers.report": "a signed-in officer",
    "managers.cases": "a signed-in officer",
    "managers.download": "a signed-in officer",
    "owners.procedures": "a signed-in officer",
    "owners.procedure": "a signed-in officer",
    "owners.versions_of": "a signed-in officer",
    "owners.published_diagram": "a signed-in officer",
    "owners.compare": "a process owner",
    "owners.moves": "a process owner",
    "owners.move_cases": "a process owner",
    "owners.move_cases_back": "a process owner",
    "owners.desk": "a process owner",
    "owners.begin": "a process owner",
    "owners.draft": "a process owner",
    "owners.play": "a process owner",
    "owners.begin_play": "a process owner",
    "owners.play_step": "a process owner",
    "owners.play_as": "a process owner",
    "owners.play_wait": "a process owner",
    "owners.play_desk": "a process owner",
    "owners.change_play": "a process owner",
    "owners.save_play": "a process owner",
    "owners.play_letter": "a process owner",
    "owners.trial": "a process owner",
    "owners.run_trial": "a process owner",
    "owners.set_aside": "a process owner",
    "owners.put_back": "a process owner",
    "owners.trial_step": "a process owner",
    "owners.add_trial_step": "a process owner",
    "owners.submit": "a process owner",
    "owners.approve": "a process owner",
    "owners.send_back": "a process owner",
    "owners.discard": "a process owner",
    "owners.catch_up": "a process owner",
    "owners.diagram": "a process owner",
    "owners.save_diagram": "a process owner",
    "owners.diagram_problems": "a process owner",
    "owners.tidy_diagram": "a process owner",
    "owners.declare": "a process owner",
    "owners.clocks": "a process owner",
    "owners.clock": "a process owner",
    "owners.change_numbers": "a process owner",
    "owners.change_clock": "a process owner",
    "owners.new_clock": "a process owner",
    "owners.add_clock": "a process owner",
    "owners.remove_clock": "a process owner",
    "owners.setting": "a process owner",
    "owners.change_setting": "a process owner",
    "owners.letters": "a process owner",
    "owners.new_letter": "a process owner",
    "owners.add_letter": "a process owner",
    "owners.remove_letter": "a process owner",
    "owners.letter": "a process owner",
    "owners.save_letter": "a process owner",
    "owners.preview_letter": "a process owner",
    "owners.letter_pdf": "a process owner",
    "owners.letter_email": "a process owner",
    "owners.letter_duty": "a process owner",
    "owners.change_letter_duty": "a process owner",
    "owners.parcels": "a process owner",
    "owners.take_in": "a process owner",
    "owners.export_draft": "a process owner",
    "owners.export_version": "a process owner",
    "owners.forms": "a process owner",
    "owners.add_form": "a process owner",
    "owners.form": "a process owner",
    "owners.change_form": "a process owner",
    "owners.own_form": "a process owner",
    "owners.remove_form": "a process owner",
    "owners.add_field": "a process owner",
    "owners.move_field": "a process owner",
    "owners.remove_field": "a process owner",
    "owners.field": "a process owner",
    "owners.change_field": "a process owner",
    "owners.variables": "a process owner",
    "owners.add_variable": "a process owner",
    "owners.variable": "a process owner",
    "owners.change_variable": "a process owner",
    "owners.remove_variable": "a process owner",
    "owners.roles": "a process owner",
    "owners.add_role": "a process owner",
    "owners.role": "a process owner",
    "owners.change_role": "a process owner",
    "owners.remove_role": "a process owner",
    "owners.new_separation": "a process owner",
    "owners.add_separation": "a process owner",
    "owners.separation": "a process owner",
    "owners.change_separation": "a process owner",
    "owners.remove_separation": "a process owner",
    "owners.actions": "a process owner",
    "owners.new_action": "a process owner",
    "owners.add_action": "a process owner",
    "owners.action": "a process owner",
    "owners.change_action": "a process owner",
    "owners.remove_action": "a process owner",
    "sign_in.use_account": "a visitor of the demo",
    "sign_in.move_clock": "a visitor of the demo",
}

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
