"""When it happened, where a form says so: what came by post counts from its own date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time

from engine.casework import clock_sheet
from engine.casework.in_hand import InHand
from engine.catalogue.definition import Field, Form
from engine.catalogue.sayings import must
from engine.clock import at_london, london_date
from engine.deadlines.rules import ClockState, Status
from engine.errors import FormErrors
from engine.working_days import long_date

#: of a day that is over the hour is not known
NOON = time(12)


def keep(
    hand: InHand,
    form: Form | None,
    values: Mapping[str, object],
    of: str,
    events: Collection[str],
) -> None:
    """Keep when the event of this element or action happened; nothing is kept when it is now.

    Raises FormErrors for a date before what the event answers: a request for the next stage cannot
    be older than the answer that opened its window.
    """
    for each in form.fields if form else ():
        day = values.get(each.id)
        if each.dates_event and isinstance(day, date) and day != london_date(hand.now):
            hand.dated[of] = _moment(hand, each, day, events)


def _moment(hand: InHand, each: Field, day: date, events: Collection[str]) -> datetime:
    at = at_london(day, NOON)
    for began, when in _begun(hand, events):
        if day < london_date(began):
            said = f"not be before {long_date(london_date(began))}, when {when}."
            raise FormErrors({each.id: must(each.label, said, "date")})
        if day == london_date(began):
            at = max(at, began)
    return at


def _begun(hand: InHand, events: Collection[str]) -> Iterator[tuple[datetime, str]]:
    """What cannot have happened after it: the receipt, and clocks that wait for these events."""
    yield hand.case.received_at, "the complaint was received"
    latest = {state.rule.name: state for state in clock_sheet.states(hand)}
    for state in latest.values():
        if state.status is Status.PAUSED and state.paused_at and _goes_on(state, events):
            yield state.paused_at, f"“{state.rule.title}” was paused"
        elif state.status in (Status.RUNNING, Status.PAUSED) and _meets(state, events):
            yield state.deadline.started_at, f"“{state.rule.title}” began"


def _meets(state: ClockState, events: Collection[str]) -> bool:
    return bool({*state.rule.met_by, *state.rule.stops_at} & set(events))


def _goes_on(state: ClockState, events: Collection[str]) -> bool:
    return any(pause.until in events for pause in state.rule.pauses)
