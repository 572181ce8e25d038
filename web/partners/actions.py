"""What they may do at any time in the case that their link opens."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from engine.casework import actions
from engine.catalogue.definition import Form
from engine.desk.case_file import action_form
from engine.desk.views import ActionView
from engine.errors import FormErrors, NotPermitted
from web.forms import asking, pages, uploads
from web.forms.typed import Typed
from web.guards import office
from web.partners.area import BLUEPRINT, guest


@BLUEPRINT.get("/partners/actions/<action_id>")
def action(action_id: str) -> ResponseReturnValue:
    """The action's form."""
    found = _found(action_id)
    form = _form(found)
    first, boxes = asking.begun(form, found.values)
    return _page(found, first, boxes)


@BLUEPRINT.post("/partners/actions/<action_id>")
def perform(action_id: str) -> ResponseReturnValue:
    """Do it, or ask the next page."""
    found, who = _found(action_id), guest()
    form = _form(found)
    boxes: Typed = request.form.to_dict(flat=False)
    turn = asking.turn(form, asking.page_wanted(boxes), boxes, (), {})
    if turn.again is not None:
        return _page(found, turn.page, turn.again)
    errors = turn.errors or uploads.add(office(), who.actor, who.reference, turn.page)
    if turn.done and not errors:
        answers = asking.applying(form, {**turn.answers, **uploads.names(turn.page)})
        try:
            actions.perform(office(), who.actor, who.reference, action_id, answers)
        except FormErrors as wrong:
            errors = wrong.errors
        else:
            session["did"] = found.title
            return redirect(url_for("partners.done"))
    if errors or turn.following is None:
        return _page(found, turn.page, boxes, errors), 422
    return _page(found, turn.following, asking.filled(form, turn.following, boxes, found.values))


def _found(action_id: str) -> ActionView:
    who = guest()
    found = action_form(office(), who.actor, who.reference, action_id)
    if not found.allowed:
        raise NotPermitted(found.why_not)
    return found


def _form(found: ActionView) -> Form:
    return found.form or Form(found.id, found.title, ())


def _page(
    found: ActionView,
    page: pages.Page,
    boxes: Typed,
    errors: Mapping[str, str] = MappingProxyType({}),
) -> str:
    asked = asking.Asked(_form(found), page, boxes, (), found.choices, found.barred, errors)
    return render_template(
        "partners/action.html",
        action=found,
        reference=guest().reference,
        asked=asked,
        errors=asked.errors,
        section="partners",
    )
