"""The kinds of event that clocks, guards and copies read of a ledger; not contacts and notes.

A long history then costs a verb nothing: the rest of the ledger stays in the cupboard.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress

from engine import expressions
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.deadlines.moves import MOVED, STAYS
from engine.deadlines.rules import OF_LETTERS, ClockRule
from engine.errors import BadInput

_KEPT: dict[tuple[str, str], frozenset[str]] = {}


def kinds_read(procedure: Procedure, profile: Profile) -> frozenset[str]:
    """The kinds that matter to a case of this version under this profile."""
    key = (procedure.version, profile.version)
    if key not in _KEPT:
        kinds = {"run_cut", "withdrawn", "received", MOVED, *STAYS}
        kinds |= {f"{became} {c}" for became in OF_LETTERS for c in procedure.letters}
        kinds |= procedure.afresh | set(_asked_by_guards(procedure))
        for copies in procedure.copies.values():
            kinds |= {*copies.stops_at, *copies.goes_on_at}
        for rule in profile.clocks.get(procedure.id, {}).values():
            kinds |= set(_read_by(rule))
        _KEPT[key] = frozenset(kinds)
    return _KEPT[key]


def _read_by(rule: ClockRule) -> Iterator[str]:
    yield from (f"{verb} {rule.name}" for verb in ("extended", "paused", "resumed", "not_needed"))
    for start in rule.starts:
        yield from (name for name in (start.event, start.as_of) if name)
    for pause in rule.pauses:
        yield from (pause.since, pause.until)
    yield from rule.met_by
    yield from rule.stops_at


def _asked_by_guards(procedure: Procedure) -> Iterator[str]:
    """Every event that a guard names: ``happened('event')``."""
    for text in _guards(procedure):
        with suppress(BadInput):  # derivations have short forms that are no expressions
            yield from _happened(expressions.parse(text).tree)


def _happened(tree: ast.expr) -> Iterator[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "happened":
            yield from (str(arg.value) for arg in call.args if isinstance(arg, ast.Constant))


def _guards(procedure: Procedure) -> Iterator[str]:
    for action in procedure.any_time.values():
        yield action.when or ""
    for variable in procedure.variables.values():
        yield variable.derivation or ""
    for letter in procedure.letters.values():
        yield from letter.signpost
    for form in procedure.forms.values():
        for each in form.fields:
            yield from (each.when or "", *each.only.values())
            for asked in (each, *each.columns):
                yield asked.required if isinstance(asked.required, str) else ""
        yield from (needed.when for needed in form.requires)
