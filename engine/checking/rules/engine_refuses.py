"""The engine can run the diagram.

The last test, asked only when the other rules found nothing serious in a diagram: it is made
ready to run, as for a case. What is refused here is a fault that no other rule explains better.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.errors import BadInput, Problem
from engine.workflow import compile_program


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each diagram that the engine refuses, with what it said."""
    shared = {name: d for name, d in subject.procedure.side_diagrams.items() if "/" in name}
    for diagram in subject.diagrams:
        called = {name: d.xml for name, d in shared.items() if d is not diagram}
        try:
            compile_program(diagram.xml, diagram.process, called)
        except BadInput as error:
            reason = f"The engine cannot run it: {error}"
            yield in_diagram(diagram, "", reason, "Change what it names.")
