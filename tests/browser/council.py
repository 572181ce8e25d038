"""The demo council behind a real web server, in a thread of this process."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import waitress
from waitress import wasyncore

from engine import demo, scheduler
from engine.bootstrap import Office, open_office
from engine.casework import accounts
from engine.catalogue import Catalogue
from engine.clock import ShiftedClock
from engine.desk import worklists
from engine.permissions import Actor
from engine.settings import Settings
from web import create_app


@dataclass(frozen=True)
class Council:
    """A council that can be visited at ``url``."""

    office: Office
    url: str

    def letters_leave(self) -> None:
        """What the scheduler does every few seconds."""
        scheduler.sweep(self.office)

    def case_of(self, tree: str) -> str:
        """The reference of a resident's case."""
        (row,) = worklists.search(self.office, self.manager, f"Resident {tree}")
        return row.reference

    @property
    def manager(self) -> Actor:
        """The complaints manager."""
        return self.actor("manager")

    def actor(self, username: str) -> Actor:
        """Somebody with an account of the demo."""
        found = accounts.sign_in(self.office, username, demo.PASSWORD)
        assert found is not None
        return found


def open_in(folder: Path, catalogue: Catalogue) -> Office:
    """A demo office in a folder, with the machine's clock and the shift that visitors may add."""
    settings = Settings(
        database_url=f"sqlite:///{folder / 'redress.sqlite3'}",
        var=folder,
        profile="DEMO-COUNCIL",
        secret_key="a secret of the browser tests",
        demo=True,
    )
    return open_office(settings, ShiftedClock(folder / "demo_clock"), catalogue)


@contextmanager
def serving(settled: Path, folder: Path, catalogue: Catalogue) -> Iterator[Council]:
    """A copy of a settled council, served until the end."""
    shutil.copytree(settled, folder, dirs_exist_ok=True)
    office = open_in(folder, catalogue)
    with served(office) as url:
        yield Council(office, url)
    office.store.close()


@contextmanager
def served(office: Office) -> Iterator[str]:
    """An office's screens behind a real web server; their address."""
    server = waitress.create_server(create_app(office), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, name="council", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # Browsers keep their connections open: the server's own thread closes them all
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()


def code_on(page_text: str) -> str:
    """The tracking code as the confirmation shows it: five signs, a space, five signs."""
    found = re.search(r"\b([0-9A-Z]{5} [0-9A-Z]{5})\b", page_text)
    assert found, page_text
    return found[1]
