"""What is possible at any time: more time, a stopped clock, a contact, a withdrawal …"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.casework import actions
from engine.catalogue.definition import Form
from engine.desk.case_file import action_form, case_file
from engine.desk.views import ActionView, CaseFile
from engine.errors import FormErrors, NotPermitted, Refused
from web.errors import status_of
from web.forms import asking, pages, typed
from web.forms.typed import Typed
from web.guards import actor, office
from web.officers.area import BLUEPRINT


@BLUEPRINT.get("/cases/<reference>/actions/<action_id>")
def action(reference: str, action_id: str) -> ResponseReturnValue:
    """The action's form, or why it is not possible."""
    found = action_form(office(), actor(), reference, action_id)
    case = case_file(office(), actor(), reference)
    form = _form(found)
    boxes = typed.from_values(
        form, {f.id: f.default for f in form.fields if f.default is not None}
    )
    first = pages.pages(form, {})[0]
    return _page(case, found, asking.Asked(form, first, boxes, case.points))


@BLUEPRINT.post("/cases/<reference>/actions/<action_id>")
def perform(reference: str, action_id: str) -> ResponseReturnValue:
    """Do it, or ask the next page."""
    found = action_form(office(), actor(), reference, action_id)
    if not found.allowed:
        raise NotPermitted(found.why_not)
    form = _form(found)
    case = case_file(office(), actor(), reference)
    boxes: Typed = request.form.to_dict(flat=False)
    points = [point.id for point in case.points]
    turn = asking.turn(form, asking.page_wanted(boxes), boxes, points, {})
    errors: dict[str, str] = turn.errors
    if turn.done:
        try:
            answers = asking.applying(form, turn.answers)
            actions.perform(office(), actor(), reference, action_id, answers)
        except FormErrors as wrong:
            errors = wrong.errors
        except Refused as refusal:
            flash(str(refusal), "refused")
            typed_so_far = asking.Asked(form, turn.page, boxes, case.points)
            return _page(case, found, typed_so_far), status_of(refusal)
        else:
            flash(f"“{found.title}” is done.", "done")
            return redirect(url_for("officers.case", reference=reference))
    page = turn.page if errors or turn.following is None else turn.following
    asked = asking.Asked(form, page, boxes, case.points, errors=errors)
    return _page(case, found, asked), 422 if errors else 200


def _form(found: ActionView) -> Form:
    return found.form or Form(found.id, found.title, ())


def _page(case: CaseFile, found: ActionView, asked: asking.Asked) -> str:
    return render_template(
        "officers/action.html",
        case=case,
        action=found,
        asked=asked,
        errors=asked.errors,
        section="case",
    )
