"""Mail over an encrypted connection: signing in, and certificates that are really checked."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from engine.errors import BadInput
from engine.letters import DeliveryFailed, email_message, send_email
from engine.settings import Smtp, read_settings
from tests.letters.vocabulary import body_of, letter

SENDER, USER, PASSWORD = "complaints@example.org", "redress", "not a real password"
OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(
    OPENSSL is None, reason="The command openssl, which makes the test's certificates, is missing."
)


class Postbox:
    """Keeps what it takes, and who had signed in."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.signed_in: list[bool] = []

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not session.authenticated:
            return "530 Sign in first"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        self.signed_in.append(bool(session.authenticated))
        return "250 OK"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``ca.pem`` signed ``server.pem`` for 127.0.0.1; ``other.pem`` is another CA."""
    folder = tmp_path_factory.mktemp("certificates")
    for name in ("ca", "other"):
        _openssl(folder, f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={name} "
                         f"-keyout {name}.key -out {name}.pem")  # fmt: skip
    _openssl(folder, "req -newkey rsa:2048 -nodes -subj /CN=mail -keyout server.key -out mail.csr")
    (folder / "san").write_text("subjectAltName=IP:127.0.0.1\n")
    _openssl(folder, "x509 -req -in mail.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
                     "-extfile san -out server.pem")  # fmt: skip
    return folder


def _openssl(folder: Path, words: str) -> None:
    assert OPENSSL is not None
    subprocess.run([OPENSSL, *words.split()], cwd=folder, check=True, capture_output=True)


@contextmanager
def server(folder: Path, security: str) -> Iterator[tuple[Postbox, Smtp]]:
    """A mail server that takes letters only encrypted and from who signed in."""
    box, secure = Postbox(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(folder / "server.pem", folder / "server.key")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    encrypted: dict[str, Any] = {"tls_context": secure, "require_starttls": True}
    if security == "tls":  # aiosmtpd does not see that the connection is encrypted already
        encrypted = {"ssl_context": secure, "auth_require_tls": False}
    controller = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=_known, **encrypted
    )
    controller.start()
    try:
        ca = str(folder / "ca.pem")
        yield box, Smtp("127.0.0.1", port, SENDER, USER, PASSWORD, security, ca)
    finally:
        controller.stop()


def _known(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object
) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == right, handled=False)


def send(smtp: Smtp) -> None:
    sent = letter(body_of("COR-EXT1"))
    send_email(smtp, email_message(sent, None, SENDER, "resident@example.com", "17"))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_goes_encrypted_after_signing_in(certificates: Path, security: str) -> None:
    with server(certificates, security) as (box, smtp):
        send(smtp)
    assert box.signed_in == [True]
    assert b"We need more time" in box.taken[0]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_wrong_password_sends_nothing_and_may_be_mended(
    certificates: Path, security: str
) -> None:
    with server(certificates, security) as (box, smtp):
        with pytest.raises(DeliveryFailed, match="535") as failed:
            send(replace(smtp, password="wrong"))
        send(smtp)
    assert (failed.value.permanent, failed.value.doubtful) == (False, False)
    assert len(box.taken) == 1


def test_a_letter_of_nobody_who_signed_in_is_not_taken(certificates: Path) -> None:
    with server(certificates, "starttls") as (box, smtp):
        with pytest.raises(DeliveryFailed, match="530"):
            send(replace(smtp, user=""))
        assert box.taken == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", ["", "other.pem"])
def test_a_server_that_nobody_vouches_for_gets_nothing(
    certificates: Path, security: str, trusted: str
) -> None:
    with server(certificates, security) as (box, smtp):
        ca = str(certificates / trusted) if trusted else ""
        with pytest.raises(DeliveryFailed, match="certificate") as failed:
            send(replace(smtp, ca_file=ca))
    assert failed.value.doubtful is False
    assert box.taken == []


def test_a_certificate_of_another_host_is_not_accepted(certificates: Path) -> None:
    with (
        server(certificates, "starttls") as (box, smtp),
        pytest.raises(DeliveryFailed, match="certificate"),
    ):
        send(replace(smtp, host="localhost"))
    assert box.taken == []


def test_the_file_of_certificates_must_be_there(certificates: Path, tmp_path: Path) -> None:
    given = {
        "REDRESS_VAR": str(tmp_path),
        "REDRESS_SMTP_HOST": "mail.example.org",
        "REDRESS_SMTP_SENDER": SENDER,
        "REDRESS_SMTP_CA_FILE": str(certificates / "ca.pem"),
    }
    smtp = read_settings(given).smtp
    assert smtp is not None
    assert smtp.ca_file == str(certificates / "ca.pem")
    with pytest.raises(BadInput, match="REDRESS_SMTP_CA_FILE must be a file"):
        read_settings({**given, "REDRESS_SMTP_CA_FILE": str(tmp_path / "none.pem")})
