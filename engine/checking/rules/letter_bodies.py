"""A recipient's own text is there, and every text has its recipient.

`bodies` in procedure.yaml says which recipient gets a text of their own; the letter's file
holds it below a line `--- body: name`. A text may have a heading of its own, which is its
e-mail's subject too: `titles: {name: …}` in the file's first lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_letter
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each text that is missing, and for each that nobody gets."""
    for code, template in subject.procedure.templates.items():
        duty = subject.procedure.letters.get(code)
        if duty is None:
            continue
        wanted = set(duty.bodies.values())
        for suffix in sorted(wanted - template.bodies.keys()):
            reason = f"It has no text “{suffix}”, which procedure.yaml names."
            yield in_letter(template, reason, meant(suffix, template.bodies.keys() - {""}))
        for suffix in sorted(template.bodies.keys() - wanted - {""}):
            fix = "Name its recipient under “bodies”, or delete it."
            yield in_letter(template, f"Nobody gets its text “{suffix}”.", fix)
        for suffix in sorted(template.titles.keys() - template.bodies.keys()):
            reason = f"It has a heading for a text “{suffix}”, which it does not have."
            yield in_letter(template, reason, meant(suffix, template.bodies.keys() - {""}))
