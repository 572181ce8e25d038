"""Who does what, and who may never do both."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask.typing import ResponseReturnValue

from engine.catalogue.definition import Separation
from engine.errors import NotFound
from engine.studio import choosing
from engine.studio.declared import Declared, declared, entry_at, procedure_tree
from engine.studio.drafts import Draft
from engine.studio.role_changes import (
    FLAGS,
    GRADES,
    RoleTyped,
    SeparationTyped,
    role_removed,
    role_said,
    separation_removed,
    separation_said,
)
from engine.studio.settings import name_of
from web.owners.area import BLUEPRINT
from web.owners.changing import (
    DRAFT,
    address,
    entry_scope,
    kept,
    many,
    opened,
    page,
    said,
    seen,
)

TAB = "owners.roles"
_ROLE = f"{DRAFT}/roles/<name>"
_SEPARATION = f"{DRAFT}/separations/<int(max=9999):place>"


@BLUEPRINT.get(f"{DRAFT}/roles")
def roles(draft_id: int) -> ResponseReturnValue:
    """Every role with its steps, and every separation."""
    return _list(opened(draft_id), {})


@BLUEPRINT.post(f"{DRAFT}/roles")
def add_role(draft_id: int) -> ResponseReturnValue:
    """A role more."""
    draft = opened(draft_id)
    name = name_of(said("title") or "role")
    return kept(
        draft,
        lambda files: role_said(files, draft.yaml, name, RoleTyped(said("title")), new=True),
        None,
        address("owners.role", name=name),
        lambda errors: _list(draft, errors),
    )


@BLUEPRINT.get(_ROLE)
def role(draft_id: int, name: str) -> ResponseReturnValue:
    """One role."""
    return _role(opened(draft_id), name, {})


@BLUEPRINT.post(_ROLE)
def change_role(draft_id: int, name: str) -> ResponseReturnValue:
    """Keep its title and what it means."""
    draft = opened(draft_id)
    typed = RoleTyped(said("title"), frozenset(many("flags")))
    return kept(
        draft,
        lambda files: role_said(files, draft.yaml, name, typed),
        entry_scope(draft, ("roles", name)),
        address(TAB),
        lambda errors: _role(draft, name, errors),
    )


@BLUEPRINT.post(f"{_ROLE}/remove")
def remove_role(draft_id: int, name: str) -> ResponseReturnValue:
    """A role less; steps that still name it are told by the check."""
    draft = opened(draft_id)
    scope = entry_scope(draft, ("roles", name))
    return kept(draft, lambda files: role_removed(files, draft.yaml, name), scope, address(TAB))


@BLUEPRINT.get(f"{DRAFT}/new-separation")
def new_separation(draft_id: int) -> ResponseReturnValue:
    """An empty form for a separation."""
    return _separation(opened(draft_id), None, {})


@BLUEPRINT.post(f"{DRAFT}/new-separation")
def add_separation(draft_id: int) -> ResponseReturnValue:
    """A separation more."""
    return _keep_separation(opened(draft_id), None)


@BLUEPRINT.get(_SEPARATION)
def separation(draft_id: int, place: int) -> ResponseReturnValue:
    """One separation."""
    return _separation(opened(draft_id), place, {})


@BLUEPRINT.post(_SEPARATION)
def change_separation(draft_id: int, place: int) -> ResponseReturnValue:
    """Keep what was typed of it."""
    return _keep_separation(opened(draft_id), place)


@BLUEPRINT.post(f"{_SEPARATION}/remove")
def remove_separation(draft_id: int, place: int) -> ResponseReturnValue:
    """A separation less."""
    draft = opened(draft_id)
    return kept(
        draft,
        lambda files: separation_removed(files, draft.yaml, place),
        entry_scope(draft, ("separations", place)),
        address(TAB),
    )


def _keep_separation(draft: Draft, place: int | None) -> ResponseReturnValue:
    return kept(
        draft,
        lambda files: separation_said(files, draft.yaml, place, _typed()),
        None if place is None else entry_scope(draft, ("separations", place)),
        address(TAB),
        lambda errors: _separation(draft, place, errors),
    )


def _list(draft: Draft, errors: Mapping[str, str]) -> str:
    about = declared(draft)
    titles = {o.value: o.words for o in choosing.capacities(about)}
    return page(
        "owners/roles.html",
        draft,
        TAB,
        about=about,
        steps={name: _steps(about, name) for name in about.roles},
        tasks={task.id: task.name or task.id for task in about.tasks},
        own=_own(draft, about),
        titles=titles,
        flags=FLAGS,
        grades=GRADES,
        errors=errors,
    )


def _steps(about: Declared, role: str) -> list[str]:
    """The steps that a role may do."""
    named = (t for t in about.tasks if role in t.attributes.get("role", "").split())
    return list(dict.fromkeys(task.name or task.id for task in named))


def _own(draft: Draft, about: Declared) -> set[str]:
    """The roles that stand in procedure.yaml itself."""
    tree = procedure_tree(draft)
    entries = {name: entry_at(tree, f"roles.{name}") for name in about.roles}
    return {name for name, entry in entries.items() if entry and entry.file == draft.yaml}


def _role(draft: Draft, name: str, errors: Mapping[str, str]) -> str:
    about = declared(draft)
    if name not in _own(draft, about):
        raise NotFound("There is no such role in this draft.")
    one = about.roles[name]
    chosen = [flag for flag in FLAGS if getattr(one, flag)]
    sent = request.method == "POST"
    return page(
        "owners/role.html",
        draft,
        TAB,
        one=one,
        title=said("title") if sent else one.title,
        chosen=many("flags") if sent else chosen,
        flags=FLAGS,
        steps=_steps(about, name),
        errors=errors,
        seen=seen(draft, entry_scope(draft, ("roles", name))),
    )


def _separation(draft: Draft, place: int | None, errors: Mapping[str, str]) -> str:
    about = declared(draft)
    if place is not None and place >= len(about.separations):
        raise NotFound("There is no such separation in this draft.")
    typed = _typed() if request.method == "POST" else _written(about, place)
    scope = entry_scope(draft, ("separations", place if place is not None else -1))
    return page(
        "owners/separation.html",
        draft,
        TAB,
        typed=typed,
        place=place,
        people=choosing.people(about),
        roles=[(role.id, role.title) for role in about.roles.values()],
        tasks=[("", "Choose a step"), *((t.id, t.name or t.id) for t in about.tasks)],
        grades=GRADES,
        errors=errors,
        seen=seen(draft, scope) if place is not None else "",
    )


def _typed() -> SeparationTyped:
    return SeparationTyped(
        id=said("id"),
        kind=said("kind") or "both",
        never_both=many("never_both"),
        task=said("task"),
        roles=many("roles"),
        never=many("never"),
        grade=said("grade"),
        say=said("say"),
        source=said("source"),
    )


def _written(about: Declared, place: int | None) -> SeparationTyped:
    if place is None:
        taken = {each.id for each in about.separations}
        return SeparationTyped(
            id=next(n for n in (f"R{i}" for i in range(1, 999)) if n not in taken)
        )
    one: Separation = about.separations[place]
    kind = "both" if one.never_both else "task" if one.task else "roles"
    return SeparationTyped(
        one.id, kind, one.never_both, one.task or "", one.roles, one.never, one.grade or "",
        one.say, one.source,
    )  # fmt: skip
