"""What the page of a draft's scenarios shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.catalogue.definition import Form, Procedure
from engine.errors import NotFound
from engine.store.office import Office
from engine.studio import trials
from engine.studio.causes import Cause, causes, steps_of
from engine.studio.covered import Coverage, coverage
from engine.studio.drafted import Draft
from engine.studio.playable import procedure_of
from engine.studio.trials import Ran, TrialResult

#: what can be answered for scenarios that one does not look at singly
_ANSWERABLE = ("text", "long_text", "choice", "bool", "date", "number", "rows")


@dataclass(frozen=True, slots=True)
class Shown:
    """``current``: the result is of what the draft holds now; ``why_not``: it cannot be run."""

    number: int
    result: TrialResult | None
    current: bool
    causes: tuple[Cause, ...] = ()
    aside: tuple[Ran, ...] = ()
    coverage: Coverage | None = None
    why_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step at which scenarios stop. ``left_out``: its questions that cannot be answered here."""

    element: str
    name: str
    roles: tuple[str, ...]
    role_titles: tuple[str, ...]
    form: Form
    left_out: tuple[str, ...]
    ran: tuple[Ran, ...]


def shown(office: Office, draft: Draft) -> Shown:
    """Raises BadFiles when the draft cannot be read."""
    procedure = procedure_of(office, draft)
    found = trials.result_of(office, draft)
    current = found is not None
    result = found or trials.last_of(office, draft)
    number = len(trials.scenario_files(draft))
    if result is None:
        return Shown(number, None, current=False)
    before = _steps_before(office, draft)
    return Shown(
        number=number,
        result=result,
        current=current,
        causes=causes(result.failed, procedure, before),
        aside=tuple(each for each in result.ran if each.aside),
        coverage=coverage(procedure, result.taken) if result.finished_at and current else None,
    )


def cannot_run(office: Office, draft: Draft, why: tuple[str, ...]) -> Shown:
    """The page of a draft that cannot be read."""
    return Shown(
        len(trials.scenario_files(draft)),
        trials.last_of(office, draft),
        current=False,
        why_not=why,
    )


def _steps_before(office: Office, draft: Draft) -> Mapping[str, str]:
    with office.store.read() as session:
        try:
            return steps_of(office.procedure(session, draft.base_version))
        except NotFound:
            return {}


def step_of(office: Office, draft: Draft, element: str) -> Step:
    """Raises NotFound when there is no such step."""
    procedure = procedure_of(office, draft)
    names = steps_of(procedure)
    if element not in names:
        raise NotFound("There is no such step.")
    attributes = _attributes(procedure, element)
    form = procedure.forms.get(attributes.get("form", "")) or Form("", names[element], ())
    fields = tuple(each for each in form.fields if each.type in _ANSWERABLE)
    left_out = tuple(each.label for each in form.fields if each not in fields)
    roles = tuple(attributes.get("role", "").split())
    found = next((c for c in shown(office, draft).causes if c.element == element), None)
    return Step(
        element=element,
        name=names[element],
        roles=roles,
        role_titles=tuple(procedure.roles[r].title for r in roles if r in procedure.roles),
        form=replace(form, fields=fields),
        left_out=left_out,
        ran=found.ran if found else (),
    )


def _attributes(procedure: Procedure, element: str) -> Mapping[str, str]:
    for diagram in (procedure.diagram, *procedure.side_diagrams.values()):
        if element in diagram.elements:
            return diagram.elements[element].attributes
    return {}


def as_said(answers: Mapping[str, object]) -> dict[str, object]:
    """The answers as a scenario has them: dates as text."""
    return {name: _said(value) for name, value in answers.items()}


def _said(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_said(each) for each in value]
    if isinstance(value, Mapping):
        return {str(name): _said(each) for name, each in value.items()}
    return value
