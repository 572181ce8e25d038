"""Open cases of older versions: how each would fit the version in force; moving them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import render_template, request
from flask.typing import ResponseReturnValue

from engine.casework.version_moves import Decision
from engine.errors import FormErrors
from engine.studio import moving_cases
from web.guards import actor, office
from web.owners.area import BLUEPRINT

_PAGE = "/procedures/<procedure_id>/moves"


@BLUEPRINT.get(_PAGE)
def moves(procedure_id: str) -> ResponseReturnValue:
    """The dry run: nothing changes by looking at it."""
    return _page(procedure_id)


@BLUEPRINT.post(_PAGE)
def move_cases(procedure_id: str) -> ResponseReturnValue:
    """Move the cases that were chosen, or all that are safe."""
    form = request.form
    reason, version = form.get("reason", ""), form.get("version", "")
    try:
        if form.get("do") == "safe":
            result = moving_cases.move_safe(
                office(), actor(), procedure_id, version, reason, _number(form.get("after"))
            )
        else:
            result = moving_cases.move_chosen(office(), actor(), version, reason, _decisions())
    except FormErrors as wrong:
        return _page(procedure_id, wrong.errors), 422
    return render_template(
        "owners/moves_done.html",
        procedure_id=procedure_id,
        result=result,
        back=False,
        reason=reason,
        version=version,
    )


@BLUEPRINT.post(f"{_PAGE}/back")
def move_cases_back(procedure_id: str) -> ResponseReturnValue:
    """Undo moves, of each case as long as nothing has happened to it since."""
    form = request.form
    try:
        result = moving_cases.move_back(
            office(), actor(), form.get("back_reason", ""), form.getlist("back")
        )
    except FormErrors as wrong:
        errors = {f"back_{name}": said for name, said in wrong.errors.items()}
        return _page(procedure_id, errors), 422
    return render_template(
        "owners/moves_done.html", procedure_id=procedure_id, result=result, back=True
    )


def _page(procedure_id: str, errors: Mapping[str, str] = MappingProxyType({})) -> str:
    found = moving_cases.listing(
        office(), actor(), procedure_id, _number(request.values.get("after"))
    )
    chosen = request.form.getlist("case")
    return render_template(
        "owners/moves.html", found=found, errors=errors, typed=request.form, chosen=chosen
    )


def _decisions() -> dict[str, Decision]:
    """What was decided for each case that was chosen, about what its row said."""
    form = request.form
    new = set(form.getlist("numbers"))
    everybody = form.get("all_numbers") == "yes"
    return {
        reference: Decision(
            accepted=True,
            new_numbers=everybody or reference in new,
            seen=form.get(f"seen-{reference}", ""),
        )
        for reference in form.getlist("case")
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0
