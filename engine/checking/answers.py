"""Whether a letter can be written after a step, given what its form asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from engine.catalogue.definition import Field, LetterDuty, LetterTemplate
from engine.checking.followed import fields_of
from engine.checking.paths import Walk, last_before, side_walks, walks_under
from engine.checking.subject import Subject
from engine.checking.tried import context, signposts, table
from engine.errors import BadInput, LetterRefused
from engine.letters import check_must_say, render_body

MOST = 64  # combinations of choices tried for one letter after one step
MOST_TRIED = 600  # of all letters together, under one profile
FILLERS: Mapping[str, object] = {
    "date": "2024-04-19",
    "bool": True,
    "number": 1,
    "points": [],
    "findings": [],
    "some_points": ["p1"],
    "promise": "1",
}


@dataclass(frozen=True, slots=True)
class Led:
    """A letter step, and a step (timer, start) that can be the last before it. ``fields``: its
    form's.
    """

    walk: Walk
    profile: int
    step: str
    source: str
    duty: LetterDuty
    template: LetterTemplate
    fields: tuple[Field, ...]

    def used(self) -> tuple[Field, ...]:
        """The fields of the step's form that the letter uses."""
        return tuple(field for field in self.fields if f"form.{field.id}" in self.template.uses)


@lru_cache(maxsize=4)
def led_to(subject: Subject) -> tuple[Led, ...]:
    """Every letter step with every step that can lead to it, under each profile."""
    return tuple(_led_to(subject))


def _led_to(subject: Subject) -> Iterator[Led]:
    for number in range(len(subject.profiles)):
        for walk in (*walks_under(subject, number), *side_walks(subject)):
            elements = walk.net.diagram.elements
            for step, sources in last_before(walk, _is_source(walk)).items():
                code = elements[step].attributes.get("letter", "")
                duty = subject.procedure.letters.get(code)
                template = subject.procedure.templates.get(code)
                if duty is None or template is None:
                    continue
                for source in sorted(sources):
                    fields = tuple(_fields(subject, walk, source))
                    yield Led(walk, number, step, source, duty, template, fields)


def _is_source(walk: Walk) -> frozenset[str]:
    """Where a letter's answers come from: the last step; a timer or the start brings none."""
    diagram = walk.net.diagram
    tags = ("userTask", "boundaryEvent", "intermediateCatchEvent")
    return frozenset(e.id for e in diagram.elements.values() if e.tag in tags) | {*walk.net.begin}


def _fields(subject: Subject, walk: Walk, source: str) -> Iterator[Field]:
    procedure, element = subject.procedure, walk.net.diagram.elements[source]
    yield from fields_of(procedure, element)
    if element.tag != "startEvent":
        return
    diagram = walk.net.diagram
    for action in procedure.any_time.values():
        form = procedure.forms.get(action.form or "")
        beside = procedure.side_diagrams.get(action.run or "") is diagram
        if form and (beside or (diagram is procedure.diagram and action.entry == walk.entry)):
            yield from form.fields


class _Tries:
    """The letters of one subject that were tried: each once for the answers that it uses."""

    def __init__(self) -> None:
        self.known: dict[tuple[object, ...], bool] = {}
        self.left: dict[int, int] = {}


@lru_cache(maxsize=4)
def _tries(_: Subject) -> _Tries:
    return _Tries()


def can_be_written(subject: Subject, led: Led, empty: str = "") -> bool:
    """Whether some answers of the step let the letter be written; ``empty``: a field left
    empty. Yes where that was not tried.
    """
    return _tried_out(subject, led, empty) is not False


def untried_letters(subject: Subject) -> tuple[Led, ...]:
    """The letter steps that were not tried after some step, because there are too many."""
    return tuple(led for led in led_to(subject) if _tried_out(subject, led, "") is None)


def _tried_out(subject: Subject, led: Led, empty: str) -> bool | None:
    tries = _tries(subject)
    answered = tuple(id(field) for field in led.used())
    key = (led.profile, led.duty.code, answered, empty)
    if key not in tries.known:
        left = tries.left.get(led.profile, MOST_TRIED)
        if left <= 0:
            return None
        written, taken = _first_written(subject, led, empty)
        tries.left[led.profile], tries.known[key] = left - taken, written
    return tries.known[key]


def _first_written(subject: Subject, led: Led, empty: str) -> tuple[bool, int]:
    """Whether it could be written, and how often that was tried."""
    taken = 0
    for answers in islice(_combinations(subject, led), MOST):
        taken += 1
        if _written(subject, led, {**answers, **({empty: ""} if empty else {})}):
            return True, taken
    return False, taken


def _combinations(subject: Subject, led: Led) -> Iterator[dict[str, object]]:
    used = led.used()
    sample = table(subject.procedure.sample, "form")
    for row in product(*(_tried(field, sample) for field in used)):
        yield {field.id: value for field, value in zip(used, row, strict=True)}


def _tried(field: Field, sample: Mapping[str, object]) -> tuple[object, ...]:
    if field.choices:
        return tuple(choice.value for choice in field.choices)
    return (sample.get(field.id) or _filled(field),)


def _filled(field: Field) -> object:
    """What stands for an answer; rows have one, with something in every column."""
    if field.type == "rows":
        return [{column.id: _filled(column) for column in field.columns}]
    first = next((choice.value for choice in field.choices), None)
    return first or FILLERS.get(field.type, "Some text.")


def _written(subject: Subject, led: Led, answers: Mapping[str, object]) -> bool:
    """Fields of other forms are empty text, as they are in a case."""
    procedure, profile = subject.procedure, subject.profiles[led.profile]
    others: dict[str, object] = {
        field.id: "" for form in procedure.forms.values() for field in form.fields
    }
    capacity = led.duty.to[0] if led.duty.to else ""
    for signpost in signposts(led.duty, profile):
        given = context(subject, led.duty, profile, signpost, capacity)
        try:
            said = render_body(
                led.template, procedure.parts, {**given, "form": {**others, **answers}}
            )
            check_must_say(said, led.duty.must_say)
        except (LetterRefused, BadInput):
            return False
    return True
