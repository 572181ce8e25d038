"""Letters go to people who can be in the case.

A recipient is a capacity: complainant, representative, writer (who wrote in somebody's name and
has no consent yet), a role of this procedure, or a capacity that a form's officer field gives.
`redress:to` on a letter step may only narrow the recipients that procedure.yaml lists. A recipient
nobody can be means a letter that goes nowhere. `bodies` are for recipients of the letter; one for
“representative without consent” needs the representative under `copies`.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import without_consent
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
        stopped = {without_consent(who) for who in subject.procedure.copies if who in letter.to}
        for who in letter.bodies.keys() - set(letter.to) - stopped:
            reason = f"There is a body of its own for “{who}”, who does not get the letter."
            yield in_yaml(
                subject, f"{path}.bodies", reason, "Add them under “to”, or delete the body."
            )
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
