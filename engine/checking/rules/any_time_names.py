"""Actions at any time name things that exist.

Under any_time: `by` lists roles or parties; `form`, `entry`, `run` (a side diagram), the late
steps under `clocks` and the role that confirms are those of this procedure. A role that confirms
needs a step in the side diagram, what begins `afresh` an entry, and what `survives` the end of the
case a side diagram that goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.catalogue.definition import AnyTime
from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.checking.vocabulary import capacities
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each name that an action uses in vain."""
    procedure = subject.procedure
    steps = {e.id for _, e in subject.elements("userTask")}
    for action in procedure.any_time.values():
        named: tuple[tuple[str, Iterable[str | None], Iterable[str]], ...] = (
            ("by", action.by, capacities(procedure)),
            ("form", (action.form,), procedure.forms),
            ("entry", (action.entry,), procedure.entries),
            ("run", (action.run,), procedure.side_diagrams),
            ("clocks", action.clocks.keys(), procedure.clocks),
            ("clocks", [task for late in action.clocks.values() for task in late], steps),
            ("confirm", (action.confirm,), procedure.roles),
            ("despite", action.despite, [each.id for each in procedure.separations]),
        )
        for key, names, known in named:
            for name in names:
                if name and name not in known:
                    path = f"any_time.{action.id}.{key}"
                    yield in_yaml(subject, path, f"There is no “{name}”.", meant(name, known))
        yield from _side_diagram(subject, action)
        if action.afresh and not action.entry:
            reason = "It begins the case afresh, but names no entry to begin with."
            yield in_yaml(subject, f"any_time.{action.id}.afresh", reason, "Add “entry:”.")


def _side_diagram(subject: Subject, action: AnyTime) -> Iterator[Problem]:
    path = f"any_time.{action.id}"
    diagram = subject.procedure.side_diagrams.get(action.run or "")
    if action.ends and not action.run:
        reason = "It ends the case, but runs no side diagram that would say how."
        yield in_yaml(subject, path, reason, "Name the diagram in “run”.")
    if action.survives and not action.run:
        reason = "It survives the end of the case, but runs no side diagram."
        yield in_yaml(subject, f"{path}.survives", reason, "Name the diagram in “run”.")
    if action.confirm and diagram is not None:
        roles = {
            r for e in diagram.elements.values() for r in e.attributes.get("role", "").split()
        }
        if action.confirm not in roles:
            reason = f"“{action.confirm}” confirms it, but has no step in {action.run}."
            yield in_yaml(subject, f"{path}.confirm", reason, "Draw the step that confirms.")
