"""One answer of a form as it was typed, read by its field's type, or why it cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.catalogue.definition import FOUND, Field
from engine.catalogue.sayings import about, must
from engine.working_days import FIRST_YEAR, LAST_YEAR

Functions = Mapping[str, Callable[..., object]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a form is read against.

    ``points``: the case's ids; ``set_aside``: those that get no finding here; ``promises``: the
    ids of its open dated actions; ``by_officer``: residents are not asked what is ``asked_of``
    officers.
    """

    today: date
    variables: Mapping[str, object] = field(default_factory=dict)
    functions: Functions = field(default_factory=dict)
    points: Sequence[str] = ()
    set_aside: frozenset[str] = frozenset()
    may_be_chosen: Callable[[int, str | None], bool] = lambda _officer, _role: False
    received_on: date | None = None
    promises: Callable[[], Sequence[str]] = tuple
    case_exists: Callable[[str], bool] = lambda _reference: False
    procedures: Callable[[], Sequence[str]] = tuple  # those that the council runs
    by_officer: bool = True
    sources: Mapping[str, str] = field(default_factory=dict)  # of the profile's values
    findings: Sequence[str] = FOUND  # what may be found on a point


class WrongAnswer(Exception):
    """A value that cannot be used; the message is for the person who typed it."""


def _text(each: Field, raw: object, _asking: Asking) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise WrongAnswer(must(each.label, "be text."))
    text = raw.replace("\r\n", "\n").strip()
    if len(text) > each.most:
        raise WrongAnswer(must(each.label, f"be {each.most} characters or fewer."))
    if not can_be_kept(text):
        raise WrongAnswer(about(each.label, "there is a character that cannot be kept."))
    return text


def can_be_kept(text: str) -> bool:
    """Whether every database takes the text: no NUL, and no half of a character."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _choice(each: Field, raw: object, _asking: Asking) -> str:
    if raw in (None, ""):
        return ""
    if raw not in [c.value for c in each.choices]:
        labels = ", ".join(f"“{c.label}”" for c in each.choices)
        raise WrongAnswer(about(each.label, f"choose one of {labels}."))
    return str(raw)


def _bool(each: Field, raw: object, _asking: Asking) -> bool | None:
    if raw in (None, ""):
        return None
    if raw in (True, "true", "yes", "on"):
        return True
    if raw in (False, "false", "no", "off"):
        return False
    raise WrongAnswer(about(each.label, "answer yes or no."))


def _date(each: Field, raw: object, _asking: Asking) -> date | None:
    if raw in (None, ""):
        return None
    day = _day(raw)
    if day is None:
        raise WrongAnswer(must(each.label, "be a real date, like 27 3 2026.", "date"))
    return day


def _day(raw: object) -> date | None:
    """A day of years whose bank holidays are known; None for anything else."""
    try:
        day = raw if isinstance(raw, date) else date.fromisoformat(str(raw))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year < LAST_YEAR else None


def _number(each: Field, raw: object, _asking: Asking) -> int | None:
    if raw in (None, ""):
        return None
    try:
        return int(str(raw))
    except ValueError:
        raise WrongAnswer(must(each.label, "be a whole number.", "number")) from None


def _officer(each: Field, raw: object, asking: Asking) -> int | None:
    if raw in (None, ""):
        return None
    number = str(raw) if str(raw).isdecimal() and len(str(raw)) < 10 else "0"
    if not asking.may_be_chosen(int(number), each.role):
        raise WrongAnswer(about(each.label, "choose an officer who has that role."))
    return int(str(raw))


def _points(each: Field, raw: object, asking: Asking) -> list[dict[str, str]]:
    if raw in (None, ""):
        return []
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise WrongAnswer(must(each.label, "be a list of points."))
    found = [_one_point(each, item, asking) for item in raw]
    return [point for point in found if point["text"]]


def _one_point(each: Field, item: object, asking: Asking) -> dict[str, str]:
    if isinstance(item, Mapping):
        known = str(item.get("id") or "")
        if known and known not in asking.points:
            raise WrongAnswer(about(each.label, f"there is no point {known}."))
        return {"id": known, "text": _text(each, item.get("text"), asking)}
    return {"id": "", "text": _text(each, item, asking)}


def _add_points(each: Field, raw: object, asking: Asking) -> list[str]:
    return [point["text"] for point in _points(each, raw, asking)]


def _some_points(each: Field, raw: object, asking: Asking) -> list[str]:
    if raw in (None, ""):
        return []
    if not isinstance(raw, str | Sequence):
        raise WrongAnswer(must(each.label, "be a list of points."))
    chosen = [raw] if isinstance(raw, str) else [str(point) for point in raw]
    strange = [point for point in chosen if point not in asking.points]
    if strange:
        raise WrongAnswer(about(each.label, f"there is no point {', '.join(strange)}."))
    return [point for point in asking.points if point in chosen]


def _case(each: Field, raw: object, asking: Asking) -> str:
    reference = _text(each, raw, asking).upper()
    if reference and not asking.case_exists(reference):
        raise WrongAnswer(about(each.label, f"there is no case {reference}."))
    return reference


def _procedure(each: Field, raw: object, asking: Asking) -> str:
    if raw in (None, ""):
        return ""
    if str(raw) not in asking.procedures():
        raise WrongAnswer(about(each.label, "choose a procedure that this council runs."))
    return str(raw)


def _fits(each: Field, raw: object, asking: Asking) -> dict[str, bool]:
    """The answers to another procedure's questions: which they are, the move itself knows."""
    if not isinstance(raw, Mapping):
        raw = {}
    answered = {str(name): _bool(each, said, asking) for name, said in raw.items()}
    return {name: said for name, said in answered.items() if said is not None}


