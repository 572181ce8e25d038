"""How alike two descriptions of people are, and in what: for an officer to judge, never a program.

Values in, reasons in words out. The keys are what is looked up: written alike, they are alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

#: what may stand before a name, or after it
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lady", "rev", "cllr", "prof"})
#: from here on two spellings may be one name: Jon and John, Catherine and Katherine
_SPELT_ALIKE = 0.84

SAME_EMAIL = "same e-mail address"
SAME_PHONE = "same phone number"
SAME_NAME = "same name"
SAME_HANDLE = "same name on social media"
SAME_SURNAME_AND_POSTCODE = "same surname and postcode"
SIMILAR_NAME_AND_POSTCODE = "similar name and same postcode"
SIMILAR_NAME = "similar name"
SAME_POSTCODE = "same postcode"

_WEIGHTS = {
    SAME_EMAIL: 5,
    SAME_PHONE: 4,
    SAME_HANDLE: 4,
    SAME_NAME: 4,
    SAME_SURNAME_AND_POSTCODE: 4,
    SIMILAR_NAME_AND_POSTCODE: 3,
    SIMILAR_NAME: 1,
    SAME_POSTCODE: 1,
}
#: too little by itself to be shown
_WEAK = frozenset({SIMILAR_NAME, SAME_POSTCODE})


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of somebody. ``postcode``: upper case without spaces."""

    name: str
    email: str = ""
    phone: str = ""
    postcode: str = ""
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """In what two descriptions agree; ``weight``: the more, the likelier one person."""

    reasons: tuple[str, ...]
    weight: int

    @property
    def worth_showing(self) -> bool:
        """Whether an officer should look at it."""
        return bool(set(self.reasons) - _WEAK)

    @property
    def email_alone(self) -> bool:
        """An address is shared in families and guessed by others: it says nothing by itself."""
        return set(self.reasons) <= {SAME_EMAIL} | _WEAK


def likeness(one: Described, other: Described) -> Likeness:
    """What two descriptions have in common."""
    reasons = tuple(_reasons(one, other))
    return Likeness(reasons, sum(_WEIGHTS[reason] for reason in reasons))


def _reasons(one: Described, other: Described) -> Iterator[str]:
    if one.email and email_key(one.email) == email_key(other.email):
        yield SAME_EMAIL
    if phone_key(one.phone) and phone_key(one.phone) == phone_key(other.phone):
        yield SAME_PHONE
    if one.handle and one.handle.casefold() == other.handle.casefold():
        yield SAME_HANDLE
    yield from _of_names(one, other)


def _of_names(one: Described, other: Described) -> Iterator[str]:
    near = bool(one.postcode) and one.postcode == other.postcode
    mine, theirs = name_words(one.name), name_words(other.name)
    if mine and mine == theirs:
        yield SAME_NAME
    similar = similar_names(mine, theirs)
    if near and mine and theirs and mine[-1] == theirs[-1]:
        yield SAME_SURNAME_AND_POSTCODE
    elif near:
        yield SIMILAR_NAME_AND_POSTCODE if similar else SAME_POSTCODE
    elif similar and mine != theirs:
        yield SIMILAR_NAME


def similar_names(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """One surname, spelt the same or nearly, and first names that may be one."""
    if not mine or not theirs or not _alike(mine[-1], theirs[-1]):
        return False
    first, second = mine[0], theirs[0]
    initial = len(first) == 1 or len(second) == 1 or len(mine) == 1 or len(theirs) == 1
    return _alike(first, second) or (initial and first[0] == second[0])


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _SPELT_ALIKE


def name_words(name: str) -> tuple[str, ...]:
    """A name's words in small letters, the surname last, without titles: Sample, Mrs Ann."""
    before, comma, after = name.partition(",")
    turned = f"{after} {before}" if comma and after.strip() else before
    signs = (sign if sign.isalnum() or sign in "'’-" else " " for sign in turned.casefold())
    words = "".join(signs).replace("’", "'").split()
    return tuple(word for word in words if word not in _TITLES)


def name_key(name: str) -> str:
    """What a person is looked up by: surname and first initial, ``sample a``."""
    words = name_words(name)
    return f"{words[-1]} {words[0][0]}" if words else ""


def phone_key(phone: str) -> str:
    """A number's last ten digits: with 0, +44 or 0044 before them it is one number."""
    digits = "".join(sign for sign in phone if sign.isdecimal())
    return digits[-10:] if len(digits) >= 7 else ""


def email_key(email: str) -> str:
    """An e-mail address as it is compared."""
    return email.strip().casefold()
