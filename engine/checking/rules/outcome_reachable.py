"""Every declared outcome can come about.

An outcome of procedure.yaml that no run can end with is a remnant, or the end that should say it
is missing. Redress follows every entry with every combination of answers that it can try.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.paths import side_walks, walks
from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each outcome that no reachable end says."""
    found = (*walks(subject), *side_walks(subject))
    if any(walk.capped for walk in found):
        return
    ends = (walk.net.diagram.elements[name] for walk in found for name in walk.elements())
    said = {end.attributes.get("outcome") for end in ends if end.tag == "endEvent"}
    outcomes = subject.procedure.outcomes
    for outcome in (*outcomes.declared, *(("points",) if outcomes.from_points else ())):
        if outcome not in said:
            path = "outcomes.from" if outcome == "points" else "outcomes.also"
            reason = f"No run can end with the outcome “{outcome}”."
            yield in_yaml(
                subject, path, reason, "Draw the end that says it, or delete the outcome."
            )
