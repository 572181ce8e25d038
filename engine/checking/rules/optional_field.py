"""A field that a letter needs is asked for with insistence.

If a field may be left empty, and the letter cannot be written then, the officer is refused at
the end of the form. Advice: make the field required, or let the letter do without.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.answers import can_be_written, led_to
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.words import the
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One piece of advice for each letter step and optional field that it cannot do without."""
    told: set[tuple[str, str, str]] = set()
    for led in led_to(subject):
        diagram = led.walk.net.diagram
        optional = (f for f in led.used() if not f.required and f.default is None and not f.when)
        for field in optional:
            key = (diagram.file, led.step, field.id)
            if key in told or not can_be_written(subject, led) or field.type == "bool":
                continue
            if not can_be_written(subject, led, empty=field.id):
                told.add(key)
                step = the(diagram.elements[led.source])
                reason = (
                    f"Letter {led.duty.code} cannot be written if “{field.label}” is left empty"
                )
                fix = "Write “required: true”, or let the letter do without."
                yield in_diagram(diagram, led.step, f"{reason} in {step}.", fix)
