"""A task of theirs: its form, a draft, the check page with the letters, and completing it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import tasks
from engine.desk.partners import require_task
from engine.desk.task_views import task_form
from engine.desk.views import TaskForm
from engine.errors import AlreadyDone, FormErrors, Refused
from web.errors import status_of
from web.forms import answering, asking, pages, typed, uploads
from web.forms.typed import Typed
from web.guards import office
from web.partners.area import BLUEPRINT, guest


@BLUEPRINT.get("/partners/tasks/<task_id>")
def task(task_id: str) -> ResponseReturnValue:
    """A page of the task's form, as it was last left."""
    form = _form(task_id)
    every = pages.pages(form.form, form.values)
    page = pages.page_number(every, asking.numbered(request.args.get("page", "1")))
    return _page(form, page, typed.from_values(form.form, answering.standing(form)))


@BLUEPRINT.post("/partners/tasks/<task_id>")
def answer_task(task_id: str) -> ResponseReturnValue:
    """Keep the page as a draft and go on: to the next page, to the check page, or away."""
    form, who = _form(task_id), guest()
    boxes: Typed = request.form.to_dict(flat=False)
    points = [point.id for point in form.points]
    turn = asking.turn(form.form, asking.page_wanted(boxes), boxes, points, form.values)
    if turn.again is not None:
        return _page(form, turn.page, turn.again)
    saving = "save" in request.form
    unread = {**turn.unread, **uploads.add(office(), who.actor, who.reference, turn.page)}
    if unread or (turn.errors and not saving):
        return _page(form, turn.page, boxes, {**turn.errors, **unread}), 422
    answers = {
        **asking.emptied(turn, form.values),
        **turn.answers,
        **uploads.names(turn.page),
    }
    try:
        return _keep(form, task_id, answers, saving, turn.following)
    except FormErrors as wrong:
        return _page(form, turn.page, boxes, wrong.errors), 422
    except Refused as refusal:
        return _page(form, turn.page, boxes, {}, refusal), status_of(refusal)


def _keep(
    form: TaskForm,
    task_id: str,
    answers: Mapping[str, object],
    saving: bool,
    following: pages.Page | None,
) -> ResponseReturnValue:
    """The draft is kept; where it leads next."""
    who = guest().actor
    tasks.save_draft(office(), who, task_id, answers)
    if saving:
        flash("Saved. Nothing has been sent.", "done")
        return redirect(url_for("partners.case"))
    if following:
        return redirect(url_for("partners.task", task_id=task_id, page=following.number))
    tasks.rehearse(office(), who, task_id, asking.applying(form.form, answers))
    return redirect(url_for("partners.check_task", task_id=task_id))


@BLUEPRINT.get("/partners/tasks/<task_id>/check")
def check_task(task_id: str) -> ResponseReturnValue:
    """What was answered, and the letters that would go, before anything happens."""
    form = _form(task_id)
    answers = asking.applying(form.form, form.values)
    try:
        letters = tasks.rehearse(office(), guest().actor, task_id, answers)
    except (FormErrors, Refused) as wrong:
        flash(str(wrong), "refused")
        return redirect(url_for("partners.task", task_id=task_id))
    rows = answering.rows(
        form, answers, lambda number: url_for("partners.task", task_id=task_id, page=number)
    )
    return render_template(
        "partners/task_check.html",
        form=form,
        rows=rows,
        letters=letters,
        answers=json.dumps(answers, default=str),
        section="partners",
    )


@BLUEPRINT.post("/partners/tasks/<task_id>/check")
def complete_task(task_id: str) -> ResponseReturnValue:
    """Complete the task: one verb, then a page that says so."""
    who = guest()
    require_task(office(), who.actor, who.reference, task_id)
    answers = answering.sent_answers()
    try:
        tasks.complete(office(), who.actor, task_id, answers)
    except AlreadyDone as done:
        form = task_form(office(), who.actor, task_id)
        shown = answering.typed_rows(form, answers)
        page = render_template("errors/already_done.html", error=done, typed=shown)
        return page, status_of(done)
    except FormErrors as wrong:
        flash(str(wrong), "refused")
        return redirect(url_for("partners.task", task_id=task_id))
    session["did"] = request.form.get("name", "")[:200]
    return redirect(url_for("partners.done"))


def _form(task_id: str) -> TaskForm:
    """The task and its form, if it is one of the case that the link opens."""
    who = guest()
    require_task(office(), who.actor, who.reference, task_id)
    return task_form(office(), who.actor, task_id)


def _page(
    form: TaskForm,
    page: pages.Page,
    boxes: Typed,
    errors: Mapping[str, str] | None = None,
    refusal: Refused | None = None,
) -> str:
    asked = asking.Asked(
        form.form, page, boxes, form.points, form.officers, form.barred, errors or {}
    )
    elsewhere = {
        field.id: url_for("partners.task", task_id=form.task.id, page=other.number)
        for other in pages.pages(form.form, form.values)
        for field in other.fields
        if other.number != page.number
    }
    return render_template(
        "partners/task.html",
        form=form,
        asked=asked,
        errors=asked.errors,
        elsewhere=elsewhere,
        refusal=refusal,
        section="partners",
    )
