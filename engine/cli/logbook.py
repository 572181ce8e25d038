"""What a running Redress says in the terminal: its own words, and others' only when they warn."""

from __future__ import annotations

import logging

#: libraries that tell each of their steps: the schema's changes, every state of every task
_TALKATIVE = ("alembic", "spiff")


def begin() -> None:
    """Log to stderr from now on."""
    shown = "%(asctime)s %(levelname)s %(name)s %(message)s"
    logging.basicConfig(level=logging.INFO, format=shown)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
