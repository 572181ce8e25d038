"""What an operator may set, read once from the environment (``REDRESS_…``), frozen."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import BadInput

HOUSE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. ``security`` is ``none``, ``starttls`` or ``tls``.

    ``ca_file``: the certificates to trust in place of the system's; empty for the system's.
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    security: str = "starttls"
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one Redress is set up."""

    database_url: str
    var: Path  # what this Redress writes: database, outbox, demo clock
    processes: Path = HOUSE / "processes"
    letters: Path = HOUSE / "letters"
    profile: str = "LGSCO-2024"  # the council's profile; the one in force at receipt is used
    host: str = "127.0.0.1"
    port: int = 8000
    secret_key: str = ""
    base_url: str = "http://127.0.0.1:8000"
    demo: bool = False
    smtp: Smtp | None = None
    link_days: int = 42  # how long a link works that somebody without an account to sign in gets

    @property
    def outbox(self) -> Path:
        """Where letters go that no mail server takes: a dated folder a day."""
        return self.var / "outbox"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from ``REDRESS_…``; docs/operating.md lists them.

    Raises BadInput with one sentence when a value cannot be used.
    """
    get = {k.removeprefix("REDRESS_"): v for k, v in environ.items() if k.startswith("REDRESS_")}
    var = Path(get.get("VAR", HOUSE / "var"))
    demo = get.get("DEMO", "") in ("1", "true", "yes")
    host, port = get.get("HOST", "127.0.0.1"), _port("REDRESS_PORT", get.get("PORT", "8000"))
    return Settings(
        database_url=get.get("DATABASE_URL", f"sqlite:///{var / 'redress.sqlite3'}"),
        var=var,
        processes=Path(get.get("PROCESSES", HOUSE / "processes")),
        letters=Path(get.get("LETTERS", HOUSE / "letters")),
        profile=get.get("PROFILE", "DEMO-COUNCIL" if demo else "LGSCO-2024"),
        host=host,
        port=port,
        secret_key=get.get("SECRET_KEY") or _kept_secret(var),
        base_url=get.get("BASE_URL", f"http://{host}:{port}").rstrip("/"),
        demo=demo,
        smtp=_smtp(get),
        link_days=_days("REDRESS_LINK_DAYS", get.get("LINK_DAYS", "42")),
    )


def _port(name: str, text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadInput(f"{name} must be a port number between 1 and 65535, not {text!r}.")
    return int(text)


def _days(name: str, text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 366:
        raise BadInput(f"{name} must be a number of days between 1 and 366, not {text!r}.")
    return int(text)


def _kept_secret(var: Path) -> str:
    """A secret made once and kept, readable by its owner only."""
    file = var / "secret_key"
    if not file.exists():
        var.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text().strip()


def _smtp(get: Mapping[str, str]) -> Smtp | None:
    host = get.get("SMTP_HOST")
    if not host:
        return None
    sender = get.get("SMTP_SENDER", "")
    if "@" not in sender:
        raise BadInput("REDRESS_SMTP_SENDER must be the e-mail address that letters come from.")
    security = get.get("SMTP_SECURITY", "starttls")
    if security not in ("none", "starttls", "tls"):
        raise BadInput(f"REDRESS_SMTP_SECURITY must be none, starttls or tls, not {security!r}.")
    ca_file = get.get("SMTP_CA_FILE", "")
    if ca_file and not Path(ca_file).is_file():
        raise BadInput(f"REDRESS_SMTP_CA_FILE must be a file with certificates, not {ca_file!r}.")
    return Smtp(
        host=host,
        port=_port("REDRESS_SMTP_PORT", get.get("SMTP_PORT", "587")),
        sender=sender,
        user=get.get("SMTP_USER", ""),
        password=get.get("SMTP_PASSWORD", ""),
        security=security,
        ca_file=ca_file,
    )
