"""What is typed about what may be done at any time, as changes of procedure.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue.kinds import is_name, titled
from engine.catalogue.rewriting import drop, put, value_at
from engine.catalogue.rewriting.spots import has
from engine.errors import FormErrors
from engine.studio.picking import NOTHING, Picked, rewritten

Files = Mapping[str, str]
#: the flags of an action, in words
FLAGS: Mapping[str, str] = {
    "afresh": "The case begins again, closed or not, as often as need be",
    "survives": "It goes on when another action ends the case",
    "again": "It may begin while the same one goes on",
}


@dataclass(frozen=True, slots=True)
class ActionTyped:
    """What was typed of an action. ``what``: ``record``, ``entry`` or ``run``."""

    title: str = ""
    by: tuple[str, ...] = ()
    when: Picked = NOTHING
    say: str = ""
    form: str = ""
    what: str = "record"
    entry: str = ""
    run: str = ""
    ends_case: bool = False
    flags: frozenset[str] = frozenset()
    clocks: Mapping[str, tuple[str, ...]] | None = None  # clock -> its late steps


_BOXES = ("title", "by", "when", "say", "form", "entry", "run", "ends", "clocks", *FLAGS)


def action_said(
    files: Files, file: str, name: str, typed: ActionTyped, joined: Mapping[str, object]
) -> Mapping[str, str]:
    """An action with what was typed. ``joined``: as it is with what the procedure shares; what
    that says already is not written again.
    """
    _judge(typed)
    text, path = files[file], ("any_time", name)
    old = value_at(text, path, {})
    own = old if isinstance(old, dict) else {}
    before = joined or own
    wanted = _wanted(before, typed)
    if before and "title" not in before and typed.title.strip() == titled(name):
        del wanted["title"]  # what it is called where nothing says it
    new = {key: value for key, value in wanted.items() if key in own or before.get(key) != value}
    new |= {key: value for key, value in own.items() if key not in _BOXES}
    _refuse_lost(before, own, wanted)
    if not new and not has(text, path):
        return {}
    return {file: put(text, path, new)}


def _refuse_lost(
    before: Mapping[str, object], own: Mapping[str, object], wanted: Mapping[str, object]
) -> None:
    """What the shared part of an action says can be said anew, but not taken out."""
    shown = [key for key in _BOXES if key in before and key not in wanted and key not in own]
    if shown:
        box = {"entry": "what", "run": "what"}.get(shown[0], shown[0])
        raise FormErrors(
            {
                box: "Every procedure shares this action, so this part of it can be changed "
                "here but not taken out."
            }
        )


def action_added(
    files: Files, file: str, name: str, typed: ActionTyped, taken: Sequence[str]
) -> Mapping[str, str]:
    """A new action."""
    if name in taken:
        raise FormErrors({"title": "There is an action of that name already."})
    return action_said(files, file, name, typed, {})


def action_removed(
    files: Files, file: str, name: str, *, shared: bool, own: bool
) -> Mapping[str, str]:
    """Without the action; one that is shared is named as not wanted."""
    text = files[file]
    if own:
        text = drop(text, ("any_time", name))
    if shared:
        path = ("shared", "everyday", "without")
        there = value_at(text, path, [])
        text = put(text, path, [*(there if isinstance(there, list) else []), name])
    return {file: text}


def _judge(typed: ActionTyped) -> None:
    faults = (
        ("title", not typed.title.strip(), "Say what the action is called."),
        ("by", not typed.by, "Choose who may do it."),
        ("entry", typed.what == "entry" and not typed.entry, "Choose where the case goes on."),
        ("run", typed.what == "run" and not typed.run, "Choose the side diagram."),
        ("say", bool(typed.when.clauses) and not typed.say.strip(),
         "Write the sentence that is read where it may not be done."),
        ("form", bool(typed.form and is_name(typed.form)), "Choose a form."),
    )  # fmt: skip
    errors = {box: sentence for box, wrong, sentence in faults if wrong}
    if errors:
        raise FormErrors(errors)


def _wanted(before: Mapping[str, object], typed: ActionTyped) -> dict[str, object]:
    """In the order in which actions are written."""
    guard = before.get("when")
    said: dict[str, object] = {"title": typed.title.strip()}
    said["by"] = _in_order(before.get("by"), typed.by)
    if typed.what == "entry":
        said["entry"] = typed.entry
    if typed.what == "run":
        said["run"] = typed.run
        if typed.ends_case:
            said["ends"] = "case"
    said |= {flag: True for flag in FLAGS if flag in typed.flags}
    if typed.clocks:
        said["clocks"] = _clocks(before.get("clocks"), typed.clocks)
    if typed.form:
        said["form"] = typed.form
    when = rewritten(guard if isinstance(guard, str) else None, typed.when)
    if when:
        said["when"] = when
    if typed.say.strip():
        said["say"] = " ".join(typed.say.split())
    return said


def _clocks(old: object, chosen: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Each clock with its late steps, as they were written where they are the same."""
    there = old if isinstance(old, dict) else {}
    found: dict[str, object] = {}
    for clock, steps in chosen.items():
        before = there.get(clock)
        same = [before] if isinstance(before, str) else before
        found[clock] = before if same == list(steps) else list(steps)
    return found


def _in_order(old: object, chosen: Sequence[str]) -> list[str]:
    there = old if isinstance(old, list) else [old] if isinstance(old, str) else []
    kept = [each for each in there if each in chosen]
    return kept + [each for each in chosen if each not in kept]
