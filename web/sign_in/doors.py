"""Signing in with a name and a password, and out again."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import access, accounts
from web.errors import page
from web.guards import local_path, office
from web.sign_in.area import BLUEPRINT
from web.sign_in.demo import demo_groups, let_in

#: tries at one name, and by one address, in a quarter of an hour
MOST_TRIES, MOST_TRIES_OF_ONE_ADDRESS, QUARTER = 10, 60, 900


@BLUEPRINT.get("/sign-in")
def ask() -> str:
    """Ask for name and password."""
    return _ask({})


@BLUEPRINT.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Let an officer in. What is wrong, name or password, is not told."""
    username, password = request.form.get("username", ""), request.form.get("password", "")
    if not username.strip() or not password:
        return _ask(_missing(username, password)), 422
    if not _may_try(username):
        return page(429)
    who = accounts.sign_in(office(), username, password)
    if who is None:
        return _ask({"username": "The user name or the password is not right."}), 422
    let_in(who)
    return redirect(local_path(request.form.get("next"), url_for("officers.queue")))


@BLUEPRINT.post("/sign-out")
def leave() -> ResponseReturnValue:
    """Forget who this was."""
    session.clear()
    return redirect(url_for("sign_in.ask"))


def _may_try(username: str) -> bool:
    by_name = f"sign in {username.strip().lower()}"
    by_address = f"sign in from {request.remote_addr}"
    return access.allow(office(), by_name, MOST_TRIES, QUARTER) and access.allow(
        office(), by_address, MOST_TRIES_OF_ONE_ADDRESS, QUARTER
    )


def _missing(username: str, password: str) -> dict[str, str]:
    errors = {}
    if not username.strip():
        errors["username"] = "Enter your user name."
    if not password:
        errors["password"] = "Enter your password."  # noqa: S105 - a message, not a password
    return errors


def _ask(errors: dict[str, str]) -> str:
    return render_template(
        "sign_in/sign_in.html",
        errors=errors,
        username=request.form.get("username", ""),
        next=request.values.get("next", ""),
        groups=demo_groups(),
        section="sign_in",
    )
