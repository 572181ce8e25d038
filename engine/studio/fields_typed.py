"""One field of a form as its page types it, and as procedure.yaml says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.catalogue.kinds import is_name
from engine.errors import FormErrors
from engine.studio.choices_typed import (
    NO,
    WHEN,
    YES,
    ChoiceTyped,
    ColumnTyped,
    choices_said,
    choices_typed,
    columns_said,
)
from engine.studio.forms import TYPES
from engine.studio.picking import NOTHING, Picked, rewritten
from engine.studio.settings import name_of


@dataclass(frozen=True, slots=True)
class FieldTyped:
    """Everything that the page of a field asks."""

    label: str = ""
    type: str = "text"
    id: str = ""
    hint: str = ""
    required: str = NO
    required_when: Picked = NOTHING
    when: Picked = NOTHING
    default: str = ""
    remembered: bool = False
    officers_only: bool = False
    choices: tuple[ChoiceTyped, ...] = ()
    role: str = ""
    assigns: str = ""
    capacity: str = ""
    tells: bool = False
    after: str = ""
    until: str = ""
    dates_event: bool = False
    row: str = ""
    least_rows: str = ""
    most_rows: str = ""
    columns: tuple[ColumnTyped, ...] = ()


#: the keys that the page shows, in the order in which a field is written
_ORDER = (
    *("id", "type", "label", "hint", "required", "default", "remembered", "asked_of", "of"),
    *("role", "assigns", "capacity", "tells", "after", "until", "dates_event"),
    *("row", "least_rows", "most_rows", "columns"),
)
_OF_TYPE: Mapping[str, tuple[str, ...]] = {
    "choice": ("of", "default"),
    "bool": ("default",),
    "text": ("default",),
    "long_text": ("default",),
    "number": ("default",),
    "officer": ("role", "assigns", "capacity", "tells"),
    "date": ("after", "until", "dates_event"),
    "rows": ("row", "least_rows", "most_rows", "columns"),
}
_COMMON = ("id", "type", "label", "hint", "required", "remembered", "asked_of", "when")


def shown(kind: str) -> tuple[str, ...]:
    """The keys that the page shows for a type of field."""
    return (*_COMMON, *_OF_TYPE.get(kind, ()))


def new_field(label: str, kind: str, name: str) -> dict[str, Any]:
    """A field as it begins."""
    errors: dict[str, str] = {}
    if not label.strip():
        errors["label"] = "Write the question."
    if kind not in TYPES:
        errors["type"] = "Choose what kind of answer it takes."
    if errors:
        raise FormErrors(errors)
    made: dict[str, Any] = {"id": name, "type": kind, "label": label.strip()}
    if kind == "choice":
        made["of"] = [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]
    if kind == "rows":
        made["columns"] = [{"id": "what", "type": "text", "label": "What?"}]
    return made


def said_anew(old: Mapping[str, Any], typed: FieldTyped) -> dict[str, Any]:
    """The field with what was typed; keys that its page does not show are kept as they are."""
    errors: dict[str, str] = {}
    wanted = _wanted(old, typed, errors)
    if errors:
        raise FormErrors(errors)
    seen = {*shown(typed.type), *shown(str(old.get("type", "")))}
    new = {key: wanted[key] for key in _ORDER if key in wanted}
    new |= {key: value for key, value in old.items() if key not in seen and key not in new}
    if "when" in wanted:
        new["when"] = wanted["when"]
    return _without_lost_choices(new)


def _without_lost_choices(field: dict[str, Any]) -> dict[str, Any]:
    """A guard of a choice that is gone goes with it."""
    values = {each.value for each in choices_typed(field.get("of"))}
    for key in ("only", "only_say"):
        guards = field.get(key)
        if values and isinstance(guards, dict):
            field[key] = {value: said for value, said in guards.items() if value in values}
            if not field[key]:
                del field[key]
    return field


def _wanted(old: Mapping[str, Any], typed: FieldTyped, errors: dict[str, str]) -> dict[str, Any]:
    keys = shown(typed.type)
    said: dict[str, Any] = {
        "id": _id(typed, errors),
        "type": _type(typed, errors),
        "label": _label(typed, errors),
        "hint": typed.hint.strip(),
        "required": _required(old, typed),
        "default": _default(old, typed, errors),
        "remembered": typed.remembered,
        "asked_of": "officer" if typed.officers_only else "",
        "of": choices_said(old.get("of"), typed.choices, errors) if "of" in keys else "",
        "role": typed.role,
        "assigns": typed.assigns,
        "capacity": _capacity(typed, errors),
        "tells": typed.tells,
        "after": typed.after,
        "until": typed.until,
        "dates_event": typed.dates_event,
        "row": typed.row.strip(),
        "least_rows": _number("least_rows", typed.least_rows, errors),
        "most_rows": _number("most_rows", typed.most_rows, errors),
        "columns": columns_said(old.get("columns"), typed.columns, errors)
        if "columns" in keys
        else "",
        "when": rewritten(old.get("when"), typed.when),
    }
    kept = {
        k: v for k, v in said.items() if k in keys and (k == "default" or v not in ("", False, []))
    }
    # what was written out as false or as nothing stays so
    kept |= {
        k: old[k] for k in ("required", "remembered") if old.get(k) is False and k not in kept
    }
    if kept.get("default") is None:
        kept.pop("default", None)
    return kept


def _id(typed: FieldTyped, errors: dict[str, str]) -> str:
    if not typed.id.strip():
        return name_of(typed.label) if typed.label.strip() else "x"
    if fault := is_name(typed.id.strip()):
        errors["id"] = f"That cannot be a name here. {fault}"
    return typed.id.strip()


def _type(typed: FieldTyped, errors: dict[str, str]) -> str:
    if typed.type not in TYPES:
        errors["type"] = "Choose what kind of answer it takes."
    return typed.type


def _label(typed: FieldTyped, errors: dict[str, str]) -> str:
    if not typed.label.strip():
        errors["label"] = "Write the question."
    return " ".join(typed.label.split())


def _required(old: Mapping[str, Any], typed: FieldTyped) -> object:
    if typed.required != WHEN:
        return typed.required == YES
    before = old.get("required")
    return rewritten(before if isinstance(before, str) else None, typed.required_when)


def _default(old: Mapping[str, Any], typed: FieldTyped, errors: dict[str, str]) -> object:
    said = typed.default.strip()
    if not said:
        return "" if old.get("default") == "" else None
    if typed.type == "bool":
        return said == YES
    if typed.type == "number":
        return _number("default", said, errors)
    values = {each.value for each in typed.choices if each.label.strip()}
    if typed.type == "choice" and typed.choices and said not in values:
        errors["default"] = "What stands there at first must be one of the choices."
    return said


def _capacity(typed: FieldTyped, errors: dict[str, str]) -> str:
    said = typed.capacity.strip()
    if said and (fault := is_name(said)):
        errors["capacity"] = f"That cannot be a name here. {fault}"
    return said


def _number(box: str, text: str, errors: dict[str, str]) -> object:
    said = text.strip()
    if not said:
        return ""
    if not said.isdecimal() or len(said) > 6:
        errors[box] = "Write a whole number, such as 10."
        return ""
    return int(said)
