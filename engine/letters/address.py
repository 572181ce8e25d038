"""Whether lines are an address that the post can deliver, and how they stand in a window."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.letters.countries import COUNTRIES

FEWEST, MOST = 3, 7
_LONGEST = 60
# The shapes of British postcodes, from the Royal Mail's "Programmers' guide to the PAF file".
_POSTCODE = re.compile(
    r"(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW]) ?"
    r"[0-9][ABD-HJLNP-UW-Z]{2})"
)


def check_address(lines: Sequence[str]) -> str | None:
    """Why a letter cannot be posted to these lines (name first), or None when it can."""
    lines = [line.strip() for line in lines if line.strip()]
    if not FEWEST <= len(lines) <= MOST:
        return f"An address for the post has {FEWEST} to {MOST} lines; this one has {len(lines)}."
    too_long = next((line for line in lines if len(line) > _LONGEST), None)
    if too_long is not None:
        return f"The line “{too_long[:30]}…” is too long for the window of the envelope."
    last = lines[-1].upper()
    if _POSTCODE.fullmatch(re.sub(r"\s+", " ", last)) or last in COUNTRIES:
        return None
    return f"The last line must be a UK postcode or a country, not “{lines[-1]}”."


def window_lines(recipient: str, address: Sequence[str]) -> tuple[str, ...]:
    """The lines printed in the window: the address, with the name before it unless it is there."""
    lines = [line.strip() for line in address if line.strip()]
    if not lines:
        return ()
    if lines[0].casefold() == recipient.strip().casefold():
        return tuple(lines)
    return (recipient.strip(), *lines)
