"""The form of a late step can do what extending needs.

An action whose name begins with “extend” completes the late step of a clock. That step's form asks
for the new date in a field `until`. If its `decision` offers `not_needed`, that choice has a
guard, so that nobody stays silent when the date has passed: `only: {not_needed: "not
late('response1')"}`. Where a profile lets a role go beyond the cap with a reason, the form has a
field `beyond_reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import Form
from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each thing that the form of a late step lacks."""
    procedure = subject.procedure
    steps = {e.id: e for _, e in subject.elements("userTask")}
    told: set[str] = set()
    for action in procedure.any_time.values():
        each = ((clock, late) for clock, all_late in action.clocks.items() for late in all_late)
        for clock, late in each:
            step = steps.get(late)
            form = procedure.forms.get(step.attributes.get("form", "")) if step else None
            if not action.id.startswith("extend") or form is None or form.id in told:
                continue
            told.add(form.id)
            yield from _form(subject, form, clock)


def _form(subject: Subject, form: Form, clock: str) -> Iterator[Problem]:
    path, fields = f"forms.{form.id}", {field.id: field for field in form.fields}
    if "until" not in fields or fields["until"].type != "date":
        yield in_yaml(
            subject, path, "It asks for no new date.", "Add a field “until” of type date."
        )
    decision = fields.get("decision")
    offered = {choice.value for choice in decision.choices} if decision else set()
    if decision and "not_needed" in offered - decision.only.keys():
        reason = "“not_needed” can be chosen although the date has passed."
        fix = f"Add “only: {{not_needed: \"due_later('{clock}')\"}}” to the field."
        yield in_yaml(subject, path, reason, fix)
    if _reason_beyond(subject, clock) and "beyond_reason" not in fields:
        reason = "A profile wants a recorded reason beyond the cap, but nothing asks for it."
        yield in_yaml(subject, path, reason, "Add a field “beyond_reason” of type long_text.")


def _reason_beyond(subject: Subject, clock: str) -> bool:
    rules = (p.clocks.get(subject.procedure.id, {}).get(clock) for p in subject.profiles)
    extensions = (rule.extend for rule in rules if rule and rule.extend)
    return any(e.beyond and e.beyond.reason_required for e in extensions)
