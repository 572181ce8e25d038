"""The diagram editor of a draft: its page, and what it asks of the server while one draws.

The editor speaks with the server in data; a refusal is data too, with the sentence of the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from engine.catalogue.everyday import SHARED
from engine.catalogue.text_files import clean_text
from engine.errors import BadInput, NotFound, Problem, RedressError
from engine.studio import declaring, drafts, judging, tidying
from engine.studio.drafts import Draft
from engine.studio.owners import require_owner
from engine.studio.vocabulary import process_of, vocabulary_of
from web.errors import status_of
from web.forms import words
from web.guards import POLICY, actor, office
from web.owners import mending
from web.owners.area import BLUEPRINT

P = ParamSpec("P")
DRAFT = "/drafts/<int(max=2147483647):draft_id>"
MAIN = "procedure.bpmn"
LINKED = ("forms", "clocks", "letters", "roles")
#: the editor runs scripts of ours, has letters of its own for symbols, and styles its shapes
EDITOR_POLICY = POLICY.replace(
    "style-src 'self';",
    "script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self';"
    " connect-src 'self';",
)


def data(view: Callable[P, Mapping[str, Any]]) -> Callable[P, ResponseReturnValue]:
    """A view that answers the editor; what is refused is told in its sentence."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        try:
            return dict(view(*args, **kwargs))
        except RedressError as error:
            return {"said": str(error)}, status_of(error)

    return answer


@BLUEPRINT.get(f"{DRAFT}/diagram")
@BLUEPRINT.get(f"{DRAFT}/diagram/<path:name>")
def diagram(draft_id: int, name: str = MAIN) -> ResponseReturnValue:
    """A diagram of the draft, to be drawn."""
    draft = drafts.read(office(), actor(), draft_id)
    file = _file(draft, name)
    answer = make_response(
        render_template(
            "owners/diagram.html",
            draft=draft,
            name=name,
            names=_names(draft),
            config=_config(draft, name, file),
        )
    )
    answer.headers["Content-Security-Policy"] = EDITOR_POLICY
    return answer


@BLUEPRINT.put(f"{DRAFT}/diagram/<path:name>")
@data
def save_diagram(draft_id: int, name: str) -> Mapping[str, Any]:
    """Keep what was drawn; what somebody else drew meanwhile is kept beside it."""
    sent = _sent("xml", "seen")
    file = _file(drafts.read(office(), actor(), draft_id), name)
    texts, seen = {file: sent["xml"]}, {file: sent["seen"]}
    kept = drafts.keep(office(), actor(), draft_id, texts, seen)
    at = words.hour(office().clock.now())
    answer = {"seen": kept.fingerprints[file], "at": at, "split": kept.split}
    return answer | (_ways(kept.draft_id, name) if kept.split else {})


@BLUEPRINT.get(f"{DRAFT}/problems")
@data
def diagram_problems(draft_id: int) -> Mapping[str, Any]:
    """What the check says of the draft as it is kept now, and what its diagrams can name."""
    draft = drafts.read(office(), actor(), draft_id)
    report = judging.report_of(office(), draft)
    return {
        "problems": [_problem(draft, each) for each in report.problems],
        "vocabulary": vocabulary_of(draft.of, draft.files).as_data(),
        "token": generate_csrf(),
    }


@BLUEPRINT.post(f"{DRAFT}/tidy")
@data
def tidy_diagram(draft_id: int) -> Mapping[str, Any]:
    """Where everything on a sheet would stand if it were drawn afresh; nothing is kept."""
    require_owner(actor())
    sent = _sent("xml", "sheet")
    return tidying.picture_of(sent["xml"], sent["sheet"])


@BLUEPRINT.post(f"{DRAFT}/declare")
@data
def declare(draft_id: int) -> Mapping[str, Any]:
    """A form or a letter more, for a step that has none; and what can be named then."""
    sent = _sent("kind", "title")
    make = {"form": declaring.form_for, "letter": declaring.letter_for}.get(sent["kind"])
    if make is None or not sent["title"].strip():
        raise BadInput("Give the step a name first.")
    draft = drafts.read(office(), actor(), draft_id)
    name, change = make(draft, " ".join(sent["title"].split())[:120])
    drafts.rewrite(office(), actor(), draft_id, change)
    draft = drafts.read(office(), actor(), draft_id)
    return {"id": name, "vocabulary": vocabulary_of(draft.of, draft.files).as_data()}


def _config(draft: Draft, name: str, file: str) -> dict[str, Any]:
    vocabulary = vocabulary_of(draft.of, draft.files).as_data()
    return {
        "xml": draft.files[file],
        "file": file,
        "seen": draft.fingerprint(file),
        "token": generate_csrf(),
        "said": f"Last changed {words.moment(draft.changed_at)}",
        "vocabulary": vocabulary,
        "links": _links(draft.id),
        **_ways(draft.id, name),
    }


def _ways(draft_id: int, name: str) -> dict[str, str]:
    return {
        "page": url_for("owners.diagram", draft_id=draft_id, name=name),
        "save": url_for("owners.save_diagram", draft_id=draft_id, name=name),
        "check": url_for("owners.diagram_problems", draft_id=draft_id),
        "tidy": url_for("owners.tidy_diagram", draft_id=draft_id),
        "declare": url_for("owners.declare", draft_id=draft_id),
    }


def _links(draft_id: int) -> dict[str, str]:
    """The pages of what a diagram names, as far as there are such pages."""
    pages = {name: mending.page_of(f"owners.{name}", draft_id) for name in LINKED}
    one = {"form": "FORM", "letter": "CODE", "clock": "CLOCK"}
    pages |= {
        name: mending.page_of(f"owners.{name}", draft_id, mark) for name, mark in one.items()
    }
    return {name: url for name, url in pages.items() if url}


def _drawn(draft: Draft) -> list[str]:
    """The diagrams of the draft by the name that the address has."""
    own = f"processes/{draft.of}/"
    names = [
        file.removeprefix(own).removeprefix("processes/")
        for file in draft.files
        if file.startswith((own, SHARED)) and file.endswith(".bpmn")
    ]
    return sorted(names, key=lambda name: (name != MAIN, name))


def _names(draft: Draft) -> dict[str, str]:
    """What each diagram is called."""
    return {name: process_of(draft.files[_file(draft, name)]).title for name in _drawn(draft)}


def _file(draft: Draft, name: str) -> str:
    if name not in _drawn(draft):
        raise NotFound(f"This draft has no diagram {name[:120]}.")
    return f"processes/{name}" if name.startswith("shared/") else f"processes/{draft.of}/{name}"


def _problem(draft: Draft, problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "file": problem.file,
        "element": problem.element,
        "reason": problem.reason,
        "fix": problem.fix,
        "serious": problem.serious,
        "place": mending.place_of(problem),
        "url": mending.where_of(draft, problem),
    }


def _sent(*names: str) -> dict[str, str]:
    try:
        given = request.get_json(silent=True)
    except RecursionError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(given.get(n), str) for n in names):
        raise BadInput("What the page sent could not be read. Reload the page and try again.")
    problems: list[Problem] = []
    clean = {name: clean_text(given[name], "What the page sent", problems) for name in names}
    if problems:
        raise BadInput(" ".join(f"{each.file}: {each.reason} {each.fix}" for each in problems))
    return {name: text for name, text in clean.items() if text is not None}
