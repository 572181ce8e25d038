"""The embedded scheduler: what is due goes off, what is queued is sent; rows are the truth."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from engine.bootstrap import Office
from engine.casework import dates, link_mail, preparing, sending

log = logging.getLogger(__name__)

#: seconds between sweeps; a date is never noticed later than this
EVERY = 5.0
#: sweeps that may follow one another because each made the next thing due
MOST_ROUNDS = 50
#: cases, and letters, that one round looks up
AT_ONCE = 100


def sweep(office: Office, at_once: int = AT_ONCE) -> int:
    """Do everything that is due now, in as many rounds as it takes. Returns how much was done.

    A case or letter that fails is logged and left for the next sweep; the others go on.
    """
    done, failed = 0, _Failed()
    for _ in range(MOST_ROUNDS):
        cases = dates.due_cases(office, at_once, failed.cases)
        letters = sending.due(office, at_once, failed.letters)
        links = link_mail.due(office, at_once, failed.links)
        _all(partial(dates.let_dates_come, office), cases, "case", failed.cases)
        _all(partial(sending.deliver, office), letters, "letter", failed.letters)
        _all(partial(link_mail.deliver, office), links, "link", failed.links)
        if not (now := len(cases) + len(letters) + len(links)):
            break
        done += now
    return done


def _all(job: Callable[[int], object], about: Iterable[int], name: str, failed: set[int]) -> None:
    for each in about:
        if not _do(partial(job, each), f"{name} {each}"):
            failed.add(each)


def let_time_pass(office: Office, until: datetime, move: Callable[[datetime], None]) -> int:
    """Take a clock that can be moved to ``until``: every date on the way comes at its own moment.

    ``move`` sets the office's clock, forward only. Returns how much was done.
    """
    done, last = 0, None
    while (due := preparing.next_due(office)) is not None and due <= until and due != last:
        last = due  # the same again: it could not be done, and the log says why
        move(max(due, office.clock.now()))
        done += sweep(office)
    move(max(until, office.clock.now()))
    return done + sweep(office)


@dataclass
class _Failed:
    """What could not be done in this sweep, so that it is not tried over and over."""

    cases: set[int] = field(default_factory=set)
    letters: set[int] = field(default_factory=set)
    links: set[int] = field(default_factory=set)


def _do(job: Callable[[], object], name: str) -> bool:
    try:
        return job() is not False
    except Exception:  # whatever it is, the other cases must not wait for it
        log.exception("%s could not be done; it is tried again", name)
        return False


class Scheduler:
    """Sweeps in a thread of its own until it is stopped."""

    def __init__(self, office: Office, every: float = EVERY) -> None:
        self._office, self._every = office, every
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self.run, name="scheduler", daemon=True)

    def start(self) -> None:
        """Begin; sendings that a crash interrupted are looked at first.

        With SQLite nobody else sends, so whatever says ``sending`` now was interrupted. With
        PostgreSQL another process may be at it; there the time a sending may take decides.
        """
        alone = self._office.store.dialect == "sqlite"
        sending.doubt_interrupted(self._office, at_start=alone)
        link_mail.doubt_interrupted(self._office, at_start=alone)
        self._thread.start()

    def run(self) -> None:
        """Sweep, wait, sweep. Ends after ``stop``."""
        while not self._stop.is_set():
            try:
                sending.doubt_interrupted(self._office)
                link_mail.doubt_interrupted(self._office)
                self._office.look_again()
                sweep(self._office)
            except Exception:
                log.exception("the sweep failed; the next one comes in %s s", self._every)
            self._wake.wait(self._every)
            self._wake.clear()

    def wake(self) -> None:
        """Sweep now."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the sweep that runs, then end."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)
