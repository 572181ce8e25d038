"""What was typed in a play, as a scenario says it: names for numbers, nothing that is empty.

The opposite of `engine.scenarios.naming`: what is said here is translated back when it is played.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from engine.catalogue.definition import Field, Form
from engine.permissions import Actor
from engine.scenarios import checking_steps
from engine.scenarios.world import World


def said(
    world: World,
    form: Form | None,
    answers: Mapping[str, object],
    case: str = "",
    by: Actor | None = None,
) -> dict[str, object]:
    """The answers of a form as a step's ``with`` has them."""
    fields = {field.id: field for field in form.fields} if form else {}
    found = {
        name: _one(world, fields[name], value, case, by) if name in fields else _plain(value)
        for name, value in answers.items()
    }
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _one(world: World, field: Field, value: object, case: str, by: Actor | None) -> object:
    match field.type:
        case "officer":
            return _officer(world, value)
        case "findings" if isinstance(value, Mapping):
            return {str(point): _finding(world, found) for point, found in value.items()}
        case "points" | "add_points" if isinstance(value, Sequence) and not isinstance(value, str):
            return [_point(each) for each in value]
        case "promise" if by is not None:
            return _promise(world, value, case, by)
        case "case":
            return _named(world.cases, str(value))
        case "number":
            return _person(world, value)
        case "rows" if isinstance(value, Sequence) and not isinstance(value, str):
            return [_row(world, field, row) for row in value]
        case _:
            return _plain(value)


def _officer(world: World, value: object) -> object:
    found = (name for name, who in world.officers.items() if str(who.officer_id) == str(value))
    return next(found, _plain(value))


def _named(names: Mapping[str, str], value: str) -> str:
    return next((name for name, known in names.items() if known == value), value)


def _person(world: World, value: object) -> object:
    found = (alias for alias in world.cases if str(world.complainant(alias)) == str(value))
    return next(found, _plain(value))


def _promise(world: World, value: object, case: str, by: Actor) -> object:
    file = checking_steps.file_of(world, case, by)
    return next((each.text for each in file.dated if str(each.id) == str(value)), _plain(value))


def _point(value: object) -> object:
    if not isinstance(value, Mapping):
        return _plain(value)
    known = str(value.get("id") or "")
    return {"id": known, "text": value.get("text")} if known else _plain(value.get("text"))


def _finding(world: World, value: object) -> object:
    if not isinstance(value, Mapping):
        return _plain(value)
    given = {str(name): _plain(each) for name, each in value.items() if each not in (None, "")}
    if "remedy_owner" in given:
        given["remedy_owner"] = _officer(world, given["remedy_owner"])
    return given


def _row(world: World, field: Field, row: object) -> object:
    if not isinstance(row, Mapping):
        return _plain(row)
    columns = {column.id: column for column in field.columns}
    return {
        str(name): _one(world, columns[name], value, "", None) if name in columns else value
        for name, value in row.items()
        if value not in (None, "")
    }


def _plain(value: object) -> object:
    """Only what stands in a file: text, numbers, true and false, lists and tables."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
