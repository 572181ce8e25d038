"""Letters go to people who can be in the case.

A recipient is a capacity: complainant, representative, writer (who wrote in somebody's name and
has no consent yet), a role of this procedure, or a capacity that a form's officer field gives.
`redress:to` on a letter step may only narrow the recipients that procedure.yaml lists. A recipient
nobody can be means a letter that goes nowhere. `bodies` are for recipients of the letter; one for
“representative without consent” needs the representative under `copies`, one for “complainant when
is_child” a yes-or-no variable of that name.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import LetterDuty, without_consent
from engine.checking.places import in_diagram, in_yaml
from engine.checking.subject import Subject
from engine.checking.vocabulary import capacities
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each recipient that nobody can be, or that the YAML does not list."""
    known = capacities(subject.procedure)
    for letter in subject.procedure.letters.values():
        path = f"letters.{letter.code}"
        if not letter.to:
            yield in_yaml(
                subject, path, "This letter goes to nobody.", "List who gets it under “to”."
            )
        for who in letter.to:
            if who not in known:
                yield in_yaml(subject, f"{path}.to", f"Nobody can be “{who}”.", meant(who, known))
        yield from _bodies(subject, letter, path)
    for who in subject.procedure.copies:
        if who not in known:
            yield in_yaml(subject, f"copies.{who}", f"Nobody can be “{who}”.", meant(who, known))
    yield from _narrowed(subject)


def _narrowed(subject: Subject) -> Iterator[Problem]:
    for diagram, element, text in subject.named("to"):
        letter = subject.procedure.letters.get(element.attributes.get("letter", ""))
        for who in text.replace(",", " ").split():
            if letter and who not in letter.to:
                reason = f"Letter {letter.code} does not go to “{who}”."
                yield in_diagram(diagram, element.id, reason, meant(who, letter.to))


def _bodies(subject: Subject, letter: LetterDuty, path: str) -> Iterator[Problem]:
    variables = subject.procedure.variables.values()
    stopped = {without_consent(who) for who in subject.procedure.copies if who in letter.to}
    held = {f"{who} when {name}" for who, name, _ in letter.conditional() if who in letter.to}
    for who in letter.bodies.keys() - set(letter.to) - stopped - held:
        reason = f"There is a body of its own for “{who}”, who does not get the letter."
        fix = "Add them under “to”, or delete the body."
        yield in_yaml(subject, f"{path}.bodies", reason, fix)
    yes_or_no = {variable.id for variable in variables if variable.type == "bool"}
    for _, name, _ in letter.conditional():
        if name not in yes_or_no:
            reason = f"“{name}” is no variable that holds or does not."
            yield in_yaml(subject, f"{path}.bodies", reason, meant(name, yes_or_no))
