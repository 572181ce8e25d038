"""What is possible at any time: more time, a stopped clock, a contact, a withdrawal …"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from engine.casework import actions
from engine.catalogue.definition import Form
from engine.catalogue.sayings import ended
from engine.desk.case_file import action_form, case_file
from engine.desk.views import ActionView, CaseFile
from engine.errors import FormErrors, NotPermitted, Refused
from web.errors import status_of
from web.forms import asking, pages
from web.forms.typed import Typed, one
from web.guards import actor, office
from web.officers import about_letters, afterwards, uploads
from web.officers.area import BLUEPRINT


@BLUEPRINT.get("/cases/<reference>/actions/<action_id>")
def action(reference: str, action_id: str) -> ResponseReturnValue:
    """The action's form, or why it is not possible."""
    found = action_form(office(), actor(), reference, action_id)
    case = case_file(office(), actor(), reference)
    form = _form(found)
    first, boxes = asking.begun(form, {**found.values, **_linked(found)})
    return _page(case, found, _asked(case, found, first, boxes))


@BLUEPRINT.post("/cases/<reference>/actions/<action_id>")
def perform(reference: str, action_id: str) -> ResponseReturnValue:
    """Do it, or ask the next page."""
    boxes: Typed = request.form.to_dict(flat=False)
    chosen = {"procedure": one(boxes, "procedure")}  # it asks questions of its own
    found = action_form(office(), actor(), reference, action_id, chosen)
    if not found.allowed:
        raise NotPermitted(found.why_not)
    form = _form(found)
    case = case_file(office(), actor(), reference)
    points = [point.id for point in case.points]
    turn = asking.turn(form, asking.page_wanted(boxes), boxes, points, {})
    if turn.again is not None:
        return _page(case, found, _asked(case, found, turn.page, turn.again))
    errors = turn.errors | _unanswered(found, turn)
    errors = errors or uploads.add(reference, turn.page)
    if turn.done and not errors:
        try:
            answers = asking.applying(form, {**turn.answers, **uploads.names(turn.page)})
            answers |= about_letters.said(boxes, {})
            begun = actions.perform(office(), actor(), reference, action_id, answers)
        except FormErrors as wrong:
            errors = wrong.errors
        except Refused as refusal:
            flash(str(refusal), "refused")
            asked = _asked(case, found, turn.page, boxes)
            return _page(case, found, asked, refusal), status_of(refusal)
        else:
            flash(f"“{found.title}” is done.", "done")
            return redirect(afterwards.address(reference, begun, answers))
    if errors or turn.following is None:
        return _page(case, found, _asked(case, found, turn.page, boxes, errors)), 422
    known = action_form(office(), actor(), reference, action_id, turn.answers).values
    shown = asking.filled(form, turn.following, boxes, {**known, **_linked(found)})
    return _page(case, found, _asked(case, found, turn.following, shown))


def _unanswered(found: ActionView, turn: asking.Turn) -> dict[str, str]:
    """The first question of the procedure chosen that was not answered, told on its own page."""
    chosen = f"{turn.answers.get('procedure')}:"
    for field in (each for each in turn.page.fields if each.type == "fits"):
        given = turn.answers.get(field.id)
        said = given if isinstance(given, Mapping) else {}
        for value, question in found.choices.get(field.id, ()):
            if value.startswith(chosen) and value.removeprefix(chosen) not in said:
                return {field.id: f"Answer yes or no: {ended(question)}"}
    return {}


def _linked(found: ActionView) -> dict[str, object]:
    """A link names a person, or a promise, or there is one to choose: it decides nothing."""
    fields = _form(found).fields
    named = (each.id for each in fields if each.type in ("number", "promise"))
    only: dict[str, object] = {
        each.id: found.choices[each.id][0][0]
        for each in fields
        if each.type == "promise" and len(found.choices.get(each.id, ())) == 1
    }
    return only | {name: request.args[name] for name in named if name in request.args}


def _form(found: ActionView) -> Form:
    return found.form or Form(found.id, found.title, ())


def _asked(
    case: CaseFile,
    found: ActionView,
    page: pages.Page,
    boxes: Typed,
    errors: Mapping[str, str] = MappingProxyType({}),
) -> asking.Asked:
    form = _form(found)
    return asking.Asked(form, page, boxes, case.points, found.choices, found.barred, errors)


def _page(
    case: CaseFile, found: ActionView, asked: asking.Asked, refusal: Refused | None = None
) -> str:
    return render_template(
        "officers/action.html",
        case=case,
        action=found,
        asked=asked,
        errors=asked.errors,
        about_letters=about_letters.boxes(refusal, {}, asked.typed),
        section="case",
    )
