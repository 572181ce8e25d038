"""Compares what was promised and asked in a case with what a scenario expects of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from engine.desk.dated_action_views import DatedActionView
from engine.desk.views import CaseFile


def action_called(file: CaseFile, words: str) -> DatedActionView | None:
    """The open action whose text contains these words, one's own first; capitals do not matter."""
    wanted = words.lower()
    is_open = (each for each in file.dated if each.state == "open")
    fitting = [each for each in is_open if wanted in each.text.lower()]
    return min(fitting, key=lambda each: not each.mine, default=None)


def check_actions(file: CaseFile, rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Every difference, in words. Exactly these are expected, in any order."""
    left, found = list(file.dated), []
    for row in rows:
        words = str(row.get("text", "")).lower()
        fitting = [each for each in left if words in each.text.lower()]
        if not fitting:
            found.append(f"there is no action “{row.get('text', '')}”.")
            continue
        best = min(fitting, key=lambda each: len(_differences(each, row)))
        left.remove(best)
        found += _differences(best, row)
    return found + [f"there is an action “{each.text}” that is not expected." for each in left]


def _differences(action: DatedActionView, row: Mapping[str, object]) -> list[str]:
    now: Mapping[str, object] = {
        "due": _day(action.due_on),
        "done": "given up" if action.state == "given_up" else _day(action.done_on),
        "kind": action.kind,
        "owner": action.owner,
        "late": action.late,
        "chased": action.chased,
        "response": action.response or "none",
    }
    return [
        f"action “{action.text}”: {key} is {value}, not {row[key]}."
        for key, value in now.items()
        if key in row and not _same(value, row[key])
    ]


def _day(on: date | None) -> str:
    return "no" if on is None else on.isoformat()


def _same(value: object, wanted: object) -> bool:
    """``done`` may be a date, true or false; no date is ``none``."""
    if isinstance(value, str) and isinstance(wanted, bool):
        return (value not in ("no", "given up")) is wanted
    if value == "no":
        return wanted in (None, "none", "no")
    return str(value).replace("_", " ") == str(wanted).replace("_", " ")
