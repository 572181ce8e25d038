"""The embedded scheduler: what is due goes off, what is queued is sent; rows are the truth."""

from __future__ import annotations

import logging
import threading

from engine.bootstrap import Office
from engine.casework import dates, sending

log = logging.getLogger(__name__)

#: seconds between sweeps; a date is never noticed later than this
EVERY = 5.0
#: sweeps that may follow one another because each made the next thing due
MOST_ROUNDS = 50


def sweep(office: Office) -> int:
    """Do everything that is due now, in as many rounds as it takes. Returns how much was done.

    A case or letter that fails is logged and left for the next sweep; the others go on.
    """
    done, failed = 0, set[tuple[str, int]]()
    for _ in range(MOST_ROUNDS):
        jobs = [("dates", case) for case in dates.due_cases(office)]
        jobs += [("letter", dispatch) for dispatch in sending.due(office)]
        jobs = [job for job in jobs if job not in failed]
        if not jobs:
            break
        for job in jobs:
            if not _do(office, job):
                failed.add(job)
            done += 1
    return done


def _do(office: Office, job: tuple[str, int]) -> bool:
    kind, number = job
    try:
        if kind == "dates":
            dates.let_dates_come(office, number)
            return True
        return sending.deliver(office, number)
    except Exception:  # whatever it is, the other cases must not wait for it
        log.exception("%s %s could not be done; it is tried again", kind, number)
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
        sending.doubt_interrupted(self._office, at_start=self._office.store.dialect == "sqlite")
        self._thread.start()

    def run(self) -> None:
        """Sweep, wait, sweep. Ends after ``stop``."""
        while not self._stop.is_set():
            try:
                sending.doubt_interrupted(self._office)
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
