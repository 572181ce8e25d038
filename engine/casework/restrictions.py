"""A restriction on contact that has been decided is put on record, reviewed or ended.

Who decides, and on what evidence, is the procedure `unreasonable-contact`. No timer ever extends a
restriction: at its review date it is over unless somebody has decided anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.clock import london_date
from engine.deadlines.lengths import last_day
from engine.deadlines.rules import Amount, Unit
from engine.errors import FormErrors, NotNow
from engine.store.restrictions import (
    CHANGED,
    EXTENDED,
    LIFTED,
    SUPERSEDED,
    Restriction,
    in_force,
)
from engine.working_days import long_date

#: what a review may come to -> how the decision that was in force then ended
_ENDS = {"lift": LIFTED, "police": SUPERSEDED, "extend": EXTENDED, "change": CHANGED}


def restrict(hand: InHand, _action: AnyTime, values: Mapping[str, object]) -> None:
    """The `restriction` action: a decision about the complainant.

    Without `decided_on`, `decided_by` and `letter_on`: whoever acts decides it now, and the letter
    goes now.
    """
    wrong = dict(_wrong_dates(hand, values))
    if wrong:
        raise FormErrors(wrong)
    _keep(hand, values, None)


def _keep(hand: InHand, values: Mapping[str, object], before: Restriction | None) -> None:
    """One more row; ``before``: the decision that it takes the place of."""
    today = london_date(hand.now)
    told = values.get("decided_by")
    acknowledge = before.acknowledge if before else values.get("acknowledge") is not False
    row = Restriction(
        person_id=hand.case.person_id,
        case_id=hand.case.id,
        register_reference=str(values.get("register_reference") or ""),
        grounds=str(values.get("grounds") or values.get("reason") or ""),
        terms=str(values.get("terms") or (before.terms if before else "")),
        acknowledge=acknowledge,
        decided_on=values.get("decided_on") or today,
        decided_by=str(told or hand.actor.name),
        decider_id=None if told else hand.actor.person_id,
        letter_on=values.get("letter_on") or today,
        review_on=values["review_on"],
        recorded_at=hand.now,
        recorded_by=hand.actor.person_id,
        ended_at=None,
        ended_by=None,
        ended_why="",
        ended_how="",
        follows_id=before.id if before else None,
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
    for row in _those_in_force(hand, "end_restriction"):
        _end(hand, row, str(values.get("reason") or ""), LIFTED)


def review(hand: InHand, _action: AnyTime, values: Mapping[str, object]) -> None:
    """What a review came to, `ruling`: keep, lift, police (they took over), extend or change.

    What goes on is a new decision; it cannot be for longer than the council allows, and a review
    that the person asked for never makes it longer or later.
    """
    ruling, reason = str(values.get("ruling")), str(values.get("reason") or "")
    if ruling not in _ENDS:
        return
    rows = _those_in_force(hand, "review_restriction")
    goes_on = ruling in ("extend", "change")
    wrong = dict(_wrong_review(hand, values, rows[0])) if goes_on else {}
    if wrong:
        raise FormErrors(wrong)
    for row in rows:
        _end(hand, row, reason, _ENDS[ruling])
    if goes_on:
        _keep(hand, values, rows[0])


def _those_in_force(hand: InHand, rule: str) -> Sequence[Restriction]:
    rows = in_force(hand.books.restrictions, hand.case.person_id, london_date(hand.now))
    if not rows:
        raise NotNow("No restriction on contact is in force.", rule)
    return rows


def _end(hand: InHand, row: Restriction, why: str, how: str) -> None:
    row.ended_at, row.ended_by, row.ended_why = hand.now, hand.actor.person_id, why
    row.ended_how = how
    hand.record("end_restriction", {"restriction": row.id, "how": how})
    hand.audit("case:restriction:ended", how, {"restriction": row.id, "reason": why})


def _wrong_review(
    hand: InHand, values: Mapping[str, object], now: Restriction
) -> Iterator[tuple[str, str]]:
    until = values.get("review_on")
    if not isinstance(until, date):
        yield "review_on", "Enter the day on which it ends and is reviewed."
    elif values["ruling"] == "change" and until > now.review_on:
        say = f"A review cannot make it longer: it ends on {long_date(now.review_on)} now."
        yield "review_on", say
    else:
        yield from _too_long(hand, until)


def _wrong_dates(hand: InHand, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    today = london_date(hand.now)
    decided, letter = (values.get(name) or today for name in ("decided_on", "letter_on"))
    review_on = values.get("review_on")
    if not isinstance(letter, date) or not isinstance(decided, date) or letter < decided:
        yield "letter_on", "The letter cannot have gone before the decision was made."
    if not isinstance(review_on, date) or not isinstance(decided, date) or review_on <= decided:
        yield "review_on", "The review date must be after the date of the decision."
    else:
        yield from _too_long(hand, review_on)


def _too_long(hand: InHand, until: date) -> Iterator[tuple[str, str]]:
    """No restriction lasts longer without a new decision than the profile says."""
    months = hand.profile.values.get("restriction_most_months")
    if not isinstance(months, int):
        return
    today = london_date(hand.now)
    last = last_day(Amount(months, Unit.MONTHS_AFTER), today, hand.profile.timing.calendar)
    if until > last:
        yield (
            "review_on",
            f"A restriction lasts {months} months at the most before somebody decides anew: "
            f"until {long_date(last)}.",
        )
