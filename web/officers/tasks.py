"""A task: its form, a draft, the check page with the letters that would go, and completing it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import tasks
from engine.desk.task_views import task_form
from engine.desk.views import TaskForm
from engine.errors import AlreadyDone, FormErrors, Refused
from engine.letters import to_pdf
from web.errors import status_of
from web.forms import answering, asking, pages, typed
from web.forms.typed import Typed
from web.guards import actor, office
from web.officers import about_letters, afterwards, uploads
from web.officers.area import BLUEPRINT


@BLUEPRINT.get("/tasks/<task_id>")
def task(task_id: str) -> ResponseReturnValue:
    """A page of the task's form, as it was last left."""
    form = task_form(office(), actor(), task_id)
    all_pages = pages.pages(form.form, form.values)
    page = pages.page_number(all_pages, asking.numbered(request.args.get("page", "1")))
    boxes = typed.from_values(form.form, answering.standing(form))
    return _page(form, _asked(form, page, boxes, {}))


@BLUEPRINT.post("/tasks/<task_id>")
def answer_task(task_id: str) -> ResponseReturnValue:
    """Keep the page as a draft and go on: to the next page, to the check page, or away."""
    form = task_form(office(), actor(), task_id)
    boxes: Typed = request.form.to_dict(flat=False)
    turn = asking.turn(form.form, asking.page_wanted(boxes), boxes, _points(form), form.values)
    if turn.again is not None:
        return _page(form, _asked(form, turn.page, turn.again, {}))
    saving = "save" in request.form
    is_open = form.task.status == "open"  # else the verb says who was first
    unread = {**turn.unread, **(uploads.add(form.reference, turn.page) if is_open else {})}
    if is_open and (unread or (turn.errors and not saving)):
        return _page(form, _asked(form, turn.page, boxes, {**turn.errors, **unread})), 422
    try:
        answers = {
            **asking.emptied(turn, form.values),
            **turn.answers,
            **uploads.names(turn.page),
            **about_letters.said(boxes, form.values),
        }
        tasks.save_draft(office(), actor(), task_id, answers)
        if saving:
            flash("Saved. Nothing has been sent.", "done")
            return redirect(url_for("officers.case", reference=form.reference))
        if turn.following:
            number = turn.following.number
            return redirect(url_for("officers.task", task_id=task_id, page=number))
        tasks.rehearse(office(), actor(), task_id, _applying(form, answers))
    except FormErrors as wrong:
        return _page(form, _asked(form, turn.page, boxes, wrong.errors)), 422
    except AlreadyDone as done:
        return _already_done(done, form, turn.answers)
    except Refused as refusal:
        asked = _asked(form, turn.page, boxes, {})
        return _page(form, asked, refusal), status_of(refusal)
    return redirect(url_for("officers.check_task", task_id=task_id))


@BLUEPRINT.get("/tasks/<task_id>/check")
def check_task(task_id: str) -> ResponseReturnValue:
    """What was answered, and the letters that would go, before anything happens."""
    form = task_form(office(), actor(), task_id)
    answers = _applying(form, form.values)
    try:
        letters = tasks.rehearse(office(), actor(), task_id, answers)
    except FormErrors as wrong:
        flash(str(wrong), "refused")
        return redirect(url_for("officers.task", task_id=task_id))
    return render_template(
        "officers/task_check.html",
        form=form,
        rows=_rows(form, answers),
        letters=letters,
        way_in_words=about_letters.way_in_words,
        to_choose=about_letters.to_choose(letters, answers),
        channels=about_letters.channels(),
        reason=answers.get("override_reason", ""),
        answers=json.dumps(answers, default=str),
        section="queue",
    )


@BLUEPRINT.post("/tasks/<task_id>/check/ways")
def choose_ways(task_id: str) -> ResponseReturnValue:
    """Another way for the letters: kept with the draft if it is possible, and shown again."""
    form = task_form(office(), actor(), task_id)
    chosen = about_letters.chosen(request.form.to_dict(flat=False))
    answers = {**form.values, **chosen}
    try:
        tasks.rehearse(office(), actor(), task_id, _applying(form, answers))
        tasks.save_draft(office(), actor(), task_id, answers)
    except AlreadyDone as done:
        return _already_done(done, form, form.values)
    except (FormErrors, Refused) as refusal:
        flash(str(refusal), "refused")
    return redirect(url_for("officers.check_task", task_id=task_id))


@BLUEPRINT.get("/tasks/<task_id>/check/letters/<int(max=2147483647):number>.pdf")
def preview(task_id: str, number: int) -> ResponseReturnValue:
    """One of the letters that would go, as it would be printed."""
    form = task_form(office(), actor(), task_id)
    letters = tasks.rehearse(office(), actor(), task_id, _applying(form, form.values))
    if not 0 < number <= len(letters):
        abort(404)
    return Response(to_pdf(letters[number - 1].letter), mimetype="application/pdf")


@BLUEPRINT.post("/tasks/<task_id>/check")
def complete_task(task_id: str) -> ResponseReturnValue:
    """Complete the task: one verb, then back to the case."""
    answers = answering.sent_answers()
    try:
        begun = tasks.complete(office(), actor(), task_id, answers)
    except AlreadyDone as done:
        return _already_done(done, task_form(office(), actor(), task_id), answers)
    except FormErrors as wrong:
        flash(str(wrong), "refused")
        return redirect(url_for("officers.task", task_id=task_id))
    flash(f"“{request.form.get('name', 'The task')}” is done.", "done")
    return redirect(afterwards.address(request.form.get("reference", ""), begun, answers))


def _points(form: TaskForm) -> list[str]:
    return [point.id for point in form.points]


def _applying(form: TaskForm, answers: Mapping[str, object]) -> dict[str, object]:
    """What is sent: the answers that still apply, and what was said about the letters."""
    return {**asking.applying(form.form, answers), **about_letters.said({}, answers)}


def _asked(
    form: TaskForm, page: pages.Page, boxes: Typed, errors: Mapping[str, str]
) -> asking.Asked:
    return asking.Asked(form.form, page, boxes, form.points, form.officers, form.barred, errors)


def _page(form: TaskForm, asked: asking.Asked, refusal: Refused | None = None) -> str:
    """The form's page. An error on another page leads there."""
    elsewhere = {
        field.id: url_for("officers.task", task_id=form.task.id, page=page.number)
        for page in pages.pages(form.form, form.values)
        for field in page.fields
        if page.number != asked.page.number
    }
    return render_template(
        "officers/task.html",
        form=form,
        asked=asked,
        errors=asked.errors,
        elsewhere=elsewhere,
        refusal=refusal,
        about_letters=about_letters.boxes(refusal, form.values, asked.typed),
        section="queue",
    )


def _rows(
    form: TaskForm, answers: Mapping[str, object]
) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """(question, answer's lines, address of the page that asks it) of each field that applies."""
    rows = answering.rows(
        form, answers, lambda number: url_for("officers.task", task_id=form.task.id, page=number)
    )
    back = url_for("officers.task", task_id=form.task.id)
    said = about_letters.rows(answers)
    return (*rows, *((label, (words_said,), back) for label, words_said in said))


def _already_done(
    done: AlreadyDone, form: TaskForm, answers: Mapping[str, object]
) -> ResponseReturnValue:
    """Who was first, and what was typed, for copying."""
    page = render_template(
        "errors/already_done.html",
        error=done,
        typed=answering.typed_rows(form, answers),
        reference=form.reference,
    )
    return page, status_of(done)
