"""A restriction on contact that has been decided is put on record, or ended.

Who decides, and on what evidence, is a procedure of its own. No timer ever extends a restriction:
at its review date it is over unless somebody has decided anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.clock import london_date
from engine.errors import FormErrors, NotNow
from engine.store.restrictions import Restriction, in_force


def restrict(hand: InHand, _action: AnyTime, values: Mapping[str, object]) -> None:
    """The `restriction` action: a decision about the complainant."""
    wrong = dict(_wrong_dates(values))
    if wrong:
        raise FormErrors(wrong)
    row = Restriction(
        person_id=hand.case.person_id,
        case_id=hand.case.id,
        register_reference=str(values.get("register_reference") or ""),
        grounds=str(values["grounds"]),
        terms=str(values["terms"]),
        acknowledge=values.get("acknowledge") is not False,
        decided_on=values["decided_on"],
        decided_by=str(values["decided_by"]),
        letter_on=values["letter_on"],
        review_on=values["review_on"],
        recorded_at=hand.now,
        recorded_by=hand.actor.person_id,
        ended_at=None,
        ended_by=None,
        ended_why="",
    )
    hand.session.add(row)
    hand.session.flush()
    hand.books.restrictions.append(row)
    kept = {"restriction": row.id, "review_on": row.review_on.isoformat()}
    hand.record("restriction", kept)
    said = {"reason": row.grounds, "terms": row.terms, "decided_by": row.decided_by}
    hand.audit("case:restriction:recorded", row.review_on.isoformat(), {**kept, **said})


def end(hand: InHand, _action: AnyTime, values: Mapping[str, object]) -> None:
    """The `end_restriction` action: whatever is in force on the complainant is over."""
    rows = in_force(hand.books.restrictions, hand.case.person_id, london_date(hand.now))
    if not rows:
        raise NotNow("No restriction on contact is in force.", "end_restriction")
    why = str(values.get("reason") or "")
    for row in rows:
        row.ended_at, row.ended_by, row.ended_why = hand.now, hand.actor.person_id, why
        hand.record("end_restriction", {"restriction": row.id})
        hand.audit("case:restriction:ended", "", {"restriction": row.id, "reason": why})


def _wrong_dates(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    decided, letter, review = (values.get(n) for n in ("decided_on", "letter_on", "review_on"))
    if not isinstance(decided, date):
        yield "decided_on", "Enter the date of the decision."
        return
    if not isinstance(letter, date) or letter < decided:
        yield "letter_on", "The letter cannot have gone before the decision was made."
    if not isinstance(review, date) or review <= decided:
        yield "review_on", "The review date must be after the date of the decision."
