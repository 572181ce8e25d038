"""The scenarios of a draft: run, put together by why they fail, set aside, or given a new step."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.catalogue.definition import Form
from engine.errors import BadFiles, BadInput, FormErrors, NotFound, Refused
from engine.studio import beginnings, drafts, trial_pages, trial_runs, trials
from engine.studio.drafted import Draft
from engine.studio.inserting import NewStep
from engine.studio.playable import procedure_of
from engine.studio.trial_pages import Step
from web import pictures
from web.forms import asking, pages, typed
from web.forms.reading import missing, read
from web.forms.typed import Typed
from web.guards import actor, office
from web.owners.area import BLUEPRINT

TRIAL = "/drafts/<int(max=2147483647):draft_id>/scenarios"


@BLUEPRINT.get(TRIAL)
def trial(draft_id: int) -> ResponseReturnValue:
    """How the draft's scenarios stand."""
    return _page(_draft(draft_id))


@BLUEPRINT.post(f"{TRIAL}/run")
def run_trial(draft_id: int) -> ResponseReturnValue:
    """Run them all, in a process of their own."""
    try:
        trial_runs.start(office(), actor(), _draft(draft_id))
    except Refused as refusal:
        flash(str(refusal), "refused")
    return _back(draft_id)


@BLUEPRINT.post(f"{TRIAL}/aside")
def set_aside(draft_id: int) -> ResponseReturnValue:
    """These scenarios tell the procedure as it was."""
    chosen, reason = request.form.getlist("scenario"), request.form.get("reason", "")
    try:
        trials.set_aside(office(), actor(), draft_id, chosen, reason)
    except FormErrors as wrong:
        box = f"reason-{request.form.get('group', '1')}"
        return _page(_draft(draft_id), {box: str(wrong)}), 422
    except (BadInput, Refused) as wrong:
        flash(str(wrong), "refused")
    else:
        flash(f"Set aside: {len(chosen)}.", "done")
    return _back(draft_id)


@BLUEPRINT.post(f"{TRIAL}/back")
def put_back(draft_id: int) -> ResponseReturnValue:
    """These scenarios count again."""
    try:
        trials.put_back(office(), actor(), draft_id, request.form.getlist("scenario"))
    except Refused as refusal:
        flash(str(refusal), "refused")
    return _back(draft_id)


@BLUEPRINT.get(f"{TRIAL}/step/<element>")
def trial_step(draft_id: int, element: str) -> ResponseReturnValue:
    """What the scenarios that stop at a step are to answer there."""
    draft = _draft(draft_id)
    step = trial_pages.step_of(office(), draft, element)
    known = beginnings.samples(procedure_of(office(), draft), step.form, office().clock.now())
    return _step_page(draft, step, typed.from_values(step.form, known))


@BLUEPRINT.post(f"{TRIAL}/step/<element>")
def add_trial_step(draft_id: int, element: str) -> ResponseReturnValue:
    """Put the step into all of them, where they stop."""
    draft = _draft(draft_id)
    step = trial_pages.step_of(office(), draft, element)
    boxes: Typed = request.form.to_dict(flat=False)
    reading = read(step.form.fields, boxes, ())
    applies = pages.asked(step.form, reading.answers)
    errors = {**missing(applies, reading.answers), **reading.errors}
    if errors:
        return _step_page(draft, step, boxes, errors), 422
    answers = trial_pages.as_said(asking.applying(step.form, reading.answers))
    try:
        new = NewStep(element, step.roles, answers)
        trial_runs.add_step(office(), actor(), draft, [r.id for r in step.ran], new)
    except Refused as refusal:
        flash(str(refusal), "refused")
    return _back(draft_id)


def _draft(draft_id: int) -> Draft:
    return drafts.read(office(), actor(), draft_id)


def _back(draft_id: int) -> ResponseReturnValue:
    return redirect(url_for("owners.trial", draft_id=draft_id))


def _page(draft: Draft, errors: Mapping[str, str] = MappingProxyType({})) -> str:
    try:
        shown = trial_pages.shown(office(), draft)
    except BadFiles as broken:
        why = tuple(f"{each.reason} {each.fix}" for each in broken.problems[:20])
        shown = trial_pages.cannot_run(office(), draft, why)
    sheets = shown.coverage.sheets if shown.coverage else ()
    return render_template(
        "owners/trial.html",
        draft=draft,
        here="owners.trial",
        errors=errors,
        shown=shown,
        pictures=[(pictures.draw(sheet.plane), sheet.never) for sheet in sheets],
    )


def _step_page(
    draft: Draft, step: Step, boxes: Typed, errors: Mapping[str, str] = MappingProxyType({})
) -> str:
    if not step.ran:
        raise NotFound("No scenario stops at this step.")
    page = pages.Page(1, step.form.fields, (), last=True)
    form: Form = step.form
    return render_template(
        "owners/trial_step.html",
        draft=draft,
        here="owners.trial",
        errors=errors,
        step=step,
        asked=asking.Asked(form, page, boxes, errors=errors),
    )
