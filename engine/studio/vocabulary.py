"""The words that the diagram editor offers: what a draft declares, with titles.

A draft may be broken: what can be read of its procedure.yaml is offered, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from html import unescape
from typing import Any

from engine.catalogue.definition import Field, Form, LetterDuty, Outcomes, Role, Variable
from engine.catalogue.manifest import read_manifest

_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_PROCESS = re.compile(r"<(?:\w+:)?process\b[^>]*>")
_ATTRIBUTE = '{}="([^"]*)"'
_PARTIES = {
    "complainant": "The person who complains",
    "representative": "Their representative",
    "writer": "Whoever wrote for them",
    "victim": "Each victim",
    "subject": "Who is complained about",
}
_ENTRIES = {
    "new": "a new case",
    "stage2": "stage 2 asked for",
    "stage3": "stage 3 asked for",
    "ombudsman_return": "returned by the Ombudsman",
    "reopened": "reopened",
}


@dataclass(frozen=True, slots=True)
class Word:
    """Something that may be chosen: its id and what people call it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Given:
    """A variable that conditions may ask about. ``of``: its values, where it has a list."""

    id: str
    title: str
    type: str
    origin: str
    of: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter and who it goes to."""

    id: str
    title: str
    to: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that a diagram of this draft can name. ``readable``: whether procedure.yaml is."""

    readable: bool
    forms: tuple[Word, ...] = ()
    roles: tuple[Word, ...] = ()
    clocks: tuple[Word, ...] = ()
    letters: tuple[Sent, ...] = ()
    outcomes: tuple[Word, ...] = ()
    variables: tuple[Given, ...] = ()
    stages: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    diagrams: tuple[Word, ...] = ()  # that may be called

    def as_data(self) -> dict[str, Any]:
        """For the page."""
        return asdict(self)


def vocabulary_of(procedure_id: str, files: Mapping[str, str]) -> Vocabulary:
    """What these files declare. Nothing is raised: a draft may be in the middle of a change."""
    drawn = [text for name, text in files.items() if name.endswith(".bpmn")]
    named = Vocabulary(
        readable=False,
        stages=_attributes("redress:stage", drawn),
        records=_attributes("redress:records", drawn),
        diagrams=tuple(_diagrams(files)),
    )
    manifest = f"processes/{procedure_id}/procedure.yaml"
    given = read_manifest(files, manifest, procedure_id, []) if manifest in files else None
    if given is None:
        return named
    roles: Mapping[str, Role] = given["roles"]
    forms: Mapping[str, Form] = given.get("forms", {})
    labels = _labels(forms.values())
    return replace(
        named,
        readable=True,
        forms=tuple(Word(form.id, form.title) for form in forms.values()),
        roles=tuple(Word(role.id, role.title) for role in roles.values()),
        clocks=tuple(Word(clock.id, clock.title) for clock in given["clocks"].values()),
        letters=tuple(_letters(given["letters"].values(), roles, procedure_id, files)),
        outcomes=tuple(_outcomes(given["outcomes"])),
        variables=tuple(_variables(given.get("variables", {}).values(), labels)),
    )


def _letters(
    letters: Iterable[LetterDuty], roles: Mapping[str, Role], own: str, files: Mapping[str, str]
) -> Iterator[Sent]:
    for letter in letters:
        places = (f"letters/{folder}/{letter.code}.md.j2" for folder in (own, "shared"))
        text = next((files[place] for place in places if place in files), "")
        title = _TITLE.search(text.partition("\n---")[0])
        to = tuple(Word(who, _capacity(who, roles)) for who in letter.to)
        yield Sent(letter.code, title[1] if title else letter.code, to)


def _capacity(who: str, roles: Mapping[str, Role]) -> str:
    return roles[who].title if who in roles else _PARTIES.get(who, _plain(who))


def _outcomes(outcomes: Outcomes) -> Iterator[Word]:
    if outcomes.from_points:
        yield Word("points", "Worked out from the findings")
    for name in outcomes.declared:
        title = "As it was before" if name == "as_before" else _plain(name)
        yield Word(name, outcomes.titles.get(name, title))


def _labels(forms: Iterable[Form]) -> dict[str, Field]:
    """The question that each variable is answered by; the first that asks it."""
    found: dict[str, Field] = {}
    for form in forms:
        for field in form.every_field():
            if field.label:
                found.setdefault(field.id, field)
    return found


def _variables(variables: Iterable[Variable], asked: Mapping[str, Field]) -> Iterator[Given]:
    for variable in variables:
        field = asked.get(variable.id)
        labels = {c.value: c.label for c in field.choices} if field else {}
        if variable.id == "entry":
            labels = _ENTRIES
        title = field.label.rstrip("?:") if field else _plain(variable.id)
        of = tuple(Word(value, labels.get(value) or _plain(value)) for value in variable.of)
        yield Given(variable.id, title, variable.type, variable.origin, of)


def process_of(xml: str) -> Word:
    """The id and the name of the process in a diagram that need not be readable."""
    found = _PROCESS.search(xml)
    tag = found[0] if found else ""
    return Word(_said("id", tag), unescape(_said("name", tag)) or "Diagram without a name")


def _diagrams(files: Mapping[str, str]) -> Iterator[Word]:
    for name, text in files.items():
        if name.startswith("processes/shared/") and name.endswith(".bpmn"):
            yield process_of(text)


def _said(attribute: str, tag: str) -> str:
    found = re.search(rf"\b{_ATTRIBUTE.format(attribute)}", tag)
    return found[1] if found else ""


def _attributes(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    wanted = re.compile(_ATTRIBUTE.format(name))
    return tuple(sorted({value for text in texts for value in wanted.findall(text) if value}))


def _plain(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
