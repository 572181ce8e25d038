"""One page of a form as it is asked, and where a turn of answering leads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.catalogue.definition import Field, Form
from engine.desk.views import PointView
from web.forms import pages, rows
from web.forms.pages import Page
from web.forms.reading import missing, read
from web.forms.typed import Typed, carried, from_values, one

Choices = Mapping[str, Sequence[tuple[str, str]]]
Barred = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of a form with what stands in its boxes.

    ``officers``: field id -> who (or which promise) can be chosen; ``barred``: field id -> choice
    -> why not.
    """

    form: Form
    page: Page
    typed: Typed
    points: Sequence[PointView] = ()
    officers: Choices = field(default_factory=dict)
    barred: Barred = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def rows(self, each: Field) -> list[tuple[Field, ...]]:
        """The rows that stand on the page, each with its boxes as fields."""
        numbers = range(1, rows.shown(each, self.typed) + 1)
        return [rows.cells(each, number) for number in numbers]

    def people(self, each: Field) -> Sequence[tuple[str, str]]:
        """Who can be chosen in a field, or in a cell of rows."""
        column = re.sub(r"-\d+-", "-", each.id)
        return self.officers.get(each.id) or self.officers.get(column, ())

    @property
    def anchors(self) -> dict[str, str]:
        """For each error, the box that its link in the summary leads to."""
        listed = rows.of_fields(self.form.fields)
        cells = (cell for each in listed for row in self.rows(each) for cell in row)
        boxes = (*self.form.fields, *cells)
        known = {each.id: _first_box(each, self.points) for each in boxes}
        return {name: known.get(name, f"{name}-day") for name in self.errors}

    def leads(self, rule: str) -> tuple[tuple[str, str], ...]:
        """(box, question) of each field of the page that the requirement of that name is about."""
        needed = [each for each in self.form.requires if each.id == rule]
        about = (each for each in self.page.fields if any(n.about([each]) for n in needed))
        return tuple((_first_box(each, self.points), each.label) for each in about)

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """The earlier pages' boxes."""
        return carried(self.page.before, self.typed, [point.id for point in self.points])

    @property
    def has_file(self) -> bool:
        """Whether the page takes a file."""
        return any(each.type == "file" for each in self.page.fields)


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of a page: wrong answers, a further page, or the whole form answered."""

    page: Page
    answers: Mapping[str, object]
    unread: Mapping[str, str]  # what was typed but cannot be read
    missing: Mapping[str, str]
    following: Page | None
    again: Typed | None = None  # the page is asked again, with a row more or less

    @property
    def errors(self) -> dict[str, str]:
        """A sentence for each box that is wrong."""
        return {**self.missing, **self.unread}

    @property
    def done(self) -> bool:
        """Whether every page is answered."""
        return not self.errors and self.following is None and self.again is None


def begun(form: Form, known: Mapping[str, object]) -> tuple[Page, dict[str, list[str]]]:
    """The first page of a form that nobody has answered, and what stands in its boxes."""
    values = {**_defaults(form.fields), **known}
    return pages.pages(form, values)[0], from_values(form, values)


def filled(form: Form, page: Page, typed: Typed, known: Mapping[str, object]) -> Typed:
    """The boxes of a further page: what was typed, and for the rest what stands there at first."""
    values = {**_defaults(page.fields), **known}
    fresh = {each.id: values[each.id] for each in page.fields if each.id in values}
    return {**from_values(form, fresh), **typed}


def _defaults(fields: Sequence[Field]) -> dict[str, object]:
    return {each.id: each.default for each in fields if each.default is not None}


def turn(
    form: Form, number: int, typed: Typed, points: Sequence[str], known: Mapping[str, object]
) -> Turn:
    """Judge the page of that number. ``known``: answers that are kept already (a draft)."""
    so_far = {**known, **read(form.fields, typed, points).answers}
    page = pages.page_number(pages.pages(form, so_far), number)
    reading = read(page.fields, typed, points)
    earlier = {**known, **read(page.before, typed, points).answers}
    kept = {n: v for n, v in earlier.items() if n not in {f.id for f in page.fields}}
    answers = {**kept, **reading.answers}
    empty = {n: t for n, t in missing(page.fields, answers).items() if n not in reading.errors}
    now = pages.pages(form, answers)
    following = now[page.number] if page.number < len(now) else None
    again = rows.rearranged(page.fields, typed)
    return Turn(page, answers, reading.errors, empty, following, again)


def emptied(turn: Turn, known: Mapping[str, object]) -> dict[str, object]:
    """Boxes of the page in which something stood that was taken out: kept as empty, or what
    stands there at first would come back.
    """
    boxes = [each for each in turn.page.fields if each.type in ("text", "long_text", "date")]
    gone = (each.id for each in boxes if known.get(each.id) and each.id not in turn.answers)
    return {name: "" for name in gone if name not in turn.unread}


def applying(form: Form, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers to the questions that still apply: a changed mind leaves others behind."""
    asked = {each.id for each in pages.asked(form, answers)}
    return {name: value for name, value in answers.items() if name in asked}


def numbered(text: str) -> int:
    """The page number that a form names; 1 when it is no number."""
    return int(text) if text.isdecimal() and len(text) < 4 else 1


def page_wanted(typed: Typed) -> int:
    """The page that was answered."""
    return numbered(one(typed, "page"))


def _first_box(each: Field, points: Sequence[PointView]) -> str:
    if each.type == "date":
        return f"{each.id}-day"
    if each.type in ("points", "add_points"):
        return f"{each.id}-1"
    if each.type == "rows":
        return _first_box(rows.cells(each, 1)[0], points)
    own = [point for point in points if not point.set_aside]
    if each.type == "findings" and own:
        return f"{each.id}-{own[0].id}-finding"
    return each.id