def _promise(each: Field, raw: object, asking: Asking) -> str:
    if raw in (None, ""):
        return ""
    if str(raw) not in asking.promises():
        raise WrongAnswer(about(each.label, "choose one that is still open."))
    return str(raw)


def _findings(each: Field, raw: object, asking: Asking) -> dict[str, dict[str, object]]:
    if raw in (None, ""):
        raw = {}
    if not isinstance(raw, Mapping):
        raise WrongAnswer(must(each.label, "give a finding for each point."))
    strange = [point for point in raw if point not in asking.points]
    if strange:
        raise WrongAnswer(about(each.label, f"there is no point {', '.join(map(str, strange))}."))
    findings = {str(p): _one_finding(str(p), value, asking) for p, value in raw.items()}
    elsewhere = [p for p in asking.points if p in findings and p in asking.set_aside]
    if elsewhere:
        say = f"What is dealt with separately gets no finding: point {_numbers(elsewhere)}."
        raise WrongAnswer(say)
    own = (point for point in asking.points if point not in asking.set_aside)
    unanswered = [p for p in own if not findings.get(p, {}).get("finding")]
    if unanswered:
        listed = _numbers(unanswered)
        raise WrongAnswer(f"Every point needs a finding. Still without one: point {listed}.")
    return findings


def _numbers(points: Sequence[str]) -> str:
    return ", ".join(point.removeprefix("p") for point in points)


def _one_finding(point: str, value: object, asking: Asking) -> dict[str, object]:
    given: Mapping[str, object] = value if isinstance(value, Mapping) else {"finding": value}
    finding = given.get("finding") or ""
    number = point.removeprefix("p")
    if finding and finding not in asking.findings:
        known = ", ".join(asking.findings)
        raise WrongAnswer(f"The finding on point {number} must be one of {known}.")
    reason = str(given.get("reason") or "").strip()
    if finding and not reason:
        raise WrongAnswer(f"Give the reason for the finding on point {number}.")
    return {
        "finding": finding,
        "reason": reason,
        "remedy": str(given.get("remedy") or "").strip(),
        "remedy_by": _remedy_by(number, given.get("remedy_by") or None, asking),
        "remedy_owner": _owner(number, given.get("remedy_owner"), asking),
    }


def _remedy_by(number: str, raw: object, asking: Asking) -> date | None:
    """When it is done by; a promise for a day that is past would be broken when it is made."""
    if raw is None:
        return None
    day = _day(raw)
    if day is None:
        raise WrongAnswer(f"The date of the remedy on point {number} must be a real date.")
    if day < asking.today:
        raise WrongAnswer(f"The date of the remedy on point {number} must not be in the past.")
    return day


def _owner(number: str, raw: object, asking: Asking) -> int | None:
    """Who does what is promised; nobody named: whoever answers."""
    if raw in (None, ""):
        return None
    if (
        not str(raw).isdecimal()
        or len(str(raw)) > 9
        or not asking.may_be_chosen(int(str(raw)), None)
    ):
        raise WrongAnswer(f"Choose an officer who does the remedy on point {number}.")
    return int(str(raw))


READERS: Mapping[str, Callable[[Field, object, Asking], object]] = {
    "text": _text,
    "long_text": _text,
    "choice": _choice,
    "bool": _bool,
    "date": _date,
    "number": _number,
    "officer": _officer,
    "points": _points,
    "add_points": _add_points,
    "some_points": _some_points,
    "case": _case,
    "promise": _promise,
    "procedure": _procedure,
    "fits": _fits,
    "findings": _findings,
    "file": _text,
}
