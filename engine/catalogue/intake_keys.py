"""The keys ``intake`` and ``fits`` of procedure.yaml, and what is built of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.catalogue.coming_in import Fit, Intake, Wording
from engine.catalogue.keys import Key, KeyTable, Place, named, read_table, suggestion
from engine.catalogue.kinds import flag, is_name, name, text, words
from engine.catalogue.tree import Node, Table

#: What is asked of everybody who comes in, and may be put in a procedure's own words.
QUESTIONS = (
    *("text", "points", "service", "wanted", "happened_on", "known_on", "at_risk"),
    *("documents", "representative", "help", "name", "contact", "address"),
)
#: Those that a procedure may leave out.
SKIPPED = tuple(q for q in QUESTIONS if q not in ("text", "name", "contact"))

WORDING: KeyTable = {"label": Key(text), "hint": Key(text)}


def _known(allowed: tuple[str, ...], said: str, node: Node, place: Place) -> None:
    if said not in allowed:
        fix = suggestion(said, allowed, "Questions that may stand here")
        place.note(node, f"There is no question “{said[:60]}” here.", fix, "reference")


def _wording(question: str, node: Node, place: Place) -> Wording:
    _known(QUESTIONS, question, node, place)
    return Wording(**read_table(node, place, WORDING))


def _skips(node: Node, place: Place) -> tuple[str, ...]:
    left_out = words(node, place)
    for question in left_out:
        _known(SKIPPED, question, node, place)
    return left_out


def fits_in(given: Mapping[str, Any], node: Node, place: Place) -> None:
    """Note what the front door names and the procedure does not have: its form, its recorders."""
    made = given.get("intake", Intake())
    names: tuple[tuple[str, tuple[str, ...], Iterable[str]], ...] = (
        ("form", (made.form,) if made.form else (), given.get("forms", ())),
        ("recorded_by", made.recorded_by, given.get("roles", ())),
    )
    for key, named_there, known in names:
        for word in named_there:
            if word not in known:
                fix = suggestion(word, known)
                spot = place.at("intake").at(key)
                spot.note(_entry(node, key), f"There is no “{word}” here.", fix, "reference")


def _entry(node: Node, key: str) -> Node:
    for step in ("intake", key):
        if isinstance(node, Table) and step in node.entries:
            node = node.entries[step].node
    return node


INTAKE: KeyTable = {
    "residents": Key(flag),
    "title": Key(text),
    "intro": Key(text),
    "form": Key(name),
    "recorded_by": Key(words),
    "complainant": Key(text),
    "words": Key(named(_wording, is_name)),
    "skips": Key(_skips),
}
FIT: KeyTable = {
    "id": Key(name, required=True),
    "ask": Key(text, required=True),
    "no_say": Key(text, required=True),
    "source": Key(text),
}


def intake(node: Node, place: Place) -> Intake:
    """The front door."""
    return Intake(**read_table(node, place, INTAKE))


def fit(node: Node, place: Place) -> Fit:
    """One question of ``fits``."""
    return Fit(**read_table(node, place, FIT))
