"""A letter names what it uses, and what it names exists.

The first lines of a letter list under `uses` all that it prints or asks for, such as
`case.reference` or `clock.response1`. A form's field, a clock, a contact or a text of the
profile that is listed must exist, or the letter could not be written. What a letter `encloses` are
fields of type `file`; who it is `signed_by` is a field of a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.catalogue.definition import LetterTemplate
from engine.checking.places import in_letter, in_yaml
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem

TAGS = re.compile(r"\{[{%][-+]?\s*(.*?)\s*[-+]?[%}]\}", re.DOTALL)
TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
PATH = re.compile(r"(?<![.\w|])([a-z_]\w*(?:\.\w+)*)(?!\s*\()")
PARTS = re.compile(r"[\"'](parts/[\w.-]+)[\"']")
#: Names at the beginning of what a letter may use.
ROOTS = frozenset({
    "case", "person", "form", "points", "clock", "contacts", "council", "officer", "texts",
    "values", "signpost", "recipient", "restriction", "enclosed", "enclosed_online", "issued",
    "past", "people", "time",
})  # fmt: skip


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each name that is used and not listed, or listed and not there."""
    known = _known(subject)
    for template in subject.procedure.templates.values():
        for name in sorted(_printed(subject, template)):
            if not any(name == use or name.startswith(f"{use}.") for use in template.uses):
                reason = f"It uses {name}, which is not listed."
                yield in_letter(template, reason, f"Add {name} under “uses”.")
        for use in template.uses:
            if f"{use} is defined" not in " ".join(template.bodies.values()):
                yield from _listed(template, use, known)
        yield from _signed(subject, template)
    yield from _enclosed(subject)


def _signed(subject: Subject, template: LetterTemplate) -> Iterator[Problem]:
    fields = {field.id for form in subject.procedure.forms.values() for field in form.fields}
    if template.signed_by and template.signed_by not in fields:
        reason = f"It is signed by “{template.signed_by}”, which no form asks for."
        yield in_letter(template, reason, meant(template.signed_by, fields))


def _enclosed(subject: Subject) -> Iterator[Problem]:
    forms = subject.procedure.forms.values()
    files = {field.id for form in forms for field in form.fields if field.type == "file"}
    for letter in subject.procedure.letters.values():
        for name in letter.encloses:
            if name not in files:
                reason = f"“{name}” is no field that takes a file."
                path = f"letters.{letter.code}.encloses"
                yield in_yaml(subject, path, reason, meant(name, files))


def _printed(subject: Subject, template: LetterTemplate) -> set[str]:
    """The names that a letter and the parts it includes ask for."""
    texts = list(template.bodies.values())
    texts += [subject.procedure.parts.get(p, "") for t in texts for p in PARTS.findall(t)]
    inside = (TEXT.sub("", tag) for text in texts for tag in TAGS.findall(text))
    return {p for tag in inside for p in PATH.findall(tag) if p.split(".")[0] in ROOTS}


def _known(subject: Subject) -> Mapping[str, set[str]]:
    procedure, profiles = subject.procedure, subject.profiles
    return {
        "form": {field.id for form in procedure.forms.values() for field in form.fields},
        "clock": set(procedure.clocks),
        "time": set(procedure.clocks),
        "contacts": {name for profile in profiles for name in profile.contacts},
        "texts": {name for profile in profiles for name in profile.texts},
        "values": {name for profile in profiles for name in profile.values},
    }


def _listed(
    template: LetterTemplate, use: str, known: Mapping[str, set[str]]
) -> Iterator[Problem]:
    root, _, rest = use.partition(".")
    name = rest.partition(".")[0]
    if root not in ROOTS:
        yield in_letter(template, f"“{use}” is nothing that a letter can use.", meant(root, ROOTS))
    elif root in known and name and name not in known[root]:
        yield in_letter(template, f"There is no “{use}”.", meant(name, known[root]))
