"""Refusals and final answers say where to go next.

Whoever is refused, or has the council's last word, learns where they can take it: the
Ombudsman, the Information Commissioner, or both. A letter with the purpose “refusal” or “final”
always has a signpost; one with the purpose “decision” has one at least under some condition; so
has the letter that a profile requires for an extension.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checking.places import in_yaml
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each letter that leaves its reader without a way on."""
    extensions = _extensions(subject)
    for letter in subject.procedure.letters.values():
        always = letter.purpose in ("refusal", "final")
        ever = letter.purpose == "decision" or letter.code in extensions
        where = set(letter.signpost.values())
        if (always and "none" in where) or (ever and where <= {"none"}):
            what = f"A letter with the purpose “{letter.purpose}”"
            if not always and letter.purpose != "decision":
                what = "The letter that an extension needs"
            reason = (
                f"{what} says nobody to turn to{' in some cases' if where > {'none'} else ''}."
            )
            fix = "Write “signpost: ombudsman”, ico or both."
            yield in_yaml(subject, f"letters.{letter.code}.signpost", reason, fix)


def _extensions(subject: Subject) -> set[str]:
    rules = (r for p in subject.profiles for r in p.clocks[subject.procedure.id].values())
    return {rule.extend.letter for rule in rules if rule.extend and rule.extend.letter}
