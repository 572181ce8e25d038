"""Reads what was filled in on a form: typed values, or a sentence for each field that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine import expressions
from engine.catalogue.definition import Field, Form
from engine.errors import FormErrors
from engine.working_days import long_date

Functions = Mapping[str, Callable[..., object]]

#: the findings a point may have (procedures: "Outcome vocabulary")
FINDINGS = ("upheld", "partly_upheld", "not_upheld")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a form is read against. ``points``: the case's ids."""

    today: date
    variables: Mapping[str, object] = field(default_factory=dict)
    functions: Functions = field(default_factory=dict)
    points: Sequence[str] = ()
    may_be_chosen: Callable[[int, str | None], bool] = lambda _officer, _role: False


class _Wrong(Exception):
    """A value that cannot be used; the message is for the person who typed it."""


def shown(form_field: Field, values: Mapping[str, object], asking: Asking) -> bool:
    """Whether a field is asked, given the answers before it."""
    if form_field.when is None:
        return True
    return _holds(form_field.when, values, asking)


def read_answers(form: Form, raw: Mapping[str, object], asking: Asking) -> dict[str, object]:
    """Typed values by field id; FormErrors names every field that is wrong.

    Dates come out as ``date``, officers as their id, findings as ``{p1: {finding, reason, …}}``.
    """
    values: dict[str, object] = {}
    errors = {
        name: f"This form has no field called “{name}”."
        for name in raw
        if name not in {f.id for f in form.fields}
    }
    for each in form.fields:
        if not shown(each, values, asking):
            continue
        try:
            value = _READERS[each.type](each, raw.get(each.id), asking)
            _check(each, value, values, asking)
        except _Wrong as wrong:
            errors[each.id] = str(wrong)
            continue
        if value not in (None, "", [], {}):
            values[each.id] = value
        elif each.default is not None:
            values[each.id] = each.default
    if errors:
        raise FormErrors(errors)
    return values


def barred_choices(form: Form, asking: Asking) -> dict[str, dict[str, str]]:
    """For each field, the choices that cannot be made now, and why."""
    barred: dict[str, dict[str, str]] = {}
    for each in form.fields:
        for choice, guard in each.only.items():
            if not _holds(guard, {}, asking):
                barred.setdefault(each.id, {})[choice] = _why_not(each, choice)
    return barred


def _check(each: Field, value: object, values: Mapping[str, object], asking: Asking) -> None:
    if value in (None, "", [], {}):
        required = each.required
        if isinstance(required, str):
            required = _holds(required, values, asking)
        if required and each.default is None:
            raise _Wrong(_missing(each))
        value = each.default
    guard = each.only.get(value) if isinstance(value, str) else None
    if guard is not None and not _holds(guard, values, asking):
        raise _Wrong(_why_not(each, str(value)))
    if isinstance(value, date):
        _check_date(each, value, asking)


def _check_date(each: Field, value: date, asking: Asking) -> None:
    if each.after == "today" and value <= asking.today:
        raise _Wrong(f"{each.label} must be after today, {long_date(asking.today)}.")
    if each.until == "today" and value > asking.today:
        raise _Wrong(f"{each.label} must be today or in the past.")


def _missing(each: Field) -> str:
    label = each.label.rstrip("?.")
    if each.type in ("choice", "officer", "bool"):
        return f"Select an answer: {label}."
    return f"Enter an answer: {label}."


def _why_not(each: Field, choice: str) -> str:
    said = each.only_say.get(choice)
    label = next((c.label for c in each.choices if c.value == choice), choice)
    return said or f"“{label}” is not possible in this case now."


def _holds(text: str, values: Mapping[str, object], asking: Asking) -> bool:
    names = {**asking.variables, **values}
    expression = expressions.parse(text)
    known = {name: names.get(name) for name in expression.names}
    return bool(expression.value(known, asking.functions))


def _text(each: Field, raw: object, _asking: Asking) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise _Wrong(f"{each.label} must be text.")
    text = raw.replace("\r\n", "\n").strip()
    if len(text) > each.most:
        raise _Wrong(f"{each.label} must be {each.most} characters or fewer.")
    if not can_be_kept(text):
        raise _Wrong(f"{each.label} contains a character that cannot be kept.")
    return text


