"""A letter as an e-mail: text and HTML, PDF when wanted; a confidential one is only a notice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from engine.clock import at_london, london
from engine.errors import BadInput
from engine.letters import wording
from engine.letters.document import Letter
from engine.letters.html import to_html
from engine.letters.text import to_text

#: bytes of all that is attached: many mail servers take no more than 20 MB as it travels
MOST_ATTACHED = 10 * 1024 * 1024
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document that goes with a letter."""

    filename: str
    media_type: str
    content: bytes


def fits(sizes: Iterable[int]) -> bool:
    """Whether documents of these sizes can be attached to one e-mail."""
    return sum(sizes) <= MOST_ATTACHED


def email_message(
    letter: Letter,
    pdf: bytes | None,
    sender: str,
    to: str,
    message_id: str,
    confidential: bool = False,
    *,
    at: datetime | None = None,
    sign_in: str = "",
    how: str = wording.NOTICE_LINK,
    enclosed: Sequence[Enclosure] = (),
) -> EmailMessage:
    """The e-mail that carries a letter to one address. The same letter gives the same bytes.

    ``pdf`` is attached when given, and what is ``enclosed``. ``message_id``: a dispatch's id, or
    a whole Message-ID. ``at``: when it is sent (noon of the letter's date when not given).
    ``confidential``: nothing of the case is in the message, only that a letter waits and the link
    ``sign_in``, introduced by ``how``. Raises BadInput for an address that cannot be used.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(letter, confidential)
    message["From"] = Address(
        _one_line(letter.letterhead.council), addr_spec=checked_email(sender)
    )
    message["To"] = Address(addr_spec=checked_email(to))
    if letter.letterhead.email:
        message["Reply-To"] = checked_email(letter.letterhead.email)
    message["Date"] = format_datetime(london(at or at_london(letter.issued, time(12))))
    message["Message-ID"] = _message_id(message_id, sender)
    message["Content-Language"] = letter.language
    text, html = (to_text(letter), to_html(letter))
    if confidential:
        text, html = _notice(letter, sign_in, how)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    if not confidential:
        _attach(message, letter, pdf, enclosed)
    _fix_boundaries(message)
    return message


def _attach(
    message: EmailMessage, letter: Letter, pdf: bytes | None, enclosed: Sequence[Enclosure]
) -> None:
    if pdf is not None:
        name = f"{re.sub('[^A-Za-z0-9-]+', '-', letter.reference)}.pdf"
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    for each in enclosed:
        main, _, sub = each.media_type.partition("/")
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.filename)


def checked_email(address: str) -> str:
    """The address, if an e-mail can go there. Raises BadInput."""
    if not _ADDRESS.fullmatch(address) or ".." in address:
        raise BadInput(f"{address!r} is not an e-mail address.")
    try:
        Address(addr_spec=address)
    except (HeaderParseError, ValueError) as error:
        raise BadInput(f"{address!r} is not an e-mail address.") from error
    return address


def _subject(letter: Letter, confidential: bool) -> str:
    if confidential:
        return f"{wording.NOTICE_TITLE} {_one_line(letter.letterhead.council)}"
    title, reference = _one_line(letter.body.title), _one_line(letter.reference)
    return f"{title}: {reference}" if reference else title


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _message_id(given: str, sender: str) -> str:
    """``<dispatch-42@council.example>``: a retry of the same dispatch has the same id."""
    if re.fullmatch(r"<[^<>\s@]+@[^<>\s@]+>", given):
        return given
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", given)
    return f"<redress-{name}@{sender.rpartition('@')[2]}>"


def _notice(letter: Letter, sign_in: str, how: str) -> tuple[str, str]:
    """What a confidential letter's e-mail says: nothing of the case, not even its reference."""
    council = letter.letterhead.council
    where = how if sign_in else wording.NOTICE_ASK
    ways = sign_in or letter.letterhead.phone
    said = [f"{letter.greeting},", f"{wording.NOTICE_WAITS}", f"{where} {ways}".strip(), council]
    size = 25 if letter.large_print else 17
    linked = f'<a href="{escape(sign_in)}">{escape(sign_in)}</a>' if sign_in else escape(ways)
    inside = [escape(said[0]), escape(said[1]), f"{escape(where)} {linked}", escape(said[3])]
    html = (
        f'<!DOCTYPE html>\n<html lang="{escape(letter.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n'
        f"<title>{escape(wording.NOTICE_TITLE)} {escape(council)}</title>\n</head>\n"
        f'<body style="font-family:Arial,sans-serif;font-size:{size}px">\n'
        + "\n".join(f"<p>{line}</p>" for line in inside)
        + "\n</body>\n</html>\n"
    )
    return "\n\n".join(said) + "\n", html


def _fix_boundaries(message: EmailMessage) -> None:
    """Boundaries from the Message-ID, not from chance: the same letter is the same bytes."""
    seed = str(message["Message-ID"]).encode()
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{hashlib.sha256(seed + bytes([number])).hexdigest()[:32]}")
