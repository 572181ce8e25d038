"""Every run ends with a declared outcome.

`redress:outcome` names an outcome of procedure.yaml, or `points`: what the findings add up to.
It stands on the end of the procedure, or on an end inside a sub-process that every way to that
end has passed. A run that ends without an outcome would close the case without a result. A side
diagram may end without one: then the case goes on as before.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.paths import surely_before, walks
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each outcome that is not declared, and each end that a run can reach
    without one.
    """
    outcomes = subject.procedure.outcomes
    known = (*outcomes.declared, *(("points",) if outcomes.from_points else ()))
    for diagram, end, outcome in subject.named("outcome"):
        if outcome not in known:
            reason = f"There is no outcome “{outcome}”."
            yield in_diagram(diagram, end.id, reason, meant(outcome, known))
    for name in _without(subject):
        fix = "Choose its outcome (`redress:outcome`)."
        yield in_diagram(
            subject.procedure.diagram, name, "A run can end here without an outcome.", fix
        )


def _without(subject: Subject) -> list[str]:
    diagram, found = subject.procedure.diagram, set[str]()
    said = {end.id for _, end, _ in subject.named("outcome")}
    ends = {e.id for e in diagram.inside(diagram.process) if e.tag == "endEvent"} - said
    for walk in walks(subject):
        before = surely_before(walk, lambda name: name in said)
        found |= {s.element for s, sure in before.items() if s.element in ends and not sure}
    return [name for name in diagram.elements if name in found]
