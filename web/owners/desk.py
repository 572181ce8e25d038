"""The studio's first page, and a draft's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.studio import catching_up, drafts, judging, publishing, shelf, trials, withdrawing
from web.guards import actor, office
from web.owners.area import BLUEPRINT


@BLUEPRINT.get("/")
def desk() -> ResponseReturnValue:
    """Every procedure, and the drafts that are open or wait."""
    return render_template(
        "owners/desk.html",
        procedures=shelf.in_force(office()),
        drafts=drafts.all_of(office(), actor()),
        past=drafts.all_of(office(), actor(), ("published", "discarded"))[:20],
    )


@BLUEPRINT.post("/drafts")
def begin() -> ResponseReturnValue:
    """A new draft of a procedure."""
    form = request.form
    made = drafts.begin(office(), actor(), form.get("procedure", ""), form.get("why", ""))
    flash("The draft is begun. No case notices it until it is published.", "done")
    return redirect(url_for("owners.draft", draft_id=made))


@BLUEPRINT.get("/drafts/<int(max=2147483647):draft_id>")
def draft(draft_id: int) -> ResponseReturnValue:
    """How a draft stands: its problems, what is left to do, its history."""
    return page(draft_id)


def page(draft_id: int, errors: Mapping[str, str] = MappingProxyType({})) -> str:
    """A draft's page, with what was typed where it could not be used."""
    found = drafts.read(office(), actor(), draft_id)
    late = found.status in ("open", "waiting") and publishing.is_behind(office(), found)
    return render_template(
        "owners/draft.html",
        draft=found,
        report=judging.report_of(office(), found),
        trial=trials.result_of(office(), found),
        obstacles=publishing.obstacles(office(), found) if found.status != "published" else (),
        waiting=withdrawing.waiting_of(office(), actor(), found),
        withdrawn=withdrawing.was_withdrawn(office(), found),
        may_not=publishing.may_not_approve(found, actor()),
        behind=late,
        disputed=catching_up.disputed(office(), found) if late else (),
        typed=request.form,
        errors=errors,
    )
