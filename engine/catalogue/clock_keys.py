"""The keys of one clock in a profile, and the rule made of them and of the procedure's part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engine.catalogue.definition import ClockDuty
from engine.catalogue.keys import (
    Given,
    Key,
    KeyTable,
    Place,
    as_table,
    each,
    named,
    of_keys,
    read_table,
)
from engine.catalogue.kinds import (
    CONFIDENCE,
    amount,
    any_text,
    code,
    flag,
    is_name,
    name,
    one_of,
    text,
    whole,
    whole_from_one,
)
from engine.catalogue.tree import Items, Node, Table
from engine.deadlines.rules import (
    Amount,
    Beyond,
    ClockRule,
    Extension,
    Standstill,
    Start,
    Unit,
    Usual,
)

_MONTHS = re.compile(r"([0-9]{1,3}) +months?")
UNIT = one_of(*(unit.value for unit in Unit))
#: how a clock in hours counts days that are no working days
HOURS = ("skip_non_working_days", "elapsed")

START: KeyTable = {"event": Key(text, required=True), "as_of": Key(text)}
BEYOND: KeyTable = {
    "role": Key(name, required=True),
    "reason": Key(one_of("required", "optional")),
}


def _start(node: Node, place: Place) -> Start:
    if isinstance(node, Table):
        return Start(**read_table(node, place, START))
    return Start(text(node, place))


def _starts(node: Node, place: Place) -> tuple[Start, ...]:
    """One start event, or several in order of precedence."""
    if not isinstance(node, Items):
        return (_start(node, place),)
    if not node.items:
        raise place.refuse(node, "No start event is named.", "Write one, such as received.")
    return tuple(_start(item, place.item(n)) for n, item in enumerate(node.items))


def _beyond(node: Node, place: Place) -> Beyond:
    given = read_table(node, place, BEYOND)
    return Beyond(given["role"], given.get("reason", "required") == "required")


def _length(given: Given) -> Amount | None:
    return Amount(given["number"], Unit(given["unit"])) if _is_counted(given) else None


def _is_counted(given: Given) -> bool:
    return "number" in given and "unit" in given


STANDSTILL: KeyTable = {
    "from": Key(text, required=True, into="since"),
    "until": Key(text, required=True),
}
EXTEND: KeyTable = {
    "number": Key(whole_from_one),
    "unit": Key(UNIT),
    "letter": Key(code),
    "beyond": Key(_beyond),
}


def _extend(node: Node, place: Place) -> Extension:
    given = read_table(node, place, EXTEND)
    _number_and_unit(node, place)
    return Extension(_length(given), given.get("letter"), given.get("beyond"))


def _number_and_unit(node: Node, place: Place) -> None:
    written = as_table(node, place).entries
    if ("number" in written) != ("unit" in written):
        fix = "Write both, or neither."
        place.note(
            node, "A number stands here without its unit, or a unit without its number.", fix
        )


def _longest(node: Node, place: Place) -> Amount:
    """How far ahead a date may be: its months end on the corresponding date."""
    months = _MONTHS.fullmatch(any_text(node, place))
    return Amount(int(months[1]), Unit.MONTHS_AFTER) if months else amount(node, place)


USUAL: KeyTable = {
    "from": Key(name, required=True, into="since"),
    "length": Key(amount),
    "by": Key(name),
    "lengths": Key(named(lambda _, node, place: amount(node, place), is_name)),
    "least": Key(flag),
}


def _usual(node: Node, place: Place) -> Usual:
    """What counts where no date is given: one length, or one by what was chosen in a field."""
    given = read_table(node, place, USUAL)
    lengths = dict(given.pop("lengths", {}))
    if ("by" in given) != bool(lengths) or bool(lengths) == ("length" in given):
        fix = "Write “length:”, or “by:” with a field and “lengths:” with one for each choice."
        place.note(node, "It is not said how long is usual where no date is given.", fix)
    one = given.pop("length", None)
    return Usual(lengths=tuple(lengths.items()) or (("", one),), **given)


CLOCK_KEYS: KeyTable = {
    "from": Key(_starts, required=True, into="starts"),
    "number": Key(whole),  # nought: due the same day
    "unit": Key(UNIT),
    "date": Key(name, into="date_field"),
    "before": Key(flag),
    "max": Key(_longest),
    "usual": Key(_usual),
    "receipt": Key(one_of("deemed", "actual")),
    "delivery": Key(one_of("sent", "deemed")),
    "roll": Key(flag),
    "hours": Key(name),  # one of HOURS, or the profile's value that says which
    "extend": Key(_extend),
    "pause": Key(flag, into="pausable"),
    "pauses": Key(each(of_keys(STANDSTILL, lambda given: Standstill(**given)))),
    "source": Key(text, required=True),
    "confidence": Key(CONFIDENCE, required=True),
}


@dataclass(frozen=True, slots=True)
class ClockEntry:
    """The profile's part of a clock, under the names that ClockRule has for it."""

    given: Given

    def hours(self, values: Mapping[str, object]) -> str:
        """Whether hours skip days off; ``values`` of the profile say it where a value is named."""
        said = str(self.given.get("hours", HOURS[0]))
        return said if said in HOURS else str(values.get(said, ""))

    def rule(self, duty: ClockDuty, values: Mapping[str, object]) -> ClockRule:
        """The whole rule: the procedure's part and this one."""
        given = {**self.given, "hours": self.hours(values)}
        return ClockRule(
            name=duty.id,
            title=duty.title,
            kind=duty.kind,
            met_by=duty.met_by,
            stops_at=duty.stops_at,
            ladder=duty.ladder,
            **given,
        )


def _end(given: Given, written: set[str], node: Node, place: Place) -> None:
    """A clock ends after a length of time or on a date, or a length of time before a date."""
    counted, dated = bool(written & {"number", "unit"}), "date" in written
    if given.get("before"):
        if not (counted and dated) or "max" in written or given.get("unit") == Unit.HOURS:
            fix = "Write “number:”, “unit:” in days and “date:” with the field that holds it."
            place.note(node, "It is not said before which date this clock ends.", fix)
    elif counted == dated:
        fix = "Write either “number:” and “unit:”, or “date:” with the field that holds the date."
        place.note(node, "It is not said, or said twice, when this clock ends.", fix)


def read_clock(node: Node, place: Place) -> ClockEntry:
    """One clock of a profile."""
    given = read_table(node, place, CLOCK_KEYS)
    written = as_table(node, place).entries
    _number_and_unit(node, place)
    _end(given, set(written), node, place)
    if "max" in written and "date" not in written:
        place.note(node, "“max” is for clocks that end on a date.", "Use “extend” instead.")
    if "usual" in written and ("date" not in written or "before" in written):
        fix = "Write “date:” with the field, or give the length in “number:” and “unit:”."
        place.note(node, "“usual” is for clocks that end on a date.", fix)
    rest = {key: value for key, value in given.items() if key not in ("number", "unit")}
    return ClockEntry({**rest, "amount": _length(given)})