def can_be_kept(text: str) -> bool:
    """Whether every database takes the text: no NUL, and no half of a character."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _choice(each: Field, raw: object, _asking: Asking) -> str:
    if raw in (None, ""):
        return ""
    values = [c.value for c in each.choices]
    if raw not in values:
        raise _Wrong(f"{each.label}: choose one of {', '.join(values)}.")
    return str(raw)


def _bool(each: Field, raw: object, _asking: Asking) -> bool | None:
    if raw in (None, ""):
        return None
    if raw in (True, "true", "yes", "on"):
        return True
    if raw in (False, "false", "no", "off"):
        return False
    raise _Wrong(f"{each.label}: answer yes or no.")


def _date(each: Field, raw: object, _asking: Asking) -> date | None:
    if raw in (None, ""):
        return None
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise _Wrong(f"{each.label} must be a real date, like 27 3 2026.") from None


def _number(each: Field, raw: object, _asking: Asking) -> int | None:
    if raw in (None, ""):
        return None
    try:
        return int(str(raw))
    except ValueError:
        raise _Wrong(f"{each.label} must be a whole number.") from None


def _officer(each: Field, raw: object, asking: Asking) -> int | None:
    if raw in (None, ""):
        return None
    number = str(raw) if str(raw).isdecimal() and len(str(raw)) < 10 else "0"
    if not asking.may_be_chosen(int(number), each.role):
        raise _Wrong(f"{each.label}: choose an officer who has that role.")
    return int(str(raw))


def _points(each: Field, raw: object, asking: Asking) -> list[dict[str, str]]:
    if raw in (None, ""):
        return []
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise _Wrong(f"{each.label} must be a list of points.")
    found = [_one_point(each, item, asking) for item in raw]
    return [point for point in found if point["text"]]


def _one_point(each: Field, item: object, asking: Asking) -> dict[str, str]:
    if isinstance(item, Mapping):
        known = str(item.get("id") or "")
        if known and known not in asking.points:
            raise _Wrong(f"{each.label}: there is no point {known}.")
        return {"id": known, "text": _text(each, item.get("text"), asking)}
    return {"id": "", "text": _text(each, item, asking)}


def _add_points(each: Field, raw: object, asking: Asking) -> list[str]:
    return [point["text"] for point in _points(each, raw, asking)]


def _findings(each: Field, raw: object, asking: Asking) -> dict[str, dict[str, object]]:
    if raw in (None, ""):
        raw = {}
    if not isinstance(raw, Mapping):
        raise _Wrong(f"{each.label} must give a finding for each point.")
    strange = [point for point in raw if point not in asking.points]
    if strange:
        raise _Wrong(f"{each.label}: there is no point {', '.join(map(str, strange))}.")
    findings = {str(p): _one_finding(str(p), value, asking) for p, value in raw.items()}
    unanswered = [p for p in asking.points if not findings.get(p, {}).get("finding")]
    if unanswered:
        listed = ", ".join(p.removeprefix("p") for p in unanswered)
        raise _Wrong(f"Every point needs a finding. Still without one: point {listed}.")
    return findings


def _one_finding(point: str, value: object, asking: Asking) -> dict[str, object]:
    given: Mapping[str, object] = value if isinstance(value, Mapping) else {"finding": value}
    finding = given.get("finding") or ""
    number = point.removeprefix("p")
    if finding and finding not in FINDINGS:
        raise _Wrong(f"The finding on point {number} must be one of {', '.join(FINDINGS)}.")
    reason = str(given.get("reason") or "").strip()
    if finding and not reason:
        raise _Wrong(f"Give the reason for the finding on point {number}.")
    remedy_by = given.get("remedy_by") or None
    if remedy_by is not None and not isinstance(remedy_by, date):
        try:
            remedy_by = date.fromisoformat(str(remedy_by))
        except ValueError:
            raise _Wrong(
                f"The date of the remedy on point {number} must be a real date."
            ) from None
    return {
        "finding": finding,
        "reason": reason,
        "remedy": str(given.get("remedy") or "").strip(),
        "remedy_by": remedy_by,
    }


_READERS: Mapping[str, Callable[[Field, object, Asking], object]] = {
    "text": _text,
    "long_text": _text,
    "choice": _choice,
    "bool": _bool,
    "date": _date,
    "number": _number,
    "officer": _officer,
    "points": _points,
    "add_points": _add_points,
    "findings": _findings,
    "file": _text,
}
