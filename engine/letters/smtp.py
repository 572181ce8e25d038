"""Hands an e-mail to the mail server, and says honestly what is known when that fails."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP

from engine.errors import RedressError
from engine.settings import Smtp

_SECONDS = 30.0


class DeliveryFailed(RedressError):
    """A message that was not handed over.

    ``permanent``: trying again cannot help (the server refused this address or message for good).
    ``doubtful``: the connection broke after the text had been sent, so it may have gone out all
    the same; such a message is never sent again by itself.
    """

    def __init__(self, reason: str, *, permanent: bool, doubtful: bool = False) -> None:
        super().__init__(reason)
        self.permanent, self.doubtful = permanent, doubtful


def send_email(smtp: Smtp, message: EmailMessage) -> None:
    """Hand one message to the server. Raises DeliveryFailed."""
    try:
        server = _connected(smtp)
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryFailed(_told(smtp, error), permanent=False) from error
    try:
        _announce(server, smtp, message)
        _hand_over(server, smtp, message)
    finally:
        _leave(server)


def _connected(smtp: Smtp) -> smtplib.SMTP:
    if smtp.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            smtp.host, smtp.port, timeout=_SECONDS, context=_trusting(smtp)
        )
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=_SECONDS)
    try:
        if smtp.security == "starttls":
            server.starttls(context=_trusting(smtp))
        if smtp.user:
            server.login(smtp.user, smtp.password)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _trusting(smtp: Smtp) -> ssl.SSLContext:
    """Certificates and host names are always checked, against the council's own CA if given."""
    return ssl.create_default_context(cafile=smtp.ca_file or None)


def _announce(server: smtplib.SMTP, smtp: Smtp, message: EmailMessage) -> None:
    """Sender and recipients; a refusal here is certain, nothing of the letter has been sent."""
    sender = message["From"].addresses[0].addr_spec
    recipients = [address.addr_spec for address in message["To"].addresses]
    try:
        _accepted(server.mail(sender))
        for recipient in recipients:
            _accepted(server.rcpt(recipient))
    except smtplib.SMTPResponseException as error:
        raise _refused(smtp, error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryFailed(_told(smtp, error), permanent=False) from error


def _hand_over(server: smtplib.SMTP, smtp: Smtp, message: EmailMessage) -> None:
    """The text. The server's own "no" is certain; silence after the text is not."""
    try:
        _accepted(server.data(message.as_bytes(policy=SMTP)))
    except smtplib.SMTPResponseException as error:
        raise _refused(smtp, error) from error
    except (OSError, smtplib.SMTPException) as error:
        reason = f"{smtp.host} broke off while taking the letter; it may have gone out."
        raise DeliveryFailed(reason, permanent=False, doubtful=True) from error


def _accepted(answer: tuple[int, bytes]) -> None:
    if answer[0] not in (250, 251):
        raise smtplib.SMTPResponseException(answer[0], answer[1])


def _refused(smtp: Smtp, error: smtplib.SMTPResponseException) -> DeliveryFailed:
    return DeliveryFailed(_told(smtp, error), permanent=500 <= error.smtp_code < 600)


def _told(smtp: Smtp, error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{smtp.host} answered {error.smtp_code}: {' '.join(text.split())}"
    return f"The mail server {smtp.host}:{smtp.port} cannot be used: {error}"


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; whether the server hears it no longer matters to the letter."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
