"""Choices and columns as a field's page types them, and as procedure.yaml says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.catalogue.kinds import titled
from engine.studio.forms import COLUMN_TYPES
from engine.studio.settings import free_name, name_of

YES, NO, WHEN = "yes", "no", "when"


@dataclass(frozen=True, slots=True)
class ChoiceTyped:
    """One line of a choice."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ColumnTyped:
    """One column of rows. ``of``: what may be chosen, one a line."""

    id: str
    label: str
    type: str
    required: str = NO
    of: str = ""


def choices_said(old: object, typed: Sequence[ChoiceTyped], errors: dict[str, str]) -> object:
    lines = [each for each in typed if each.label.strip()]
    if not lines:
        if typed and old is not None:
            errors["of"] = "Write at least one choice."
        return old
    named = _named(lines)
    values = [value for value, _ in named]
    if len(set(values)) < len(values):
        errors["of"] = "Two choices have the same name. Give one of them another."
    if isinstance(old, dict) and not any(each.hint.strip() for _, each in named):
        return {value: each.label.strip() for value, each in named}
    there = {_value(each): each for each in old} if isinstance(old, list) else {}
    return [_choice(there.get(value), value, each) for value, each in named]


def _named(lines: Sequence[ChoiceTyped]) -> list[tuple[str, ChoiceTyped]]:
    """Each choice with its value; one that is new gets a value of its label."""
    taken = frozenset(each.value for each in lines if each.value)
    return [(each.value or free_name(each.label, taken), each) for each in lines]


def _value(raw: object) -> str:
    return str(raw.get("value")) if isinstance(raw, dict) else str(raw)


def _choice(raw: object, value: str, typed: ChoiceTyped) -> object:
    """As it was written, where it says the same."""
    label, hint = typed.label.strip(), typed.hint.strip()
    if isinstance(raw, str) and not hint and _same_words(raw, label):
        return raw
    old = raw if isinstance(raw, dict) else {}
    if raw is not None and "label" not in old and not hint and _same_words(value, label):
        return raw
    new: dict[str, object] = {"value": value, "label": label}
    if hint:
        new["hint"] = hint
    return {
        **new,
        **{key: each for key, each in old.items() if key not in ("value", "label", "hint")},
    }


def _same_words(value: str, label: str) -> bool:
    return titled(value) == label


def columns_said(old: object, typed: Sequence[ColumnTyped], errors: dict[str, str]) -> object:
    there = (
        {str(e.get("id")): e for e in old if isinstance(e, dict)} if isinstance(old, list) else {}
    )
    lines = [each for each in typed if each.label.strip()]
    if not lines:
        errors["columns"] = "Write at least one column."
    taken = frozenset(each.id for each in lines if each.id)
    return [_column(there.get(each.id, {}), each, taken, errors) for each in lines]


def _column(
    old: Mapping[str, Any], typed: ColumnTyped, taken: frozenset[str], errors: dict[str, str]
) -> dict[str, Any]:
    if typed.type not in COLUMN_TYPES:
        errors["columns"] = "Choose what kind of answer each column takes."
    new: dict[str, Any] = {
        "id": typed.id or free_name(typed.label, taken),
        "type": typed.type,
        "label": typed.label.strip(),
    }
    if typed.required == YES:
        new["required"] = True
    elif typed.required == WHEN and "required" in old:
        new["required"] = old["required"]
    labels = [line.strip() for line in typed.of.split("\n") if line.strip()]
    if typed.type == "choice":
        new["of"] = _column_choices(old.get("of"), labels)
        if not labels:
            errors["columns"] = f"Write what may be chosen under “{typed.label.strip()}”."
    rest = {k: v for k, v in old.items() if k not in ("id", "type", "label", "required", "of")}
    return {**new, **rest}


def _column_choices(old: object, labels: Sequence[str]) -> object:
    lines = choices_typed(old)
    if [each.label for each in lines] == list(labels):
        return old
    values = {each.label: each.value for each in lines}
    return [{"value": values.get(label) or name_of(label), "label": label} for label in labels]


def choices_typed(of: object) -> tuple[ChoiceTyped, ...]:
    """Choices as their boxes show them."""
    if isinstance(of, dict):
        return tuple(ChoiceTyped(str(value), str(label)) for value, label in of.items())
    found = []
    for each in of if isinstance(of, list) else ():
        value = _value(each)
        said = each if isinstance(each, dict) else {}
        found.append(
            ChoiceTyped(value, str(said.get("label") or titled(value)), str(said.get("hint", "")))
        )
    return tuple(found)
