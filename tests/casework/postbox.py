"""A real mail server of the test's own: it keeps what it takes, and answers what it is told to."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from engine.settings import Smtp

SENDER = "complaints@example.org"


class Postbox:
    """The server's side. ``data``: its answer; ``hang up`` takes a message and breaks off."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.data = "250 OK"
        self.rcpt = "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        if self.data == "hang up":
            self.taken.append(envelope.content)
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "250 OK"
        if self.data.startswith("250"):
            self.taken.append(envelope.content)
        return self.data

    @property
    def messages(self) -> list[EmailMessage]:
        """What it took, read."""
        return [email.message_from_bytes(raw, policy=email.policy.SMTP) for raw in self.taken]

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each: a letter that was sent twice is there twice."""
        return [str(message["Message-ID"]) for message in self.messages]


@contextmanager
def postbox() -> Iterator[tuple[Postbox, Smtp]]:
    """A server at work, and the settings that reach it."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, Smtp("127.0.0.1", port, SENDER, security="none")
    finally:
        controller.stop()
