"""Where in a draft a problem is mended, and how its place is called."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app, url_for

from engine.errors import Problem
from engine.studio.drafts import Draft

#: what of procedure.yaml a problem is about -> its own page, and the page of all
MENDED = {
    "forms": ("owners.form", "owners.forms"),
    "variables": ("owners.variable", "owners.forms"),
    "clocks": ("owners.clock", "owners.clocks"),
    "letters": ("owners.letter_duty", "owners.letters"),
    "sample": ("", "owners.letters"),
    "roles": ("", "owners.roles"),
    "separations": ("", "owners.roles"),
    "any_time": ("", "owners.actions"),
}


def place_of(problem: Problem) -> str:
    """``procedure.yaml, line 12: forms.triage``."""
    file = problem.file.rpartition("/")[2]
    line = f", line {problem.line}" if problem.line else ""
    return f"{file}{line}" + (f": {problem.element}" if problem.element else "")


def where_of(draft: Draft, problem: Problem) -> str:
    """The page of the draft where it is mended; the draft's own where there is none."""
    own = f"processes/{draft.of}/"
    if problem.file.endswith(".bpmn"):
        name = problem.file.removeprefix(own).removeprefix("processes/")
        anchor = problem.element or None
        return url_for("owners.diagram", draft_id=draft.id, name=name, _anchor=anchor)
    kind, _, name = problem.element.partition(".")
    if problem.file.startswith("letters/"):
        kind = "letters"
        name = problem.file.rpartition("/")[2].removesuffix(".md.j2")
        return _first(draft.id, name, ("owners.letter", "owners.letters"))
    if problem.file.startswith("processes/profiles/"):
        name = name.rpartition(".")[2]
        return _first(draft.id, name if kind == "clocks" else "", MENDED["clocks"])
    return _first(draft.id, re.split(r"[.\[]", name)[0], MENDED.get(kind, ("", "")))


def page_of(endpoint: str, draft_id: int, name: str = "") -> str:
    """The address of a draft's page about one thing, or all; empty where there is no such page."""
    known = endpoint in current_app.view_functions
    for rule in current_app.url_map.iter_rules(endpoint) if known else ():
        asked = sorted(rule.arguments - {"draft_id"})
        if "GET" in (rule.methods or ()) and len(asked) == (1 if name else 0):
            values: dict[str, Any] = dict.fromkeys(asked, name)
            return url_for(endpoint, draft_id=draft_id, **values)
    return ""


def _first(draft_id: int, name: str, endpoints: tuple[str, str]) -> str:
    one, everything = endpoints
    found = page_of(one, draft_id, name) if name else ""
    return found or page_of(everything, draft_id) or page_of("owners.draft", draft_id)
