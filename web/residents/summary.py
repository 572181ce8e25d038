"""The complaint as the check page shows it: a line an answer, each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from web.forms.reading import read_date
from web.forms.typed import Typed, one
from web.forms.words import day
from web.residents import own, questions
from web.residents.as_sent import address_of
from web.residents.begun import KeptFile

WRITES = {"email": "By e-mail", "post": "By post"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the check page."""

    question: str
    label: str
    lines: tuple[str, ...]


def rows(typed: Typed, files: Sequence[KeptFile], here: questions.Here) -> tuple[Row, ...]:
    """Every answer, in the order of the questions; what was left out says so."""
    return tuple(row for q in questions.asked(typed, here) for row in _rows(q, typed, files, here))


def _rows(
    question: questions.Question, typed: Typed, files: Sequence[KeptFile], here: questions.Here
) -> Iterator[Row]:
    if question.id == own.ID:
        for label, said in own.lines(here.form, typed) if here.form else ():
            yield Row(question.id, label, said)
        return
    if question.id == "evidence":
        lines = tuple(file.filename for file in files)
    else:
        lines = _LINES[question.id](typed)
    yield Row(question.id, here.title_of(question), lines or ("Not given",))


def _given(*names: str) -> Callable[[Typed], tuple[str, ...]]:
    def lines(typed: Typed) -> tuple[str, ...]:
        said = (one(typed, name).strip() for name in names)
        return tuple(line for text in said if text for line in text.splitlines())

    return lines


def _who(typed: Typed) -> tuple[str, ...]:
    return ("Somebody else",) if questions.for_other(typed) else ("Myself",)


def _contact(typed: Typed) -> tuple[str, ...]:
    return (WRITES.get(one(typed, "channel"), ""), *_given("email", "phone")(typed))


def _when(typed: Typed) -> tuple[str, ...]:
    happened = read_date(typed, "happened", "The date")
    return (day(happened),) if happened else ()


def _danger(typed: Typed) -> tuple[str, ...]:
    return ("Yes", *_given("risk")(typed)) if questions.at_risk(typed) else ("No",)


def _help(typed: Typed) -> tuple[str, ...]:
    said = []
    for name in typed.get("help", ()):
        detail = one(typed, {"language": "language", "other": "help_other"}.get(name, "")).strip()
        said.append(f"{questions.HELP[name]}: {detail}" if detail else questions.HELP[name])
    return tuple(said)


_LINES: Mapping[str, Callable[[Typed], tuple[str, ...]]] = {
    "who": _who,
    "representative": _given("representative_name", "relation", "representative_email"),
    "name": _given("name"),
    "contact": _contact,
    "address": address_of,
    "what": _given("text"),
    "danger": _danger,
    "service": _given("service"),
    "when": _when,
    "wanted": _given("wanted"),
    "help": _help,
}
