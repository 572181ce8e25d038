"""Every letter step names a letter that is declared and written.

`redress:letter` names a letter of procedure.yaml, which says who gets it and what it must say; its
text is a file in letters/. Each declared letter needs its file.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_diagram, in_yaml
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each letter that is missing in the diagram or the folder."""
    declared, written = subject.procedure.letters, subject.procedure.templates
    for diagram, element in subject.elements("sendTask"):
        code = element.attributes.get("letter", "")
        if not code:
            fix = "Choose its letter (`redress:letter`)."
            yield in_diagram(diagram, element.id, "This letter step names no letter.", fix)
        elif code not in declared:
            yield in_diagram(
                diagram, element.id, f"There is no letter “{code}”.", meant(code, declared)
            )
    for code in declared.keys() - written.keys():
        reason = f"The letter {code} has no text."
        fix = f"Write letters/{subject.procedure.id}/{code}.md.j2."
        yield in_yaml(subject, f"letters.{code}", reason, fix)
