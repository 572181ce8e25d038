"""The kinds of values that stand in Redress's YAML: words, amounts, dates, choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from engine.catalogue.keys import Place, named
from engine.catalogue.tree import Items, Node, Scalar, described, plain
from engine.deadlines.amounts import parse_amount
from engine.deadlines.rules import Amount
from engine.errors import BadInput

LONGEST = 20_000  # characters of one text
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_DASHED = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def any_text(node: Node, place: Place) -> str:
    """Text, empty or not. What was written is kept: a telephone number keeps its first nought."""
    if not isinstance(node, Scalar):
        raise place.refuse(node, f"Text should stand here, not {described(node)}.", "Write text.")
    if len(node.text) > LONGEST:
        raise place.refuse(node, f"The text is longer than {LONGEST:,} characters.", "Shorten it.")
    return node.text.strip() if node.value is not None else ""


def text(node: Node, place: Place) -> str:
    """Text that says something."""
    words = any_text(node, place)
    if not words:
        raise place.refuse(node, "Nothing is written here.", "Write it, or take the key out.")
    return words


def flag(node: Node, place: Place) -> bool:
    """true or false; yes, no, on and off are words in YAML 1.2."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    fix = "Write true or false."
    raise place.refuse(node, f"true or false should stand here, not {described(node)}.", fix)


def whole(node: Node, place: Place) -> int:
    """A whole number from nought to a million."""
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000_000:
        return value
    fix = "Write a number such as 10."
    raise place.refuse(node, f"A whole number should stand here, not {described(node)}.", fix)


def whole_from_one(node: Node, place: Place) -> int:
    """A whole number that is at least one."""
    number = whole(node, place)
    if not number:
        raise place.refuse(node, "The number must be at least 1.", "Write a larger number.")
    return number


def anything(node: Node, place: Place) -> object:
    """Whatever stands there, as plain data."""
    return plain(node)


def single(node: Node, place: Place) -> object:
    """One word, number, true or false."""
    if isinstance(node, Scalar) and node.value is not None:
        return node.value
    fix = "Write one word, a number, true or false."
    raise place.refuse(node, f"One value should stand here, not {described(node)}.", fix)


def flag_or_expression(node: Node, place: Place) -> bool | str:
    """true, false, or an expression that says when."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    return text(node, place)


def words(node: Node, place: Place) -> tuple[str, ...]:
    """A list of words; a single word is a list of one."""
    if not isinstance(node, Items):
        return (text(node, place),)
    return tuple(text(item, place.item(n)) for n, item in enumerate(node.items))


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    allowed: tuple[str, ...]

    def __call__(self, node: Node, place: Place) -> str:
        said = any_text(node, place)
        if said in self.allowed:
            return said
        fix = f"Write one of: {', '.join(self.allowed)}."
        raise place.refuse(node, f"This cannot be {described(node)}.", fix)


def one_of(*allowed: str) -> OneOf:
    """Reads one of these words."""
    return OneOf(allowed)


#: How sure a source is.
CONFIDENCE = one_of("confirmed", "seed", "unchecked", "setting")


def day(node: Node, place: Place) -> date:
    """A date such as 2024-02-08."""
    said = any_text(node, place)
    if _DATE.fullmatch(said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            pass
    fix = "Write year-month-day, such as 2024-02-08."
    raise place.refuse(node, f"A date should stand here, not {described(node)}.", fix)


def hour(node: Node, place: Place) -> time:
    """A time of the day, London's, such as 17:00."""
    said = any_text(node, place)
    if _HOUR.fullmatch(said):
        return time.fromisoformat(said)
    fix = 'Write hours and minutes, such as "17:00".'
    raise place.refuse(node, f"A time of day should stand here, not {described(node)}.", fix)


def amount(node: Node, place: Place) -> Amount:
    """An amount of time such as 10 working_days."""
    try:
        return parse_amount(text(node, place))
    except BadInput as error:
        raise place.refuse(
            node, str(error), "Write an amount such as “10 working_days”."
        ) from None


def texts(node: Node, place: Place) -> dict[str, str]:
    """A table of texts under names or values of the writer's own."""
    return named(lambda _, inner, at: text(inner, at), _any_word)(node, place)


def _any_word(name: str) -> str | None:
    return None if len(name) <= 80 else "Shorten it."


def _pattern(pattern: re.Pattern[str], fix: str) -> Callable[[str], str | None]:
    return lambda name: None if pattern.fullmatch(name) else fix


#: Names that expressions and letters use.
is_name = _pattern(_NAME, "Use letters, digits and underscores, beginning with a letter.")
#: Names of procedures and contacts.
is_dashed = _pattern(
    _DASHED, "Use letters, digits, dashes and underscores, beginning with a letter."
)
#: Codes of letters.
is_code = _pattern(_CODE, "Use capitals, digits and dashes, such as COR-ACK1.")


def _checked(fault: Callable[[str], str | None]) -> Callable[[Node, Place], str]:
    def read(node: Node, place: Place) -> str:
        said = text(node, place)
        if fix := fault(said):
            raise place.refuse(node, f"“{said[:60]}” cannot be a name here.", fix)
        return said

    return read


name, dashed, code = _checked(is_name), _checked(is_dashed), _checked(is_code)


def titled(word: str) -> str:
    """``partly_upheld`` as a reader says it: Partly upheld."""
    spaced = word.replace("_", " ").replace("-", " ").strip()
    return spaced[:1].upper() + spaced[1:]
