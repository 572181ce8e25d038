"""How each form of the studio changes a draft: what it showed, what was typed, what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.catalogue.generations import file_of
from engine.catalogue.rewriting import Path, text_at
from engine.errors import BadFiles, BadInput, FormErrors, NotFound, Problem
from engine.studio import drafts, judging
from engine.studio.drafts import Draft, fingerprint_of
from engine.studio.picking import ALL, ANY, Clause, Picked
from web.guards import actor, office

DRAFT = "/drafts/<int(max=2147483647):draft_id>"
_STEPS = re.compile(r"[.\[]")
Files = Mapping[str, str]
Change = Callable[[Files], Mapping[str, str | None]]
Scope = Callable[[Files], str]


def opened(draft_id: int) -> Draft:
    """The draft of that number."""
    return drafts.read(office(), actor(), draft_id)


def problems_of(draft: Draft) -> tuple[Problem, ...]:
    """Everything that the check finds in it."""
    return judging.report_of(office(), draft).problems


class Placed(tuple[Problem, ...]):
    """Problems that can be asked for by the place that they are about: pages ask for each row."""

    @cached_property
    def _places(self) -> Mapping[str, list[Problem]]:
        found: dict[str, list[Problem]] = {}
        for problem in self:
            ends = (each.start() for each in _STEPS.finditer(problem.element))
            for end in (*ends, len(problem.element)):
                found.setdefault(problem.element[:end], []).append(problem)
        return found

    def at(self, path: str) -> list[Problem]:
        """Those about the entry at a path, or about what stands in it."""
        return self._places.get(path, [])


def page(template: str, draft: Draft, tab: str, **shown: object) -> str:
    """A page of a draft. ``tab``: the endpoint of the tab that it belongs to."""
    given: dict[str, Any] = {"errors": {}, **shown}
    if "problems" not in given:
        given["problems"] = problems_of(draft)
    given["problems"] = Placed(given["problems"])
    editable = draft.status in ("open", "waiting")
    return render_template(template, draft=draft, here=tab, editable=editable, **given)


def entry_scope(draft: Draft, *paths: Path, profile: Path = ()) -> Scope:
    """The text of these entries of procedure.yaml, and of one of the council's profile."""

    def text_of(files: Files) -> str:
        said = [_text(files, draft.yaml, path) for path in paths]
        if profile:
            said.append(_text(files, file_of(draft.profile), profile))
        return "\n".join(said)

    return text_of


def _text(files: Files, file: str, path: Path) -> str:
    try:
        return text_at(files.get(file, ""), path)
    except (BadFiles, NotFound):
        return files.get(file, "")


def seen(draft: Draft, scope: Scope) -> str:
    """What a page carries to say which text it showed."""
    return fingerprint_of(scope(draft.files))


def kept(
    draft: Draft,
    change: Change,
    scope: Scope | None,
    to: Callable[[int], str],
    render: Callable[[Mapping[str, str]], str] | None = None,
) -> ResponseReturnValue:
    """Keep a change and go on; where it cannot be kept, show the page again with each reason."""
    try:
        done = drafts.rewrite(
            office(), actor(), draft.id, change, scope, request.form.get("seen", "")
        )
    except FormErrors as wrong:
        if render is None:
            raise
        return render(wrong.errors), 422
    except BadInput as wrong:
        if render is None:
            raise
        return render({"whole": str(wrong)}), 422
    if done.split:
        flash(
            f"Somebody else changed this while you did. Nothing is lost: draft {draft.id} has "
            f"what they wrote, and this is draft {done.draft_id} with what you wrote.",
            "refused",
        )
    else:
        flash("Kept in the draft.", "done")
    return redirect(to(done.draft_id))


def address(endpoint: str, **values: object) -> Callable[[int], str]:
    """The address of a page of whichever draft now holds the change."""
    return lambda draft_id: url_for(endpoint, draft_id=draft_id, **values)  # type: ignore[arg-type]


def ticked(name: str) -> bool:
    """Whether a box was ticked."""
    return request.form.get(name, "") not in ("", "no")


def said(name: str) -> str:
    """What was typed, without blanks around it."""
    return request.form.get(name, "").replace("\r\n", "\n").strip()


def many(name: str) -> tuple[str, ...]:
    """What was chosen, each once, empty ones left out."""
    return tuple(dict.fromkeys(each for each in request.form.getlist(name) if each.strip()))


def picked(name: str) -> Picked:
    """The condition that was put together in the boxes of a picker."""
    atoms = request.form.getlist(f"{name}-atom")
    holds = request.form.getlist(f"{name}-holds")
    clauses = tuple(
        Clause(atom, said != "no") for atom, said in zip(atoms, holds, strict=False) if atom
    )
    return Picked(ANY if request.form.get(f"{name}-join") == ANY else ALL, clauses)
