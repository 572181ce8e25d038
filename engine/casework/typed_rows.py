"""Rows of a form as they were typed: a table each, one value a column, or what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from engine.casework.typed_answers import READERS, Asking, WrongAnswer
from engine.catalogue.answered_rows import laid_out, unanswered
from engine.catalogue.definition import Field
from engine.catalogue.sayings import about, must

_EMPTY: tuple[object, ...] = (None, "", [], {})
Check = Callable[[Field, object, Mapping[str, object]], None]


class WrongRows(Exception):
    """Rows that cannot be used: ``errors`` maps ``<field>-<row>-<column>`` to its sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


def read_rows(each: Field, raw: object, asking: Asking, check: Check) -> list[dict[str, object]]:
    """The rows in their order, every column in each; a row that nobody filled in is left out.

    ``check`` raises WrongAnswer for a value that a column cannot have in its row. Raises
    WrongAnswer for the whole, WrongRows for single cells; rows are counted from 1, empty ones too.
    Those that answer earlier rows come first, and each of them is there.
    """
    rows: list[dict[str, object]] = []
    errors: dict[str, str] = {}
    for number, row in enumerate(laid_out(each, _listed(each, raw)), start=1):
        if lacking := unanswered(each, number, row):
            errors[f"{each.id}-{number}-{lacking[0]}"] = lacking[1]
        elif any(row.get(column.id) not in _EMPTY for column in each.columns):
            read, wrong = _read_row(each, row, asking, check)
            rows.append(read)
            place = f"{each.id}-{number}"
            errors |= {
                f"{place}-{c}": about(f"{each.row} {number}", said) for c, said in wrong.items()
            }
    if errors:
        raise WrongRows(errors)
    if len(rows) > each.most_rows:
        raise WrongAnswer(must(each.label, f"have {each.most_rows} rows or fewer."))
    if len(rows) < each.least_rows:
        few = "at least one row" if each.least_rows == 1 else f"at least {each.least_rows} rows"
        raise WrongAnswer(must(each.label, f"have {few}."))
    return rows


def _listed(each: Field, raw: object) -> Sequence[Mapping[str, object]]:
    if raw in _EMPTY:
        return ()
    given = raw if isinstance(raw, Sequence) and not isinstance(raw, str) else ("",)
    rows = [row for row in given if isinstance(row, Mapping)]
    if len(rows) < len(given):
        raise WrongAnswer(must(each.label, "be a list of rows."))
    known = {column.id for column in each.columns}
    strange = sorted({str(name) for row in rows for name in row} - known)
    if strange:
        raise WrongAnswer(about(each.label, f"there is no column {', '.join(strange)}."))
    return rows


def _read_row(
    each: Field, row: Mapping[str, object], asking: Asking, check: Check
) -> tuple[dict[str, object], dict[str, str]]:
    """The row, what was left empty as empty text; a sentence for each wrong column."""
    read: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for column in each.columns:
        try:
            value = READERS[column.type](column, row.get(column.id), asking)
            check(column, value, {**row, **read})
            read[column.id] = "" if value is None else value
        except WrongAnswer as error:
            wrong[column.id] = str(error)
    return read, wrong
