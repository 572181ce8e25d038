"""What a step's answers name: officers, cases, promises and people become what forms take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.catalogue.definition import Field, Form
from engine.permissions import Actor
from engine.scenarios import checking_steps
from engine.scenarios.checking_actions import action_called
from engine.scenarios.world import World


def translated(
    world: World,
    form: Form | None,
    answers: Mapping[str, object],
    case: str = "",
    by: Actor | None = None,
) -> dict[str, object]:
    """Names of officers become their ids; a bare finding gets a reason, as every one needs it.
    A promise is named by words of its text.

    A case's name stands for its reference, and in a number for whoever complained in it.
    """
    fields = {field.id: field for field in form.fields} if form else {}
    return {
        name: _meant(world, fields[name], value, case, by) if name in fields else value
        for name, value in answers.items()
    }


def _meant(world: World, field: Field, value: object, case: str, by: Actor | None) -> object:
    named = str(value)
    match field.type:
        case "officer" if named in world.officers:
            return world.officers[named].officer_id
        case "findings" if isinstance(value, Mapping):
            return {point: _finding(world, found) for point, found in value.items()}
        case "promise" if by is not None:
            promise = action_called(checking_steps.file_of(world, case, by), named)
            return value if promise is None else promise.id
        case "case" if named in world.cases:
            return world.cases[named]
        case "number" if named in world.cases:
            return world.complainant(named)
        case "rows" if isinstance(value, Sequence) and not isinstance(value, str):
            return [_row(world, field, row) for row in value]
        case _:
            return value


def _row(world: World, field: Field, row: object) -> object:
    if not isinstance(row, Mapping):
        return row
    columns = {column.id: column for column in field.columns}
    return {
        name: _meant(world, columns[name], value, "", None) if name in columns else value
        for name, value in row.items()
    }


def _finding(world: World, value: object) -> object:
    if isinstance(value, Mapping):
        owner = world.officers.get(str(value.get("remedy_owner")))
        return value if owner is None else {**value, "remedy_owner": owner.officer_id}
    return {"finding": value, "reason": "Our records show this."}
