"""What is declared is used, and what is written is declared.

A form, letter, variable, clock or role that nothing uses is a remnant, or a mistake elsewhere:
perhaps the step that should use it names another. A letter's file that procedure.yaml does not
declare is never sent. Advice: nothing goes wrong in a case.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.asked import all_asked
from engine.checking.followed import assignments
from engine.checking.places import in_letter, in_yaml
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One piece of advice for each thing that nothing uses."""
    procedure = subject.procedure
    used = {
        "forms": {
            *_said(subject, "form"),
            *(action.form for action in procedure.any_time.values()),
            procedure.intake.form,
        },
        "letters": _said(subject, "letter"),
        "variables": _variables_read(subject),
        "clocks": _clocks_used(subject),
        "roles": _roles_used(subject),
    }
    for kind, names in used.items():
        for name in getattr(procedure, kind):
            if name not in names:
                reason = f"Nothing uses “{name}”."
                yield in_yaml(subject, f"{kind}.{name}", reason, "Use it, or delete it.")
    for code in sorted(procedure.templates.keys() - procedure.letters.keys()):
        reason = f"The letter {code} is written, but not declared."
        fix = "Declare it under letters, or delete the file."
        yield in_letter(procedure.templates[code], reason, fix)


def _said(subject: Subject, attribute: str) -> set[str | None]:
    return {value for _, _, value in subject.named(attribute)}


def _variables_read(subject: Subject) -> set[str | None]:
    procedure = subject.procedure
    read: set[str | None] = {name for asked in all_asked(subject) for name in asked.used}
    for _, element in subject.elements("scriptTask"):
        read |= {name for _, expression in assignments(element) for name in expression.names}
    read |= {name for duty in procedure.letters.values() for _, name, _ in duty.conditional()}
    return read | {"entry", "refusal_reason"}  # the latter stands with the outcome


def _clocks_used(subject: Subject) -> set[str | None]:
    """A clock is used when the diagram names it, or when it has a date to show, to meet or to
    miss.
    """
    shown = {c.id for c in subject.procedure.clocks.values() if c.met_by or c.resident_says}
    return _said(subject, "clock") | shown


def _roles_used(subject: Subject) -> set[str | None]:
    procedure = subject.procedure
    used: set[str | None] = {r for _, _, text in subject.named("role") for r in text.split()}
    used |= {field.role for form in procedure.forms.values() for field in form.every_field()}
    used |= {who for action in procedure.any_time.values() for who in (*action.by, action.confirm)}
    used |= {who for letter in procedure.letters.values() for who in letter.to}
    used |= {*procedure.intake.recorded_by}
    for rule in procedure.separations:
        used |= {*rule.roles, *rule.never, *rule.never_both}
    ladders = {
        step for p in subject.profiles for ladder in p.ladders.values() for step in ladder.steps
    }
    return used | {who for step in ladders for who in step.tells}
