"""What a form's answers do beside the letter: points, findings, people chosen, variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from engine.casework import (
    dated_actions,
    front_door,
    guards,
    letter_context,
    moving,
    own_links,
    points,
    recommendations,
    requirements,
    separations,
    staff,
    standing_down,
)
from engine.casework.answers import read_answers
from engine.casework.in_hand import InHand
from engine.casework.notices import tell
from engine.casework.typed_answers import Asking
from engine.catalogue import answered_rows
from engine.catalogue.definition import Field, Form
from engine.clock import london_date
from engine.store.cases import Run, is_reference
from engine.store.tasks import Task


def asking(hand: InHand, run: Run | None) -> Asking:
    """What forms of this case are read against."""
    known = moving.first_variables(hand, "") if run is None else run.variables
    variables = {**known, **points.derived(hand)}
    return Asking(
        today=london_date(hand.now),
        variables=variables,
        functions=guards.functions(hand),
        points=hand.point_ids(),
        set_aside=frozenset(f"p{p.number}" for p, _ in hand.points if p.set_aside),
        may_be_chosen=partial(staff.may_be_chosen, hand),
        received_on=london_date(hand.case.received_at),
        promises=partial(dated_actions.open_ids, hand),
        case_exists=partial(is_reference, hand.session),
        procedures=partial(front_door.ids_run_here, hand.office),
        findings=hand.procedure.outcomes.found,
        sources=hand.profile.sources,
        by_officer=hand.actor.in_office or hand.actor.kind == "system",
    )


def read(
    hand: InHand, run: Run | None, form: Form | None, answers: Mapping[str, object]
) -> dict[str, object]:
    """The answers to a form of this case, typed; none where there is no form. Raises FormErrors,
    or NotNow for what the form requires and the case has not.

    ``run``: whose variables its conditions may ask about.
    """
    if form is None:
        return {}
    form = answered_rows.in_case(form, hand.case.data)
    against = asking(hand, run)
    requirements.require(form, against)
    values = read_answers(form, answers, against)
    requirements.require(form, against, values)
    return values


def take(
    hand: InHand, form: Form | None, values: Mapping[str, object], task: Task | None = None
) -> dict[str, int]:
    """Points, findings, people, what is remembered. Gives element -> officer chosen for it.

    ``task`` None: the form of an at-any-time action. Raises NotPermitted for somebody who may not
    have what they are chosen for.
    """
    given = [
        (each, values[each.id])
        for each in (form.fields if form else ())
        if values.get(each.id) is not None
    ]
    _name_people(hand, given, task)
    for each, value in given:
        _agree(hand, each, value, task)
    for each in form.fields if form else ():
        if each.sets_aside:
            chosen = values.get(each.id)
            points.set_aside(hand, each, chosen if isinstance(chosen, list) else [])
    kept = {each.id: letter_context.plain(value) for each, value in given if each.remembered}
    kept |= _emptied(form, values)
    kept |= _none_now(hand, form, values)
    kept |= {each.adds_to: _added(hand, each, rows) for each, rows in given if each.adds_to}
    if kept:
        hand.case.data = {**hand.case.data, **kept}
    people = ((each.assigns, value) for each, value in given if each.type == "officer")
    assign = {to: value for to, value in people if to and isinstance(value, int)}
    if assign:
        _keep_chosen(hand, assign)
    return assign


def _emptied(form: Form | None, values: Mapping[str, object]) -> dict[str, object]:
    """What stood in a box from before and was taken out of it is no longer remembered."""
    shown = (each for each in (form.fields if form else ()) if each.shows_kept)
    return {each.id: "" for each in shown if each.when is None and each.id not in values}


def _none_now(hand: InHand, form: Form | None, values: Mapping[str, object]) -> dict[str, object]:
    """Rows that later ones answer, of which there are none this time."""
    fields = (each for other in hand.procedure.forms.values() for each in other.fields)
    answered = {each.answers for each in fields if each.answers}
    asked = (each for each in (form.fields if form else ()) if each.id in answered)
    return {each.id: [] for each in asked if each.when is None and each.id not in values}


def _keep_chosen(hand: InHand, assign: Mapping[str, int]) -> None:
    """A step may open only after others. Whoever did it before has it no more by themselves."""
    kept = {name: hand.case.data.get(name) or {} for name in ("chosen", "did")}
    chosen, did = ({**each} if isinstance(each, Mapping) else {} for each in kept.values())
    rest = {element: who for element, who in did.items() if element not in assign}
    hand.case.data = {**hand.case.data, "chosen": {**chosen, **assign}, "did": rest}


def _added(hand: InHand, each: Field, rows: object) -> list[object]:
    """The rows that the case keeps under that name, and these."""
    before, now = hand.case.data.get(each.adds_to), letter_context.plain(rows)
    return [*(before if isinstance(before, list) else []), *(now if isinstance(now, list) else [])]


def _agree(hand: InHand, each: Field, value: object, task: Task | None) -> None:
    stage = task.stage if task else hand.case.stage
    if each.type == "add_points" and isinstance(value, list):
        points.add(hand, value, stage or "stage 2")
    elif each.type == "points" and isinstance(value, list):
        points.agree(hand, value, each.id)
        points.require_own(hand, each.id)
    elif each.becomes and isinstance(value, list):
        recommendations.record(hand, each, value)
    elif each.type == "findings" and isinstance(value, Mapping) and task is not None:
        points.find(hand, task, value)


def _name_people(hand: InHand, given: Sequence[tuple[Field, object]], task: Task | None) -> None:
    """All are named first: they may be barred by one another."""
    people = [
        (each, value)
        for each, value in (*given, *_cells(given))
        if each.type == "officer" and isinstance(value, int)
    ]
    for each, officer_id in people:
        _name(hand, each, officer_id, task)
    for each, officer_id in people:
        _appoint(hand, each, officer_id)
    standing_down.replaced(hand, people)


def _cells(given: Sequence[tuple[Field, object]]) -> Iterator[tuple[Field, object]]:
    """Each column of each row, with what stands there."""
    for each, value in given:
        if each.type == "rows" and isinstance(value, list):
            yield from ((column, row.get(column.id)) for row in value for column in each.columns)


def _name(hand: InHand, each: Field, officer_id: int, task: Task | None) -> None:
    """Somebody was named: what they are in the case from now on, and whether they are told."""
    officer = staff.officer(hand, officer_id)
    if each.capacity and officer is not None and officer.person_id is not None:
        separations.take_part(hand, officer.person_id, each.capacity, task)
        separations.know_ties(hand, officer.person_id)
    if each.tells and officer is not None and not officer.in_office:
        if not each.assigns:  # the task itself brings them their link
            own_links.invite(hand, officer)
    elif each.tells and officer_id != hand.actor.officer_id:
        what = f"“{task.name}”" if task else f"“{each.label.rstrip('?.')}”"
        said = f"You are named in {hand.case.reference}, {hand.case.summary}: {what}."
        tell(hand, "info", said, officer=officer_id)


def _appoint(hand: InHand, each: Field, officer_id: int) -> None:
    """Whoever is named to act in a role may do so, with everybody named who is named with them."""
    who = staff.officer(hand, officer_id)
    named = dict.fromkeys((each.role or "", each.capacity or ""))
    roles = [role for role in named if role in hand.procedure.roles]
    if who is not None and roles:
        separations.require_appointed(hand, who, roles)


def require(hand: InHand, chosen: Mapping[str, int]) -> None:
    """Whoever is chosen for a step may have it, though it may open only after others."""
    drawn = {
        element.id: element
        for diagram in (hand.procedure.diagram, *hand.procedure.side_diagrams.values())
        for element in diagram.elements.values()
        if element.id in chosen
    }
    for element, officer_id in chosen.items():
        who = staff.officer(hand, officer_id)
        if element in drawn and who is not None:
            role = drawn[element].attributes.get("role", "")
            step = Task(element=element, name=drawn[element].name, role=role)
            separations.require(hand, who, step, giving=True)


def variables(hand: InHand, form: Form | None, values: Mapping[str, object]) -> dict[str, object]:
    """Only declared variables enter the workflow; one left empty goes back to its default."""
    asked = {each.id for each in form.fields} if form else set()
    return {
        name: letter_context.plain(values.get(name, variable.default))
        for name, variable in hand.procedure.variables.items()
        if variable.origin == "form" and name in asked
    }
