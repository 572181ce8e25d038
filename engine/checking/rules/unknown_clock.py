"""Clocks are declared, and timers name one.

`redress:clock` names a clock of procedure.yaml. A timer without one would never fire.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each clock that is not declared, and each timer without one."""
    clocks = subject.procedure.clocks
    for diagram, element, clock in subject.named("clock"):
        if clock not in clocks:
            reason = f"There is no clock “{clock}”."
            yield in_diagram(diagram, element.id, reason, meant(clock, clocks))
    for diagram, element in subject.elements("boundaryEvent", "intermediateCatchEvent"):
        if "timerEventDefinition" in element.events and "clock" not in element.attributes:
            fix = "Choose the date it is about (`redress:clock`)."
            yield in_diagram(diagram, element.id, "This timer names no clock.", fix)
