"""A complaint as it comes in, and what is wrong with it: a sentence for each field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from engine.casework.documents import MOST_FILES, Upload, check_upload
from engine.casework.typed_answers import can_be_kept
from engine.clock import london_date
from engine.errors import BadInput, FormErrors
from engine.letters import check_address
from engine.letters.mail import checked_email

#: whoever does not want to be known is called so; no letter can go to them
ANONYMOUS = "Anonymous"
COMPLAINS = "person who complains"
CANNOT = "It contains a character that cannot be kept. Type it again."
CHANNELS = ("email", "post", "portal", "private_message")
ADJUSTMENTS = (
    "large_print",
    "email_only",
    "post_only",
    "phone_first",
    "language",
    "plain_email",
    "easy_read",
)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as they come in. ``address``: its lines, the postcode last."""

    name: str
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    preferred_channel: str = "email"
    handle: str = ""
    #: large_print, email_only, post_only, phone_first, language:…
    adjustments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody complains of. ``received_at``: when it reached the council, if earlier."""

    name: str
    text: str
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    channel: str = "web"
    preferred_channel: str = "email"
    handle: str = ""
    summary: str = ""
    service: str = ""
    wanted: str = ""
    happened_on: date | None = None
    adjustments: tuple[str, ...] = ()
    help_needed: str = ""
    documents: tuple[Upload, ...] = ()
    points: tuple[str, ...] = ()
    received_at: datetime | None = None
    representative: Someone | None = None
    procedure: str = "corporate-complaint"
    person_id: int | None = None  # a person already known, confirmed by an officer
    entry: str = "new"
    data: dict[str, object] = field(default_factory=dict)
    #: to the procedure's own questions (`intake: form:`), as they were typed
    answers: dict[str, object] = field(default_factory=dict)
    known_on: date | None = None  # when the person first knew of it
    anonymous: bool = False  # said so: no name, no letters
    at_risk: bool = False  # somebody may be harmed: for the same day
    #: an officer's word that ``person_id`` is the same person: how, and what beside an e-mail
    how_checked: str = ""
    beside_email: str = ""
    others: tuple[int, ...] = ()  # people whom the officer was shown, and who are others
    taking: tuple[str, ...] = ()  # details that replace the known person's: email, phone, address
    copies: bool = True  # whether the representative may get copies of letters


def check(complaint: Complaint, now: datetime, whose: str = COMPLAINS) -> None:
    """Raise FormErrors, a sentence for each field, when this cannot become a case.

    ``whose``: what the person is called, such as “applicant”.
    """
    errors = {} if complaint.anonymous else dict(_wrong_person(complaint, whose))
    if not complaint.text.strip():
        errors["text"] = "Enter what happened."
    errors |= {name: CANNOT for name, text in _texts(complaint) if not can_be_kept(text)}
    errors |= _wrong_dates(complaint, now)
    if len(complaint.documents) > MOST_FILES:
        errors["documents"] = f"You can send no more than {MOST_FILES} files."
    for upload in complaint.documents:
        try:
            check_upload(upload.filename, upload.content)
        except BadInput as wrong:
            errors["documents"] = str(wrong)
    if complaint.representative is not None:
        theirs = _wrong_person(complaint.representative)
        errors |= {f"representative_{name}": said for name, said in theirs}
    if errors:
        raise FormErrors(errors)


def _wrong_person(
    someone: Complaint | Someone, whose: str = COMPLAINS
) -> Iterator[tuple[str, str]]:
    if not someone.name.strip():
        yield "name", f"Enter the name of the {whose}."
    if someone.email.strip():
        try:
            checked_email(someone.email.strip())
        except BadInput:
            yield "email", "Enter an email address in the right form, like name@example.com."
    if someone.preferred_channel not in CHANNELS:
        yield "preferred_channel", f"A letter goes by one of: {', '.join(CHANNELS)}."
    strange = [w for w in someone.adjustments if w.partition(":")[0] not in ADJUSTMENTS]
    if strange:
        yield "adjustments", f"We do not know the adjustment {', '.join(strange)}."


def _texts(complaint: Complaint) -> Iterator[tuple[str, str]]:
    for name in ("name", "email", "phone", "text", "summary", "service", "wanted", "help_needed"):
        yield name, getattr(complaint, name)
    yield "address", " ".join(complaint.address)
    yield from ((name, text) for name, text in complaint.data.items() if isinstance(text, str))
    yield "points", " ".join(complaint.points)
    if complaint.representative is not None:
        yield "representative_name", complaint.representative.name


def check_reachable(complaint: Complaint) -> None:
    """What an officer records must say how to reach the person, or that they will not say.

    Raises FormErrors. Mandatory to open a case: NHDC 3Cs Policy 2019, 4.3.
    """
    ways = (complaint.email, complaint.phone, complaint.handle, "".join(complaint.address))
    given = any(way.strip() for way in ways)
    if complaint.anonymous and given:
        say = "Somebody who can be reached is not anonymous. Take out the contact details."
        raise FormErrors({"anonymous": say})
    if not complaint.anonymous and not given:
        say = "Enter a way to reach the person, or say that they want to stay anonymous."
        raise FormErrors({"email": say})
    wrong = dict(_wrong_ways(complaint))
    if wrong:
        raise FormErrors(wrong)


def _wrong_ways(complaint: Complaint) -> Iterator[tuple[str, str]]:
    """Nobody is asked again for an address that a letter cannot reach."""
    if complaint.address:
        why_not = check_address([complaint.name, *complaint.address])
        if why_not:
            yield "address", why_not
    if {"email_only", "post_only"} <= set(complaint.adjustments):
        yield "adjustments", "They cannot have only post and only e-mail. Choose one."


def _wrong_dates(complaint: Complaint, now: datetime) -> dict[str, str]:
    wrong = _wrong_knowledge(complaint, now)
    happened, received = complaint.happened_on, complaint.received_at
    if happened and happened > london_date(now):
        wrong["happened_on"] = "The date it happened must be today or in the past."
    if received and received > now:
        wrong["received_at"] = "The date it was received must not be in the future."
    if happened and received and happened > london_date(received):
        wrong["happened_on"] = "It cannot have happened after the complaint was received."
    return wrong


def _wrong_knowledge(complaint: Complaint, now: datetime) -> dict[str, str]:
    known, happened = complaint.known_on, complaint.happened_on
    if known is None:
        return {}
    if known > london_date(complaint.received_at or now):
        return {"known_on": "They cannot have learnt of it after they complained."}
    if happened and known < happened:
        return {"known_on": "They cannot have known of it before it happened."}
    return {}
