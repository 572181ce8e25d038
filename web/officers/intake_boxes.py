"""What an officer typed about a complaint that came in, read as a complaint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from engine.casework.intake import Complaint, Someone
from engine.clock import at_london, london
from web.forms.reading import NotADateError, read_date
from web.forms.typed import Typed, one

CHANNELS: Mapping[str, str] = {
    "phone": "Phone",
    "email": "E-mail",
    "letter": "Letter",
    "in_person": "In person",
    "paper_form": "Paper form",
    "social_media": "Social media",
    "newspaper_letter": "A letter in a newspaper",
    "councillor": "Through a councillor",
    "organisation": "From another organisation",
    "officer": "From an officer of the council",
}
#: how letters may go -> what is needed for it
WAYS: Mapping[str, tuple[str, str]] = {
    "email": ("By e-mail", "email"),
    "post": ("By post", "address"),
    "private_message": ("By private message", "handle"),
}
ADJUSTMENTS: Mapping[str, str] = {
    "large_print": "Letters in large print",
    "easy_read": "Easy Read",
    "phone_first": "A call before we write",
    "email_only": "E-mail only, no post",
    "post_only": "Post only, no e-mail",
    "language": "Help with language, or letters in another language",
}
#: the box that an error of the engine belongs to
BOXES: Mapping[str, str] = {
    "happened_on": "happened-day",
    "known_on": "known-day",
    "received_at": "received-day",
}
_MOST_TEXT, _MOST_LINE = 20_000, 400
_LONG = frozenset({"text", "wanted", "points", "address", "representative_address", "risk"})


class Unreadable(Exception):  # it says what is wrong, as refusals do
    """What was typed is no complaint yet: ``errors`` by box."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


def begun(now: datetime) -> dict[str, list[str]]:
    """The boxes before anybody typed: it came just now."""
    here = london(now)
    today = (("day", here.day), ("month", here.month), ("year", here.year))
    boxes = {f"received-{part}": [str(number)] for part, number in today}
    return {**boxes, "received-time": [f"{here:%H:%M}"], "copies": ["yes"]}


def complaint_of(typed: Typed, services: tuple[str, ...]) -> Complaint:
    """The complaint that the boxes describe. Raises Unreadable."""
    errors = _wrong(typed, services)
    dates = _dates(typed, errors)
    if errors:
        raise Unreadable(errors)
    at = _time(typed)
    assert at is not None
    return Complaint(
        name=_line(typed, "name"),
        text=_text(typed, "text"),
        email=_line(typed, "email"),
        phone=_line(typed, "phone"),
        address=_address(typed, "address"),
        channel=one(typed, "channel"),
        preferred_channel=_way(typed),
        handle=_line(typed, "handle"),
        service=one(typed, "service"),
        wanted=_text(typed, "wanted"),
        happened_on=dates["happened"],
        known_on=dates["known"],
        adjustments=_adjustments(typed),
        help_needed=_line(typed, "help_needed"),
        points=tuple(_text(typed, "points").splitlines()),
        received_at=at_london(dates["received"], at) if dates["received"] else None,
        representative=_representative(typed),
        copies=one(typed, "copies") != "no",
        anonymous=one(typed, "anonymous") == "yes",
        at_risk=one(typed, "at_risk") == "yes",
        data=_facts(typed),
    )


def _wrong(typed: Typed, services: tuple[str, ...]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if one(typed, "channel") not in CHANNELS:
        errors["channel"] = "Select how it reached us."
    if services and one(typed, "service") not in services:
        errors["service"] = "Select the service."
    if _time(typed) is None:
        errors["received-time"] = "Enter the time it was received, like 09:30."
    way = one(typed, "preferred_channel")
    if way and (way not in WAYS or not _text(typed, WAYS[way][1])):
        errors["preferred_channel"] = "Letters cannot go that way without an address for it."
    if "language" in typed.get("adjustments", ()) and not _line(typed, "language"):
        errors["language"] = "Enter the language."
    if not one(typed, "representative_name").strip() and _someone_else(typed):
        errors["representative_name"] = "Enter the name of the representative."
    return errors | _too_long(typed)


def _too_long(typed: Typed) -> dict[str, str]:
    return {
        box: f"This must be {most:,} characters or fewer."
        for box, texts in typed.items()
        for most in [_MOST_TEXT if box in _LONG else _MOST_LINE]
        if any(len(text) > most for text in texts)
    }


def _dates(typed: Typed, errors: dict[str, str]) -> dict[str, date | None]:
    found: dict[str, date | None] = {}
    titles = {
        "received": "The date it was received",
        "happened": "The date it happened",
        "known": "The date they first knew",
    }
    for box, title in titles.items():
        try:
            found[box] = read_date(typed, box, title)
        except NotADateError as wrong:
            errors[f"{box}-day"] = str(wrong)
    if found.get("received", 0) is None:
        errors["received-day"] = "Enter the date it was received."
    return found


def _time(typed: Typed) -> time | None:
    text = one(typed, "received-time").strip().replace(".", ":")
    try:
        return time.fromisoformat(text.zfill(5)).replace(tzinfo=None)
    except ValueError:
        return None


def _line(typed: Typed, box: str) -> str:
    return " ".join(one(typed, box).split())


def _text(typed: Typed, box: str) -> str:
    return one(typed, box).replace("\r\n", "\n").strip()


def _address(typed: Typed, box: str) -> tuple[str, ...]:
    lines = [line.strip().rstrip(",") for line in _text(typed, box).splitlines() if line.strip()]
    return (*lines[:-1], lines[-1].upper()) if lines else ()


def _way(typed: Typed) -> str:
    """As they asked; else the first way in which a letter can reach them."""
    chosen = one(typed, "preferred_channel")
    possible = [way for way, (_, needs) in WAYS.items() if _text(typed, needs)]
    return chosen or next(iter(possible), "email")


def _adjustments(typed: Typed) -> tuple[str, ...]:
    chosen = typed.get("adjustments", ())
    language = f"language:{_line(typed, 'language')}"
    return tuple(
        language if name == "language" else name for name in ADJUSTMENTS if name in chosen
    )


def _someone_else(typed: Typed) -> bool:
    boxes = ("name", "email", "phone", "address")
    return any(_text(typed, f"representative_{box}") for box in boxes)


def _representative(typed: Typed) -> Someone | None:
    if not _someone_else(typed):
        return None
    address = _address(typed, "representative_address")
    email = _line(typed, "representative_email")
    return Someone(
        name=_line(typed, "representative_name"),
        email=email,
        phone=_line(typed, "representative_phone"),
        address=address,
        preferred_channel="post" if address and not email else "email",
    )


def _facts(typed: Typed) -> dict[str, object]:
    texts = ["location", "earlier_reports", "contractor", "source", "risk"]
    asked = ["contractor_contacted"] if _line(typed, "contractor") else []
    if _someone_else(typed):
        texts, asked = [*texts, "relation"], [*asked, "authority", "copies"]
    facts: dict[str, object] = {name: text for name in texts if (text := _text(typed, name))}
    return facts | {name: one(typed, name) == "yes" for name in asked if one(typed, name)}
