"""Which page asks what: without JavaScript a question comes after those it depends on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from engine import expressions
from engine.catalogue.definition import Field, Form
from engine.errors import BadExpression


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a form. ``number`` counts from 1; ``before``: what earlier pages ask."""

    number: int
    fields: tuple[Field, ...]
    before: tuple[Field, ...]
    last: bool


def names_in(when: str | None) -> frozenset[str]:
    """The names that a condition asks about; none for a condition that cannot be read."""
    if when is None:
        return frozenset()
    try:
        return expressions.parse(when).names
    except BadExpression:
        return frozenset()


def applies(field: Field, form: Form, answers: Mapping[str, object]) -> bool:
    """Whether a field is asked, by the answers so far.

    A condition over the case's own data cannot be judged here: such a field is asked, and the verb
    ignores what does not apply.
    """
    names = names_in(field.when)
    if field.when is None or not names or not names <= {f.id for f in form.fields}:
        return True
    known = {name: answers.get(name) for name in names}
    try:
        return bool(expressions.parse(field.when).value(known))
    except BadExpression:
        return True


def needs(field: Field, form: Form) -> frozenset[str]:
    """The other questions of the form that say whether this one is asked, or what it offers."""
    conditions = (names_in(text) for text in (field.when, *field.only.values()))
    ids = {each.id for each in form.fields} - {field.id}
    whose = {each.id for each in form.fields if each.type == "procedure"}
    asks = whose if field.type == "fits" else set()  # which questions, the procedure says
    return (frozenset().union(*conditions) & ids) | asks


def waves(form: Form) -> dict[str, int]:
    """For each field, how many questions stand before it at the least: 0 depends on none."""
    found: dict[str, int] = {}
    for field in form.fields:
        before = (found.get(name, 0) + 1 for name in needs(field, form))
        found[field.id] = max(before, default=0)
    return found


def leaders(form: Form) -> frozenset[str]:
    """The fields on which others depend."""
    return frozenset().union(*(needs(field, form) for field in form.fields))


def pages(form: Form, answers: Mapping[str, object]) -> tuple[Page, ...]:
    """The pages as the answers so far shape them: each question as early as its form lists it.

    A page ends with the last question on which others depend, and has those listed before it.
    """
    wave, leading = waves(form), leaders(form)
    open_now = [field for field in form.fields if applies(field, form, answers)]
    asked: list[Field] = []
    found: list[Page] = []
    for number in sorted({wave[name] for name in leading}):
        now = _until_the_last(
            [f for f in open_now if f not in asked and wave[f.id] <= number],
            leading=[name for name in leading if wave[name] == number],
        )
        if now:
            found.append(Page(len(found) + 1, now, tuple(asked), last=False))
            asked.extend(now)
    rest = tuple(field for field in open_now if field not in asked)
    if rest or not found:
        return (*found, Page(len(found) + 1, rest, tuple(asked), last=True))
    return (*found[:-1], Page(found[-1].number, found[-1].fields, found[-1].before, last=True))


def _until_the_last(fields: Sequence[Field], leading: Collection[str]) -> tuple[Field, ...]:
    places = [place for place, field in enumerate(fields) if field.id in leading]
    return tuple(fields[: places[-1] + 1]) if places else ()


def page_number(all_pages: Sequence[Page], wanted: int) -> Page:
    """The page of that number, or the nearest there is."""
    return all_pages[max(1, min(wanted, len(all_pages))) - 1]


def asked(form: Form, answers: Mapping[str, object]) -> tuple[Field, ...]:
    """All fields that apply, in the form's order."""
    return tuple(field for field in form.fields if applies(field, form, answers))
