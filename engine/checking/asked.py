"""Every expression of a procedure, with what it may speak of and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine.catalogue.definition import AnyTime, Diagram, Field, Form
from engine.checking.places import in_diagram, in_yaml
from engine.checking.subject import Subject
from engine.errors import BadInput, Problem
from engine.expressions import Expression, parse, parse_assignments

Values = tuple[object, ...] | None  # what a name can be; None: anything
Names = Mapping[str, Values]

#: What guards may ask: function -> what its argument names ("" for none).
FUNCTIONS = {
    "sent": "letter",
    "late": "clock",
    "told": "clock",
    "running": "clock",
    "in_time": "clock",
    "due_later": "clock",
    "open": "task",
    "closed": "",
    "answered": "",
    "restricted": "",
    "happened": "event",
    "by": "role",
    "present": "capacity",
    "waits_for": "event",
    "past": "clock",
    "due": "clock",
    "in_force": "value",
    "within_months": "number",
    "beyond_months": "number",
    "outstanding": "kind",
    "recommended": "body",
    "threshold_met": "",
    "runs": "procedure",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One expression. ``fault``: why it cannot be read. ``guard``: it may call functions."""

    text: str
    expressions: tuple[Expression, ...]
    fault: str
    names: Names
    guard: bool
    at: Callable[[str, str], Problem]

    @property
    def used(self) -> frozenset[str]:
        """The names that it uses."""
        return frozenset[str]().union(*(e.names for e in self.expressions))


def all_asked(subject: Subject) -> Iterator[Asked]:
    """Every expression: in diagrams, forms, actions, letters' signposts, derived variables, and
    in what the person is told who follows the case.
    """
    for diagram in subject.diagrams:
        yield from in_flows(subject, diagram)
        yield from _in_settings(subject, diagram)
    for form in subject.procedure.forms.values():
        for number, field in enumerate(form.fields):
            yield from _in_field(subject, form, number, field)
        yield from _in_requirements(subject, form)
    for action in subject.procedure.any_time.values():
        yield from _in_action(subject, action)
    yield from _in_signposts(subject)
    yield from _in_derivations(subject)
    tracking = subject.procedure.tracking
    for key, steps in (("steps", tracking.steps), ("record", tracking.record)):
        for number, step in enumerate(steps):
            yield _one(step.when, {}, True, _of_yaml(subject, f"tracking.{key}[{number}].when"))


def variables(subject: Subject) -> Names:
    """The declared variables with their values."""
    known: dict[str, Values] = {}
    for name, variable in subject.procedure.variables.items():
        choices = subject.procedure.entries if name == "entry" else variable.of
        known[name] = (True, False) if variable.type == "bool" else choices or None
    return known


def in_flows(subject: Subject, diagram: Diagram) -> Iterator[Asked]:
    """The conditions of a diagram's arrows."""
    known = variables(subject)
    for flow in diagram.flows.values():
        if flow.condition:
            yield _one(flow.condition, known, False, _of_diagram(diagram, flow.id))


def _in_settings(subject: Subject, diagram: Diagram) -> Iterator[Asked]:
    known = variables(subject)
    for element in diagram.elements.values():
        text = element.attributes.get("set", "")
        if element.tag == "scriptTask" and text:
            at = _of_diagram(diagram, element.id)
            try:
                found = tuple(expression for _, expression in parse_assignments(text))
                yield Asked(text, found, "", known, False, at)
            except BadInput as error:
                yield Asked(text, (), str(error), known, False, at)


def _in_field(subject: Subject, form: Form, number: int, field: Field) -> Iterator[Asked]:
    path = f"forms.{form.id}.fields[{number}]"
    known = {**variables(subject), **{f.id: _answers(f) for f in form.fields[:number]}}
    if field.when:
        yield _one(field.when, known, True, _of_yaml(subject, f"{path}.when"))
    if isinstance(field.required, str):
        yield _one(field.required, known, True, _of_yaml(subject, f"{path}.required"))
    row = {**variables(subject), **{column.id: _answers(column) for column in field.columns}}
    for place, column in enumerate(field.columns):
        if isinstance(column.required, str):
            at = _of_yaml(subject, f"{path}.columns[{place}].required")
            yield _one(column.required, row, True, at)
    for value, guard in field.only.items():
        yield _one(guard, variables(subject), True, _of_yaml(subject, f"{path}.only.{value}"))


def _in_requirements(subject: Subject, form: Form) -> Iterator[Asked]:
    known = {**variables(subject), **{f.id: _answers(f) for f in form.fields}}
    for number, needed in enumerate(form.requires):
        path = f"forms.{form.id}.requires[{number}].when"
        yield _one(needed.when, known, True, _of_yaml(subject, path))


def _answers(field: Field) -> Values:
    if field.type == "bool":
        return (True, False)
    return tuple(choice.value for choice in field.choices) or None


def _in_action(subject: Subject, action: AnyTime) -> Iterator[Asked]:
    if action.when:
        yield _one(action.when, {}, True, _of_yaml(subject, f"any_time.{action.id}.when"))


def _in_signposts(subject: Subject) -> Iterator[Asked]:
    procedure = subject.procedure
    fields = (f for form in procedure.forms.values() for f in form.fields if f.remembered)
    known = {**{f.id: _answers(f) for f in fields}, **variables(subject)}
    for letter in procedure.letters.values():
        for condition in letter.signpost:
            if condition != "default":
                at = _of_yaml(subject, f"letters.{letter.code}.signpost.when.{condition}")
                yield _one(condition, known, True, at)


def _in_derivations(subject: Subject) -> Iterator[Asked]:
    for name, variable in subject.procedure.variables.items():
        text = guard_of(variable.derivation or "")
        if variable.origin == "derived":
            yield _one(text, {}, True, _of_yaml(subject, f"variables.{name}.derived"))


def guard_of(derivation: str) -> str:
    """A derivation as a guard: ``points.all_answered`` and ``clocks.x.late`` are short forms."""
    if derivation == "points.all_answered":
        return "answered()"
    head, _, rest = derivation.partition(".")
    clock, _, word = rest.partition(".")
    return f"{word}('{clock}')" if head == "clocks" and word in ("late", "in_time") else derivation


def _one(text: str, names: Names, guard: bool, at: Callable[[str, str], Problem]) -> Asked:
    try:
        return Asked(text, (parse(text),), "", names, guard, at)
    except BadInput as error:
        return Asked(text, (), str(error), names, guard, at)


def _of_diagram(diagram: Diagram, element: str) -> Callable[[str, str], Problem]:
    return lambda reason, fix: in_diagram(diagram, element, reason, fix)


def _of_yaml(subject: Subject, path: str) -> Callable[[str, str], Problem]:
    return lambda reason, fix: in_yaml(subject, path, reason, fix)
