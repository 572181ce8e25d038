"""The names that a letter may use: what each is, what the sample says, and what to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as day_of

from engine.catalogue.definition import Field
from engine.errors import BadInput
from engine.letters.interpolated import as_text
from engine.studio.letter_samples import Known

_CASE = {
    "reference": "The case’s reference",
    "complainant": "The name of whoever complains",
    "summary": "What it is about, in a few words",
    "text": "What was written to us",
    "service": "The service that it is about",
    "stage": "The stage that it is at",
    "received_on": "The day on which we received it",
    "overall": "What was found, over all points",
    "was": "What the stage before found",
}
_POINT = {
    "number": "Its number",
    "text": "What it says",
    "finding": "What was found: upheld, partly_upheld or not_upheld",
    "finding_title": "The same in words",
    "reason": "Why",
    "remedy": "What we will do",
    "remedy_by": "By when",
    "was": "What the stage before found",
}
_CLOCK = {
    "due": "The last day",
    "expected": "The day to promise; empty once it is past or stands still",
    "began": "The day it counts from",
}
_CONTACT = ("name", "phone", "email", "website", "address", "limit")
_OTHERS = (
    ("officer.title", "The title of whoever signs", "officer"),
    ("officer.phone", "Their telephone", "officer"),
    ("officer.email", "Their e-mail", "officer"),
    ("council.name", "The council’s name", "council"),
    ("council.website", "The council’s website", "council"),
    ("council.phone", "The council’s telephone", "council"),
    ("recipient.name", "The name of whoever gets this copy", "recipient"),
    ("recipient.capacity", "What they are: complainant, representative …", "recipient"),
    ("signpost", "Where the reader is sent: ombudsman, ico, both or none", ""),
    ("restriction.letter_on", "The day of the letter that limited contact", "restriction"),
)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Name:
    """One name. ``snippet``: what to write in the letter."""

    name: str
    what: str
    sample: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one kind, with a sentence on them."""

    title: str
    about: str
    names: tuple[Name, ...]


def groups(known: Known, given: Mapping[str, object], asked: Sequence[Field]) -> tuple[Group, ...]:
    """All that a letter may use, with what the sample ``given`` says. ``asked``: the fields of the
    steps that lead to this letter."""
    own = known.profile
    found = (
        Group("The case", "", tuple(_case(known, given))),
        Group(
            "Answers of the step before",
            "What is asked at the step that leads to this letter.",
            tuple(_answers(asked, given)),
        ),
        Group("Points", "One after another: {% for point in points %}.", tuple(_points(given))),
        Group("Dates", "", tuple(_dates(known, given))),
        Group("How long", "", tuple(_lengths(known, given))),
        Group("Who can help", "", tuple(_contacts(given))),
        Group("Whoever writes and reads", "", tuple(_others(given))),
        Group("The council’s texts", "", tuple(_table("texts", own.texts if own else {}))),
        Group("The council’s settings", "", tuple(_table("values", own.values if own else {}))),
    )
    return tuple(group for group in found if group.names)


def _case(known: Known, given: Mapping[str, object]) -> Iterator[Name]:
    said = _below(given, "case")
    for name, what in _CASE.items():
        yield _name(f"case.{name}", what, said.get(name), date=name == "received_on")
    fields = (f for form in known.forms.values() for f in form.fields if f.remembered)
    for field in {field.id: field for field in fields}.values():
        yield _of_field(f"case.{field.id}", field, said.get(field.id))


def _answers(asked: Sequence[Field], given: Mapping[str, object]) -> Iterator[Name]:
    said = _below(given, "form")
    for field in {field.id: field for field in asked}.values():
        if field.type not in ("points", "findings", "add_points"):
            yield _of_field(f"form.{field.id}", field, said.get(field.id))


def _points(given: Mapping[str, object]) -> Iterator[Name]:
    points = given.get("points")
    if not isinstance(points, list) or not points or not isinstance(points[0], Mapping):
        return
    for name, what in _POINT.items():
        if name in points[0]:
            yield _name(f"point.{name}", what, points[0][name], date=name == "remedy_by")


def _dates(known: Known, given: Mapping[str, object]) -> Iterator[Name]:
    said = _below(given, "clock")
    for clock in known.clocks.values():
        of_clock = said.get(clock.id)
        for name, what in _CLOCK.items():
            value = of_clock.get(name) if isinstance(of_clock, Mapping) else None
            if value or name == "due":
                yield _name(f"clock.{clock.id}.{name}", f"{clock.title}: {what}", value, date=True)


def _lengths(known: Known, given: Mapping[str, object]) -> Iterator[Name]:
    for name, value in _below(given, "time").items():
        clock = known.clocks.get(name)
        yield _name(f"time.{name}", clock.title if clock else name, value)


def _contacts(given: Mapping[str, object]) -> Iterator[Name]:
    for contact, said in _below(given, "contacts").items():
        if isinstance(said, Mapping):
            for part in _CONTACT:
                if part in said:
                    listed = " | commas" if isinstance(said[part], list | tuple) else ""
                    name = f"contacts.{contact}.{part}"
                    yield _name(name, f"{_plain(contact)}: {part}", said[part], listed)


def _others(given: Mapping[str, object]) -> Iterator[Name]:
    for name, what, root in _OTHERS:
        value = _below(given, root).get(name.partition(".")[2]) if root else given.get(name)
        if value is not None:
            yield _name(name, what, value, date=name.endswith("_on"))


def _table(root: str, said: Mapping[str, object]) -> Iterator[Name]:
    for name, value in said.items():
        if isinstance(value, bool):
            snippet = f"{{% if {root}.{name} %}}…{{% endif %}}"
            yield Name(f"{root}.{name}", _plain(name), "yes" if value else "no", snippet)
        else:
            yield _name(f"{root}.{name}", _plain(name), value)


def _of_field(name: str, field: Field, value: object) -> Name:
    label = field.label.rstrip("?:") or _plain(field.id)
    if field.type == "bool":
        said = "" if value is None else ("yes" if value else "no")
        return Name(name, label, said, f"{{% if {name} %}}…{{% endif %}}")
    if field.type == "choice" and field.choices:
        ways = f'{{% if {name} == "{field.choices[0].value}" %}}…{{% endif %}}'
        return Name(name, label, _shown(value), ways)
    if field.type == "rows":
        columns = " ".join(f"{{{{ each.{column.id} }}}}" for column in field.columns[:3])
        loop = f"{{% for each in {name} %}}{columns}{{% endfor %}}"
        return Name(name, label, _shown(value), loop)
    return _name(name, label, value, date=field.type == "date")


def _name(name: str, what: str, value: object, how: str = "", *, date: bool = False) -> Name:
    printed = f"{{{{ {name}{how or (' | long_date' if date else '')} }}}}"
    return Name(name, what, _day(value) if date else _shown(value), printed)


def _day(value: object) -> str:
    try:
        return as_text(day_of.fromisoformat(str(value)))
    except ValueError:
        return _shown(value)


def _shown(value: object) -> str:
    """A value of the sample as a letter would print it, cut short."""
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        value = ", ".join(value)
    if value is None or isinstance(value, bool | Mapping | list | tuple):
        return ""
    try:
        text = as_text(value)
    except BadInput:
        return ""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _below(given: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = given.get(key)
    return found if isinstance(found, Mapping) else {}


def _plain(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
