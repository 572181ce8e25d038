"""The case page and its parts."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from engine.desk import picture
from engine.desk.case_file import case_file
from engine.desk.confined import CONFINED
from engine.desk.views import CaseFile, TaskView
from engine.errors import NotPermitted
from web import pictures as drawing
from web.guards import actor, office
from web.officers import offers
from web.officers.area import BLUEPRINT

PARTS = {
    "points": "Points",
    "letters": "Letters",
    "documents": "Documents",
    "people": "People",
    "history": "History",
}


def primary(case: CaseFile) -> TaskView | None:
    """The one thing to do next: a task of one's own, else one that one may take."""
    may = [task for task in case.tasks if task.status == "open" and task.may_complete]
    mine = [task for task in may if task.mine]
    return next(iter(mine or may), None)


def shown(case: CaseFile, part: str, **more: object) -> str:
    """A part of the case page, under the same header."""
    if case.confined and part != "overview":
        raise NotPermitted(CONFINED)
    return render_template(
        f"officers/case/{part}.html",
        case=case,
        part=part,
        parts=PARTS,
        primary=primary(case),
        offers=offers.under_headings(case.actions),
        section="case",
        **more,
    )


@BLUEPRINT.get("/cases/<reference>")
def case(reference: str) -> str:
    """Overview: what is next, the dates, what it is about."""
    return shown(case_file(office(), actor(), reference), "overview")


@BLUEPRINT.get("/cases/<reference>/<part>")
def case_part(reference: str, part: str) -> ResponseReturnValue:
    """Points, letters, documents, people or history."""
    if part not in PARTS:
        abort(404)
    return shown(case_file(office(), actor(), reference), part)


@BLUEPRINT.get("/cases/<reference>/diagram")
def diagram(reference: str) -> str:
    """The procedure's drawing: where the case is, and where it has been."""
    found = case_file(office(), actor(), reference)
    planes = picture.drawing(office(), actor(), reference)
    drawn = tuple(drawing.draw(plane) for plane in planes)
    return shown(found, "diagram", planes=drawn, standing=drawing.standing(planes))
