"""What may be done at any time: by whom, when, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask.typing import ResponseReturnValue

from engine.errors import NotFound
from engine.studio import choosing, picking
from engine.studio.action_changes import (
    FLAGS,
    ActionTyped,
    action_added,
    action_removed,
    action_said,
)
from engine.studio.actions import ActionView, action_of, actions_of, side_diagrams
from engine.studio.declared import Declared
from engine.studio.drafts import Draft
from engine.studio.forms import with_written, words_of
from engine.studio.settings import name_of
from web.owners.area import BLUEPRINT
from web.owners.changing import (
    DRAFT,
    Scope,
    address,
    entry_scope,
    kept,
    many,
    opened,
    page,
    picked,
    said,
    seen,
    ticked,
)

TAB = "owners.actions"
_ONE = f"{DRAFT}/actions/<name>"


@BLUEPRINT.get(f"{DRAFT}/actions")
def actions(draft_id: int) -> ResponseReturnValue:
    """Every action."""
    draft = opened(draft_id)
    about, views = actions_of(draft)
    words = words_of(choosing.guards(about))
    guards = {v.id: picking.in_words(v.raw.get("when"), words) for v in views}
    return page(
        "owners/actions.html",
        draft,
        TAB,
        actions=views,
        about=about,
        guards=guards,
        people=_people(about),
    )


@BLUEPRINT.get(f"{DRAFT}/new-action")
def new_action(draft_id: int) -> ResponseReturnValue:
    """An empty form for an action."""
    return _page(opened(draft_id), None, {})


@BLUEPRINT.post(f"{DRAFT}/new-action")
def add_action(draft_id: int) -> ResponseReturnValue:
    """An action more."""
    draft = opened(draft_id)
    about, views = actions_of(draft)
    name = name_of(said("title") or "action")
    taken = [view.id for view in views]
    return kept(
        draft,
        lambda files: action_added(files, draft.yaml, name, _typed(about), taken),
        None,
        address("owners.action", name=name),
        lambda errors: _page(draft, None, errors),
    )


@BLUEPRINT.get(_ONE)
def action(draft_id: int, name: str) -> ResponseReturnValue:
    """One action."""
    return _page(opened(draft_id), name, {})


@BLUEPRINT.post(_ONE)
def change_action(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep what was typed of it."""
    draft = opened(draft_id)
    about, view = action_of(draft, name)
    joined = view.raw if view.shared else {}
    return kept(
        draft,
        lambda files: action_said(files, draft.yaml, name, _typed(about), joined),
        _scope(draft, name),
        address("owners.action", name=name),
        lambda errors: _page(draft, name, errors),
    )


@BLUEPRINT.post(f"{_ONE}/remove")
def remove_action(draft_id: int, name: str) -> ResponseReturnValue:
    """An action less."""
    draft = opened(draft_id)
    _, view = action_of(draft, name)
    return kept(
        draft,
        lambda files: action_removed(files, draft.yaml, name, shared=view.shared, own=view.own),
        _scope(draft, name),
        address(TAB),
    )


def _scope(draft: Draft, name: str) -> Scope:
    return entry_scope(draft, ("any_time", name))


def _people(about: Declared) -> dict[str, str]:
    return {option.value: option.words for option in choosing.actors(about)}


def _page(draft: Draft, name: str | None, errors: Mapping[str, str]) -> str:
    about, views = actions_of(draft)
    view = next((each for each in views if each.id == name), None)
    if name is not None and view is None:
        raise NotFound("There is no such action in this draft.")
    sent = request.method == "POST"
    typed = _typed(about) if sent else _written(view) if view else ActionTyped()
    people = _people(about) | {who: who for who in typed.by if who not in _people(about)}
    late = [(t.id, t.name or t.id) for t in about.tasks]
    return page(
        "owners/action.html",
        draft,
        TAB,
        view=view,
        typed=typed,
        people=people.items(),
        guards=with_written(choosing.guards(about), typed.when),
        forms=[("", "It asks nothing"), *((f.id, f.title) for f in about.forms.values())],
        entries=[("", "Choose"), *((each, each.replace("_", " ")) for each in about.entries)],
        runs=[("", "Choose"), *((each, each) for each in side_diagrams(draft))],
        clocks=[(c.id, c.title) for c in about.clocks.values()],
        late=late,
        flags=FLAGS,
        errors=errors,
        seen=seen(draft, _scope(draft, name)) if name else "",
    )


def _typed(about: Declared) -> ActionTyped:
    chosen = many("clocks")
    return ActionTyped(
        title=said("title"),
        by=many("by"),
        when=picked("when"),
        say=said("say"),
        form=said("form"),
        what=said("what") or "record",
        entry=said("entry"),
        run=said("run"),
        ends_case=ticked("ends_case"),
        flags=frozenset(many("flags")),
        clocks={c: many(f"late-{c}") for c in about.clocks if c in chosen},
    )


def _written(view: ActionView) -> ActionTyped:
    raw, one = view.raw, view.read
    if one is None:
        return ActionTyped(title=view.title)
    return ActionTyped(
        title=one.title,
        by=one.by,
        when=picking.read(one.when),
        say=one.say,
        form=one.form or "",
        what="entry" if one.entry else "run" if one.run else "record",
        entry=one.entry or "",
        run=one.run or "",
        ends_case=raw.get("ends") == "case",
        flags=frozenset(flag for flag in FLAGS if getattr(one, flag)),
        clocks=one.clocks,
    )
