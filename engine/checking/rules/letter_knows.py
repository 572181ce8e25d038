"""Letters use only what is known by then.

`form` in a letter means the answers of the step that led to it; fields of other steps are empty
there. Redress tries each letter after each step that can lead to it, with every choice that the
step's form offers: if the letter cannot be written whatever is answered, or misses a point it
must say, it would be refused there. What later letters need as well is kept with `remembered:
true` and used as `case.…`.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.answers import Led, can_be_written, led_to
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.checking.tried import attempts
from engine.checking.words import the
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each letter step and step before it after which it cannot be written."""
    faulty = _faulty(subject)
    told: set[tuple[str, str, str]] = set()
    for led in led_to(subject):
        diagram = led.walk.net.diagram
        key = (diagram.file, led.step, led.source)
        if key in told or led.duty.code in faulty or can_be_written(subject, led):
            continue
        told.add(key)
        where = the(diagram.elements[led.source])
        lacking = ", ".join(_lacking(led)) or "the answers of that step"
        reason = f"Letter {led.duty.code} cannot be written after {where}: it lacks {lacking}."
        fix = "Ask for it in the form of that step, or let the letter do without."
        yield in_diagram(diagram, led.step, reason, fix)


def _faulty(subject: Subject) -> set[str]:
    """Letters that cannot be written anyway; another rule says so."""
    return {
        attempt.duty.code
        for attempt in attempts(subject)
        if attempt.body is None
        or (not attempt.suffix and set(attempt.duty.must_say) - set(attempt.body.said))
    }


def _lacking(led: Led) -> list[str]:
    """What the letter uses of forms and this step's form does not ask."""
    asked = {f"form.{field.id}" for field in led.fields}
    return [use for use in led.template.uses if use.startswith("form.") and use not in asked]
