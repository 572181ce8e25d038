"""Every entry leads somewhere of its own.

An entry is why a run begins: new, stage2, ombudsman_return, reopened. From each one an end must be
reached, and the diagram must ask for the entry where there are several, or a request for stage 2
would begin again at the start.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.asked import in_flows
from engine.checking.paths import walks
from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each entry that reaches no end, and one if the diagram does not tell them
    apart.
    """
    procedure = subject.procedure
    if not procedure.entries:
        yield in_yaml(subject, "entries", "There is no entry.", "Write “entries: [new]”.")
    for walk in walks(subject):
        ends = (procedure.diagram.elements[name].attributes for name in walk.elements())
        if not walk.capped and not any("outcome" in attributes for attributes in ends):
            reason = f"A run with the entry “{walk.entry}” reaches no end with an outcome."
            yield in_yaml(subject, "entries", reason, "Correct the conditions on “entry”.")
    asks = any("entry" in asked.used for asked in in_flows(subject, procedure.diagram))
    if len(procedure.entries) > 1 and not asks:
        reason = "There are several entries, but no condition of the diagram asks for “entry”."
        yield in_yaml(subject, "entries", reason, "Ask for it at the first decision.")
