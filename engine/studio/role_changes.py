"""What is typed about roles and separations, as changes of procedure.yaml. Raises FormErrors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue.kinds import is_dashed
from engine.catalogue.rewriting import drop, insert, put, value_at
from engine.catalogue.rewriting.spots import has
from engine.errors import FormErrors, NotFound

Files = Mapping[str, str]
#: the flags of a role, in words
FLAGS: Mapping[str, str] = {
    "confidential": "What they write stays among those who hold confidential roles",
    "outside": "People who are not employees may hold it",
    "registrar": "They keep the register of those people, and are told what is nobody’s step",
    "letters_only": "Of a case they know what letters said, not what the person wrote",
}
GRADES: Mapping[str, str] = {
    "": "Grades do not matter",
    "not_junior": "The later one may not be of a lower grade",
    "senior": "The later one must be of a higher grade",
    "from_profile": "As the council’s profile says",
}


@dataclass(frozen=True, slots=True)
class RoleTyped:
    """What was typed of a role."""

    title: str = ""
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SeparationTyped:
    """What was typed of a separation. ``kind``: ``both``, ``task`` or ``roles``."""

    id: str = ""
    kind: str = "both"
    never_both: tuple[str, ...] = ()
    task: str = ""
    roles: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    grade: str = ""
    say: str = ""
    source: str = ""


def role_said(
    files: Files, file: str, name: str, typed: RoleTyped, *, new: bool = False
) -> Mapping[str, str]:
    """A role with its title and flags."""
    if not typed.title.strip():
        raise FormErrors({"title": "Say what the role is called."})
    text, path = files[file], ("roles", name)
    if new and has(text, path):
        raise FormErrors({"title": "There is a role of that name already."})
    old = value_at(text, path, {})
    said: dict[str, object] = {"title": typed.title.strip()}
    said |= {flag: True for flag in FLAGS if flag in typed.flags}
    rest = old.items() if isinstance(old, dict) else ()
    said |= {key: value for key, value in rest if key != "title" and key not in FLAGS}
    return {file: put(text, path, said)}


def role_removed(files: Files, file: str, name: str) -> Mapping[str, str]:
    """Without that role."""
    return {file: drop(files[file], ("roles", name))}


def separation_said(
    files: Files, file: str, place: int | None, typed: SeparationTyped
) -> Mapping[str, str]:
    """A separation; a new one at the end where there is no place."""
    text = files[file]
    listed = value_at(text, ("separations",), [])
    there = listed if isinstance(listed, list) else []
    if place is not None and place >= len(there):
        raise NotFound("There is no such separation in this draft.")
    _judge(typed, [each for number, each in enumerate(there) if number != place])
    old = there[place] if place is not None and isinstance(there[place], dict) else {}
    said = _said(old, typed)
    if place is not None:
        return {file: put(text, ("separations", place), said)}
    if not there:
        return {file: put(text, ("separations",), [said])}
    return {file: insert(text, ("separations",), len(there), said)}


def separation_removed(files: Files, file: str, place: int) -> Mapping[str, str]:
    """Without that separation."""
    return {file: drop(files[file], ("separations", place))}


def _judge(typed: SeparationTyped, others: Sequence[object]) -> None:
    """Raises FormErrors with a sentence for each box that is wrong."""
    names = [each.get("id") for each in others if isinstance(each, dict)]
    fault = is_dashed(typed.id)
    faults = (
        ("never_both", typed.kind == "both" and len(typed.never_both) < 2,
         "Choose at least two that one person may not both be."),
        ("task", typed.kind == "task" and not typed.task, "Choose the step."),
        ("roles", typed.kind == "roles" and not typed.roles, "Choose the roles."),
        ("never", typed.kind != "both" and not typed.never, "Choose who may not do it."),
        ("say", not typed.say.strip(), "Write the sentence that whoever is refused reads."),
        ("source", not typed.source.strip(),
         "Where does it say so? Name the law or policy, or “setting”."),
        ("id", bool(fault), f"Give it a short name, such as R6. {fault}"),
        ("id", typed.id in names, "Another separation has that name."),
    )  # fmt: skip
    errors = {box: sentence for box, wrong, sentence in faults if wrong}
    if errors:
        raise FormErrors(errors)


def _said(old: Mapping[str, object], typed: SeparationTyped) -> dict[str, object]:
    """In the order in which separations are written; lists keep the order that they have."""
    said: dict[str, object] = {"id": typed.id}
    if typed.kind == "both":
        said["never_both"] = _in_order(old.get("never_both"), typed.never_both)
        if typed.grade:
            said["grade"] = typed.grade
    elif typed.kind == "task":
        said |= {"task": typed.task, "never": _in_order(old.get("never"), typed.never)}
    else:
        said["roles"] = _in_order(old.get("roles"), typed.roles)
        said["never"] = _in_order(old.get("never"), typed.never)
    return {**said, "say": " ".join(typed.say.split()), "source": typed.source.strip()}


def _in_order(old: object, chosen: Sequence[str]) -> list[str]:
    there = old if isinstance(old, list) else [old] if isinstance(old, str) else []
    kept = [each for each in there if each in chosen]
    return kept + [each for each in chosen if each not in kept]
