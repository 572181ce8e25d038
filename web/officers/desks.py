"""Whose desk a task is on: claim, put on another's, put back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import tasks
from engine.desk import worklists
from engine.desk.task_views import task_form
from engine.errors import FormErrors
from web.guards import actor, local_path, office
from web.officers.area import BLUEPRINT


@BLUEPRINT.post("/tasks/<task_id>/claim")
def claim(task_id: str) -> ResponseReturnValue:
    """Take a task that nobody has."""
    tasks.claim(office(), actor(), task_id)
    flash("This is yours now.", "done")
    otherwise = url_for("officers.task", task_id=task_id)
    return redirect(local_path(request.form.get("next"), otherwise))


@BLUEPRINT.get("/tasks/<task_id>/hand-over")
def hand_over(task_id: str) -> ResponseReturnValue:
    """Ask who is to have the task."""
    return _ask(task_id, {})


@BLUEPRINT.post("/tasks/<task_id>/hand-over")
def assign(task_id: str) -> ResponseReturnValue:
    """Put a task on another officer's desk."""
    chosen = request.form.get("officer", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        return _ask(task_id, {"officer": "Select an officer."}), 422
    reason = request.form.get("reason", "").strip()
    try:
        tasks.assign(office(), actor(), task_id, int(chosen), reason)
    except FormErrors as wrong:
        return _ask(task_id, dict(wrong.errors)), 422
    flash("The task is on the other officer’s desk.", "done")
    return redirect(_case_of(task_id))


@BLUEPRINT.post("/tasks/<task_id>/release")
def release(task_id: str) -> ResponseReturnValue:
    """Put a task back into the queue."""
    tasks.release(office(), actor(), task_id, request.form.get("reason", "").strip())
    flash("The task is back in the queue.", "done")
    return redirect(_case_of(task_id))


def _case_of(task_id: str) -> str:
    return url_for("officers.case", reference=worklists.task_reference(office(), task_id))


def _ask(task_id: str, errors: dict[str, str]) -> str:
    form = task_form(office(), actor(), task_id)
    role = set(form.task.role.split())
    officers = [o for o in worklists.officers(office()) if not role or role & set(o.roles)]
    return render_template(
        "officers/hand_over.html",
        form=form,
        officers=[o for o in officers if o.id != form.task.assignee_id],
        errors=errors,
        typed=request.form,
        section="queue",
    )
