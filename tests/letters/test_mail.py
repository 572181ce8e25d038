"""E-mail: what the message holds, and a real server that takes it, refuses it or breaks off."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from engine.errors import BadInput
from engine.letters import DeliveryFailed, email_message, send_email, to_pdf
from engine.settings import Smtp
from tests.letters.vocabulary import body_of, letter

SENDER, TO = "complaints@example.org", "resident@example.com"


class Postbox:
    """A mail server's side: keeps what it takes, answers what it is told to."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.rcpt, self.data = "250 OK", "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        if self.data == "hang up":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            await asyncio.sleep(0)
            return "250 OK"
        if self.data.startswith("250"):
            self.taken.append(envelope.content)
        return self.data


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, Smtp]]:
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, Smtp("127.0.0.1", port, SENDER, security="none")
    controller.stop()


def message(**changes: Any) -> EmailMessage:
    given: dict[str, Any] = {
        "letter": letter(body_of("COR-EXT1")),
        "pdf": None,
        "sender": SENDER,
        "to": TO,
        "message_id": "17",
    }
    return email_message(**{**given, **changes})


def part(sent: EmailMessage, kind: str) -> str:
    found = sent.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def test_a_letter_arrives_as_text_and_html(postbox: tuple[Postbox, Smtp]) -> None:
    box, smtp = postbox
    send_email(smtp, message())
    got = email.message_from_bytes(box.taken[0], policy=email.policy.default)
    assert isinstance(got, EmailMessage)
    assert got["Subject"] == "We need more time to answer your complaint: COM-2024-00042"
    assert got["From"].addresses[0].display_name == "Demonstration Borough Council"
    assert got["Message-ID"] == "<redress-17@example.org>"
    assert got["Date"].datetime.date().isoformat() == "2024-04-03"
    text, html = part(got, "plain"), part(got, "html")
    assert "Friday 19 April 2024" in text
    assert "www.lgo.org.uk" in text
    assert '<html lang="en-GB">' in html
    assert '<a href="https://www.lgo.org.uk"' in html
    assert "<table" not in html
    assert max(len(line) for line in text.splitlines()) <= 76
    assert not list(got.iter_attachments())


def test_large_print_goes_as_pdf_and_in_large_letters(postbox: tuple[Postbox, Smtp]) -> None:
    box, smtp = postbox
    large = letter(body_of("COR-EXT1"), large_print=True)
    send_email(smtp, message(letter=large, pdf=to_pdf(large)))
    got = email.message_from_bytes(box.taken[0], policy=email.policy.default)
    assert isinstance(got, EmailMessage)
    (attached,) = got.iter_attachments()
    assert attached.get_filename() == "COM-2024-00042.pdf"
    assert attached.get_content() == to_pdf(large)
    assert "font-size:25px" in part(got, "html")


def test_a_confidential_letter_sends_a_notice_without_the_case() -> None:
    sent = message(confidential=True, pdf=b"%PDF", sign_in="https://redress.example.org/letters")
    whole = sent.as_string() + part(sent, "plain") + part(sent, "html")
    for secret in ("COM-2024-00042", "more time", "19 April", "Ombudsman"):
        assert secret not in whole
    assert "https://redress.example.org/letters" in part(sent, "plain")
    assert not list(sent.iter_attachments())
    assert "01632 960100" in part(message(confidential=True), "plain")


def test_the_same_dispatch_is_the_same_bytes() -> None:
    pdf = to_pdf(letter())
    assert message(pdf=pdf).as_bytes() == message(pdf=pdf).as_bytes()


def test_a_title_or_name_cannot_add_a_header() -> None:
    sent = letter(body_of("COR-EXT1"))
    forged = replace(sent, reference="COM-1\r\nBcc: all@example.com")
    assert message(letter=forged)["Bcc"] is None


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@b", "a@b.example\nBcc: c@d.example", "a b@example.org"]
)
def test_an_address_that_is_none_is_refused(to: str) -> None:
    with pytest.raises(BadInput, match="not an e-mail address"):
        message(to=to)


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [("550 No such user", True), ("450 Mailbox busy", False), ("421 Come back later", False)],
)
def test_a_refused_recipient_is_final_or_not_as_the_server_says(
    postbox: tuple[Postbox, Smtp], answer: str, permanent: bool
) -> None:
    box, smtp = postbox
    box.rcpt = answer
    with pytest.raises(DeliveryFailed) as failed:
        send_email(smtp, message())
    assert failed.value.permanent is permanent
    assert failed.value.doubtful is False
    assert answer[4:] in str(failed.value)


@pytest.mark.parametrize(("answer", "permanent"), [("554 Spam", True), ("452 Full", False)])
def test_a_refused_text_is_final_or_not_as_the_server_says(
    postbox: tuple[Postbox, Smtp], answer: str, permanent: bool
) -> None:
    box, smtp = postbox
    box.data = answer
    with pytest.raises(DeliveryFailed) as failed:
        send_email(smtp, message())
    assert (failed.value.permanent, failed.value.doubtful) == (permanent, False)


def test_silence_after_the_text_is_doubtful(postbox: tuple[Postbox, Smtp]) -> None:
    box, smtp = postbox
    box.data = "hang up"
    with pytest.raises(DeliveryFailed) as failed:
        send_email(smtp, message())
    assert (failed.value.permanent, failed.value.doubtful) == (False, True)


def test_a_server_that_is_not_there_may_be_tried_again() -> None:
    with pytest.raises(DeliveryFailed, match=r"127\.0\.0\.1:1") as failed:
        send_email(Smtp("127.0.0.1", 1, SENDER, security="none"), message())
    assert failed.value.permanent is False


def test_a_server_without_encryption_is_not_spoken_to_when_encryption_is_asked(
    postbox: tuple[Postbox, Smtp],
) -> None:
    box, smtp = postbox
    with pytest.raises(DeliveryFailed) as failed:
        send_email(replace(smtp, security="starttls"), message())
    assert failed.value.permanent is False
    assert box.taken == []
