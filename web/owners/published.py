"""The published procedures, for everybody in the office: to be read, not changed."""

from __future__ import annotations

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from engine.clock import london_date
from engine.desk.planes import drawn
from engine.errors import NotFound
from engine.studio import plain, shelf
from web.guards import POLICY, office
from web.owners.area import BLUEPRINT
from web.pictures import draw

#: the viewer is a script of ours that styles its shapes
VIEWER_POLICY = POLICY.replace(
    "style-src 'self';",
    "script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self';"
    " connect-src 'self';",
)


@BLUEPRINT.get("/procedures")
def procedures() -> ResponseReturnValue:
    """All that are in force."""
    return render_template("owners/procedures.html", procedures=shelf.in_force(office()))


@BLUEPRINT.get("/procedures/<procedure_id>")
def procedure(procedure_id: str) -> ResponseReturnValue:
    """One of them: its diagram, and its steps, people and times in words."""
    found = shelf.procedure(office(), procedure_id)
    profile = office().catalogue.profile_for(
        office().settings.profile, london_date(office().clock.now())
    )
    diagrams = (found.diagram, *found.side_diagrams.values())
    answer = make_response(
        render_template(
            "owners/procedure.html",
            procedure=found,
            words=plain.in_words(found, profile),
            pictures=[draw(drawn(d, plane)) for d in diagrams for plane in d.planes],
            diagrams={d.file.rpartition("/")[2]: d.name or d.process for d in diagrams},
        )
    )
    answer.headers["Content-Security-Policy"] = VIEWER_POLICY
    return answer


@BLUEPRINT.get("/procedures/<procedure_id>/diagram/<name>")
def published_diagram(procedure_id: str, name: str) -> ResponseReturnValue:
    """A diagram as it is kept."""
    found = shelf.procedure(office(), procedure_id)
    for diagram in (found.diagram, *found.side_diagrams.values()):
        if diagram.file.rpartition("/")[2] == name:
            return Response(diagram.xml, mimetype="application/xml")
    raise NotFound(f"{found.title} has no diagram {name[:80]}.")
