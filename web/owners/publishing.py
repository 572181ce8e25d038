"""Asking for approval, approving, sending back, putting away."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import FormErrors
from engine.studio import catching_up, publishing, withdrawing
from web.forms.reading import NotADateError, read_date
from web.forms.typed import Typed
from web.guards import actor, office
from web.owners.area import BLUEPRINT
from web.owners.desk import page

_DRAFT = "/drafts/<int(max=2147483647):draft_id>"


@BLUEPRINT.post(f"{_DRAFT}/submit")
def submit(draft_id: int) -> ResponseReturnValue:
    """Ask another process owner to approve it."""
    try:
        day = _day(request.form.to_dict(flat=False))
        publishing.submit(office(), actor(), draft_id, request.form.get("why", ""), day)
    except FormErrors as wrong:
        return page(draft_id, wrong.errors), 422
    flash("Another process owner can approve it now.", "done")
    return _back(draft_id)


@BLUEPRINT.post(f"{_DRAFT}/approve")
def approve(draft_id: int) -> ResponseReturnValue:
    """Publish it."""
    publishing.approve(office(), actor(), draft_id)
    flash("Published. Cases that are open stay on the version they began with.", "done")
    return _back(draft_id)


@BLUEPRINT.post(f"{_DRAFT}/send-back")
def send_back(draft_id: int) -> ResponseReturnValue:
    """Back to whoever wrote it."""
    try:
        publishing.send_back(office(), actor(), draft_id, request.form.get("reason", ""))
    except FormErrors as wrong:
        return page(draft_id, wrong.errors), 422
    flash("Sent back, with your reason.", "done")
    return _back(draft_id)


@BLUEPRINT.post(f"{_DRAFT}/discard")
def discard(draft_id: int) -> ResponseReturnValue:
    """Put it away."""
    publishing.discard(office(), actor(), draft_id)
    flash("The draft is put away. It can still be read.", "done")
    return redirect(url_for("owners.desk"))


@BLUEPRINT.post(f"{_DRAFT}/catch-up")
def catch_up(draft_id: int) -> ResponseReturnValue:
    """Take up what was published since the draft began."""
    try:
        catching_up.catch_up(office(), actor(), draft_id, request.form.to_dict())
    except FormErrors as wrong:
        return page(draft_id, wrong.errors), 422
    flash("The draft is up to date. Compare it, and run its scenarios again.", "done")
    return _back(draft_id)


@BLUEPRINT.post(f"{_DRAFT}/withdraw")
def withdraw(draft_id: int) -> ResponseReturnValue:
    """Ask that what it published for a day to come never begins."""
    try:
        withdrawing.ask(office(), actor(), draft_id, request.form.get("stop_why", ""))
    except FormErrors as wrong:
        return page(draft_id, wrong.errors), 422
    flash("Another process owner can confirm that it is withdrawn.", "done")
    return _back(draft_id)


@BLUEPRINT.post(f"{_DRAFT}/withdraw/confirm")
def confirm_withdrawal(draft_id: int) -> ResponseReturnValue:
    """Withdraw it."""
    withdrawing.confirm(office(), actor(), draft_id)
    flash("Withdrawn. What is in force stays in force.", "done")
    return _back(draft_id)


@BLUEPRINT.post(f"{_DRAFT}/withdraw/leave")
def leave_waiting(draft_id: int) -> ResponseReturnValue:
    """It begins all the same."""
    withdrawing.leave(office(), actor(), draft_id)
    flash("It begins on its day.", "done")
    return _back(draft_id)


def _day(typed: Typed) -> date | None:
    if request.form.get("when") != "later":
        return None
    try:
        day = read_date(typed, "wanted_from", "The day from which it is in force")
    except NotADateError as wrong:
        raise FormErrors({"wanted_from": str(wrong)}) from wrong
    if day is None:
        raise FormErrors({"wanted_from": "Enter the day from which it is in force."})
    return day


def _back(draft_id: int) -> ResponseReturnValue:
    return redirect(url_for("owners.draft", draft_id=draft_id))
