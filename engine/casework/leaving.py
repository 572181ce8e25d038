"""What leaves, byte for byte, and the channel that takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from engine.casework.letter_ways import EMAIL, PORTAL
from engine.clock import london_date
from engine.letters import (
    DeliveryFailed,
    Enclosure,
    ManifestRow,
    email_message,
    file_letter,
    page_count,
    send_email,
    to_pdf,
    wording,
)
from engine.letters.document import Letter
from engine.settings import Smtp
from engine.store.office import Office


@dataclass(frozen=True, slots=True)
class Leaving:
    """A letter on its way to one recipient, as its sending began."""

    dispatch_id: int
    letter: Letter
    channel: str
    to: str
    message_id: str
    name: str
    confidential: bool
    began: datetime
    door: str = ""  # of a confidential letter: where it can be read
    #: the same, as it is kept: the secret of somebody's own link is in no copy
    kept_door: str = ""
    how: str = wording.NOTICE_LINK  # what is said of the door
    enclosed: tuple[Enclosure, ...] = ()  # what is attached to a plain e-mail


@dataclass(frozen=True, slots=True)
class Copy:
    """What leaves. ``format``: eml or pdf. The same leaving gives the same bytes at any time.

    ``content`` is what is kept: of ``message``, without the secret of a link in it.
    """

    content: bytes
    format: str
    message: EmailMessage | None = None


def prepare(office: Office, leaving: Leaving) -> Copy:
    """Make the message or the PDF. Raises BadInput or LetterRefused when that cannot be done."""
    if leaving.channel != EMAIL:
        return Copy(to_pdf(leaving.letter), "pdf")
    pdf = to_pdf(leaving.letter) if leaving.letter.large_print else None
    message = _message(office, leaving, pdf, leaving.door)
    kept = _message(office, leaving, pdf, leaving.kept_door) if leaving.kept_door else message
    return Copy(bytes(kept), "eml", message)


def _message(office: Office, leaving: Leaving, pdf: bytes | None, door: str) -> EmailMessage:
    return email_message(
        leaving.letter,
        pdf,
        _sender(office, leaving.letter),
        leaving.to,
        leaving.message_id,
        leaving.confidential,
        at=leaving.began,
        sign_in=door or f"{office.settings.base_url}/track",
        how=leaving.how,
        enclosed=leaving.enclosed,
    )


def hand_over(office: Office, leaving: Leaving, copy: Copy) -> None:
    """Give the letter to its channel. Raises DeliveryFailed."""
    smtp = _mail_server(office, leaving.channel)
    if smtp is not None and copy.message is not None:
        send_email(smtp, copy.message)
    elif leaving.channel != PORTAL:
        _file(office, leaving, copy)


def repeatable(office: Office, channel: str) -> bool:
    """Whether an interrupted sending by this channel can be done again without sending twice."""
    return _mail_server(office, channel) is None


def is_filed(office: Office, leaving: Leaving, copy: Copy) -> bool:
    """Whether the letter reached the outbox in the sending that began then."""
    day = london_date(leaving.began)
    return (office.settings.outbox / day.isoformat() / _file_name(leaving, copy)).exists()


def _file(office: Office, leaving: Leaving, copy: Copy) -> None:
    pages = page_count(copy.content) if copy.format == "pdf" else 0
    row = ManifestRow(str(leaving.dispatch_id), leaving.letter.recipient, leaving.channel, pages)
    day = london_date(leaving.began)
    try:
        whole = copy.content if copy.message is None else bytes(copy.message)
        file_letter(office.settings.outbox, day, _file_name(leaving, copy), whole, row)
    except OSError as error:
        raise DeliveryFailed(f"The outbox cannot be written: {error}", permanent=False) from error


def _file_name(leaving: Leaving, copy: Copy) -> str:
    return f"{leaving.name}.{copy.format}"


def _mail_server(office: Office, channel: str) -> Smtp | None:
    return office.settings.smtp if channel == EMAIL else None


def _sender(office: Office, letter: Letter) -> str:
    smtp = office.settings.smtp
    if smtp is not None:
        return smtp.sender
    return letter.letterhead.email or "complaints@localhost.localdomain"
