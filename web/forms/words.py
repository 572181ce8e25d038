"""How dates, times and answers read on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from engine.catalogue.definition import Field
from engine.clock import london
from engine.working_days import long_date

FINDING_TITLES: Mapping[str, str] = {
    "upheld": "Upheld",
    "partly_upheld": "Partly upheld",
    "not_upheld": "Not upheld",
}
CAPITALS = frozenset({"asb", "dpa", "eir", "foi", "hr", "ico", "lgsco", "mp"})


def day(value: date | datetime | None) -> str:
    """``3 April 2024``; an instant is shown as the council's date."""
    if value is None:
        return ""
    on = london(value).date() if isinstance(value, datetime) else value
    return f"{on.day} {on:%B %Y}"


def short_day(value: date | datetime | None) -> str:
    """``3 Apr 2024``, for tables."""
    if value is None:
        return ""
    on = london(value).date() if isinstance(value, datetime) else value
    return f"{on.day} {on:%b %Y}"


def week_day(value: date | datetime | None) -> str:
    """``Wednesday 3 April 2024``."""
    if value is None:
        return ""
    return long_date(london(value).date() if isinstance(value, datetime) else value)


def hour(at: datetime) -> str:
    """``10:42am``, the council's wall clock."""
    here = london(at)
    return f"{here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def moment(at: datetime | None) -> str:
    """``3 April 2024 at 10:42am``."""
    return "" if at is None else f"{day(at)} at {hour(at)}"


def size(octets: int) -> str:
    """``2.4 MB``."""
    if octets >= 1_000_000:
        return f"{octets / 1_000_000:.1f} MB"
    return f"{max(1, round(octets / 1000))} KB"


#: ways of writing that no spelling of their identifier would tell
_CHANNELS = {"email": "E-mail", "portal": "Tracking page"}


def plain(identifier: str) -> str:
    """``partly_upheld`` as ``Partly upheld``; known initials stay capitals."""
    if identifier in _CHANNELS:
        return _CHANNELS[identifier]
    words = identifier.replace("_", " ").replace("-", " ").split()
    said = " ".join(w.upper() if w.lower() in CAPITALS else w for w in words)
    return said[:1].upper() + said[1:]


def answer_lines(
    field: Field, value: object, officers: Sequence[tuple[str, str]] = ()
) -> tuple[str, ...]:
    """An answer as the check page shows it, a line each."""
    if value in (None, "", [], {}):
        return ("Not given",)
    if field.type == "bool":
        return ("Yes" if value in (True, "yes", "true") else "No",)
    if field.type == "date":
        return (week_day(value if isinstance(value, date) else date.fromisoformat(str(value))),)
    if field.type == "choice":
        return (next((c.label for c in field.choices if c.value == value), str(value)),)
    if field.type in ("officer", "promise", "procedure"):
        return (dict(officers).get(str(value), str(value)),)
    if isinstance(value, Mapping):
        return tuple(_mapped_lines(field, value, officers))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_list_lines(field, value, officers))
    return tuple(str(value).splitlines())


def _mapped_lines(
    field: Field, given: Mapping[str, object], officers: Sequence[tuple[str, str]]
) -> Iterator[str]:
    if field.type == "fits":
        return (f"{name}: {'yes' if said else 'no'}" for name, said in given.items())
    people = dict(officers)
    return (line for p, found in given.items() for line in _finding_lines(p, found, people))


def _list_lines(
    field: Field, listed: Sequence[object], officers: Sequence[tuple[str, str]]
) -> Iterator[str]:
    if field.type != "rows":
        return _points_lines(field, listed)
    return (row_line(field, number, row, officers) for number, row in enumerate(listed, 1))


def row_line(
    field: Field, number: int, row: object, officers: Sequence[tuple[str, str]] = ()
) -> str:
    """One row in a line: what stands in each of its columns, those left empty left out."""
    given = row if isinstance(row, Mapping) else {}
    said = (
        f"{column.label.rstrip('?')}: {' '.join(answer_lines(column, given[column.id], officers))}"
        for column in field.columns
        if given.get(column.id) not in (None, "")
    )
    return f"{field.row} {number}. {'; '.join(said)}"


def _points_lines(field: Field, points: Sequence[object]) -> Iterator[str]:
    for number, item in enumerate(points, start=1):
        if field.type == "some_points":
            yield f"Point {str(item).removeprefix('p')}"
        else:
            yield f"{number}. {_point_text(item)}"


def _point_text(item: object) -> str:
    return str(item.get("text")) if isinstance(item, Mapping) else str(item)


def _finding_lines(point: str, found: object, officers: Mapping[str, str]) -> tuple[str, ...]:
    if not isinstance(found, Mapping):
        return (f"Point {point.removeprefix('p')}: {FINDING_TITLES.get(str(found), found)}",)
    said = str(found.get("finding") or "")
    title = FINDING_TITLES.get(said) or plain(said) or "No finding yet"
    lines = [f"Point {point.removeprefix('p')}: {title}"]
    if found.get("reason"):
        lines.append(str(found["reason"]))
    if found.get("remedy"):
        by = found.get("remedy_by")
        when = (
            ""
            if not by
            else f" (by {day(by if isinstance(by, date) else date.fromisoformat(str(by)))})"
        )
        who = officers.get(str(found.get("remedy_owner") or ""), "")
        lines.append(f"Remedy: {found['remedy']}{when}{f', {who}' if who else ''}")
    return tuple(lines)


def _by(when: object) -> str:
    if not when:
        return ""
    return f" (by {day(when if isinstance(when, date) else date.fromisoformat(str(when)))})"
