"""One field of a form, to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from engine.errors import NotFound
from engine.studio import choosing, picking
from engine.studio.choices_typed import NO, WHEN, YES, ChoiceTyped, ColumnTyped, choices_typed
from engine.studio.drafts import Draft
from engine.studio.fields_typed import FieldTyped, shown
from engine.studio.form_changes import FormChange
from engine.studio.forms import COLUMN_TYPES, TYPES, FieldView, FormView, form_of, with_written
from web.owners import form_preview
from web.owners.area import BLUEPRINT
from web.owners.changing import (
    DRAFT,
    address,
    entry_scope,
    kept,
    opened,
    page,
    picked,
    said,
    seen,
    ticked,
)

_FIELD = f"{DRAFT}/forms/<name>/fields/<int(max=9999):place>"


@BLUEPRINT.get(_FIELD)
def field(draft_id: int, name: str, place: int) -> ResponseReturnValue:
    """One field."""
    return _page(opened(draft_id), name, place, {})


@BLUEPRINT.post(_FIELD)
def change_field(draft_id: int, name: str, place: int) -> ResponseReturnValue:
    """Keep what was typed of it."""
    draft = opened(draft_id)
    change = FormChange(draft.yaml, name)
    stay = request.form.get("go") == "stay"
    way = ("owners.field", {"place": place}) if stay else ("owners.form", {"_anchor": "fields"})
    return kept(
        draft,
        lambda files: change.field_said(files, place, _typed()),
        entry_scope(draft, ("forms", name, "fields", place)),
        address(way[0], name=name, **way[1]),
        lambda errors: _page(draft, name, place, errors),
    )


def _page(draft: Draft, name: str, place: int, errors: Mapping[str, str]) -> str:
    about, form = form_of(draft, name)
    one = _field_of(form, place)
    typed = _typed() if request.method == "POST" else _written(one.raw)
    answers = choosing.answers(form.read, one.id, about)
    people = [(role.id, role.title) for role in about.roles.values()]
    read = next((f for f in form.read.fields if f.id == one.id), None) if form.read else None
    only = (
        form_preview.of_form(form_preview.alone(form.read, read)) if form.read and read else None
    )
    return page(
        "owners/form_field.html",
        draft,
        "owners.forms",
        form=form,
        one=one,
        typed=typed,
        errors=errors,
        keys=shown(typed.type),
        types=TYPES,
        column_types={kind: TYPES[kind] for kind in COLUMN_TYPES},
        conditions=with_written(answers, typed.when, choosing.guards(about)),
        requirements=with_written(answers, typed.required_when, choosing.guards(about)),
        roles=[("", "Anybody"), *people],
        tasks=[("", "Nobody’s: it only says who"), *((t.id, t.name or t.id) for t in about.tasks)],
        capacities=[o.value for o in choosing.capacities(about)],
        preview=only,
        seen=seen(draft, entry_scope(draft, ("forms", name, "fields", place))),
    )


def _field_of(form: FormView, place: int) -> FieldView:
    if form.shared or place >= len(form.fields):
        raise NotFound("There is no such field in this draft.")
    return form.fields[place]


def _typed() -> FieldTyped:
    return FieldTyped(
        label=said("label"),
        type=said("type"),
        id=said("id"),
        hint=said("hint"),
        required=said("required") or NO,
        required_when=picked("required_when"),
        when=picked("when"),
        default=said("default"),
        remembered=ticked("remembered"),
        officers_only=ticked("officers_only"),
        choices=_choices(),
        role=said("role"),
        assigns=said("assigns"),
        capacity=said("capacity"),
        tells=ticked("tells"),
        after=said("after"),
        until=said("until"),
        dates_event=ticked("dates_event"),
        row=said("row"),
        least_rows=said("least_rows"),
        most_rows=said("most_rows"),
        columns=_columns(),
    )


def _choices() -> tuple[ChoiceTyped, ...]:
    lists = [request.form.getlist(f"choice-{part}") for part in ("value", "label", "hint")]
    return tuple(
        ChoiceTyped(*(text.strip() for text in line)) for line in zip(*lists, strict=False)
    )


def _columns() -> tuple[ColumnTyped, ...]:
    parts = ("id", "label", "type", "required", "of")
    lists = [request.form.getlist(f"column-{part}") for part in parts]
    return tuple(
        ColumnTyped(*(text.replace("\r", "").strip() for text in line))
        for line in zip(*lists, strict=False)
    )


def _written(raw: Mapping[str, Any]) -> FieldTyped:
    required, default = raw.get("required"), raw.get("default")
    return FieldTyped(
        label=str(raw.get("label", "")),
        type=str(raw.get("type", "")),
        id=str(raw.get("id", "")),
        hint=str(raw.get("hint") or ""),
        required=WHEN if isinstance(required, str) else YES if required else NO,
        required_when=picking.read(required if isinstance(required, str) else None),
        when=picking.read(_text(raw, "when") or None),
        default=_default(default),
        remembered=raw.get("remembered") is True,
        officers_only=raw.get("asked_of") == "officer",
        choices=choices_typed(raw.get("of")),
        role=_text(raw, "role"),
        assigns=_text(raw, "assigns"),
        capacity=_text(raw, "capacity"),
        tells=raw.get("tells") is True,
        after=_text(raw, "after"),
        until=_text(raw, "until"),
        dates_event=raw.get("dates_event") is True,
        row=_text(raw, "row"),
        least_rows=_text(raw, "least_rows"),
        most_rows=_text(raw, "most_rows"),
        columns=tuple(
            _column(each) for each in raw.get("columns") or () if isinstance(each, dict)
        ),
    )


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return "" if value is None else str(value)


def _default(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


def _column(raw: Mapping[str, Any]) -> ColumnTyped:
    required = raw.get("required")
    return ColumnTyped(
        id=_text(raw, "id"),
        label=_text(raw, "label"),
        type=_text(raw, "type"),
        required=WHEN if isinstance(required, str) else YES if required else NO,
        of="\n".join(each.label for each in choices_typed(raw.get("of"))),
    )
