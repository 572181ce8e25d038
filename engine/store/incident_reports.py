"""The reports that a case keeps: the rows, whose they are, and whose may be shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.deadlines.thresholds import APPLICANT, same_name
from engine.store.books import Books
from engine.store.cases import Case

#: the fact of the case that holds the rows
REPORTS = "reports"
#: in one of these capacities somebody has agreed that what they reported is shared
AGREED = frozenset({"complainant", "victim"})


def rows(case: Case) -> Sequence[Mapping[str, object]]:
    """The rows as they were typed, corrections and additions included."""
    kept = case.data.get(REPORTS)
    return [row for row in kept if isinstance(row, Mapping)] if isinstance(kept, list) else []


def applicant(books: Books, case: Case) -> str:
    """The name of whoever asks for the review."""
    return next((person.name for person in books.people if person.id == case.person_id), "")


def who_agreed(books: Books) -> frozenset[str]:
    """The names, as names are compared, of those whose reports may be shared."""
    names = {person.id: same_name(person.name) for person in books.people}
    here = (p for p in books.participations if p.until is None)
    agreed = {p.person_id for p in here if p.capacity in AGREED}
    return frozenset({APPLICANT, *(names[each] for each in agreed if each in names)})
