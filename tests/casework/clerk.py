"""A process that works on whatever waits and sends what is queued, until it is done or killed.

It writes each action into its diary as it begins and, once the verb has come back, as it ends:
what the diary calls done must be done whatever happens next.
"""

from __future__ import annotations

import os
import random
from multiprocessing.synchronize import Event
from pathlib import Path

from engine import scheduler
from engine.casework import sending, tasks
from engine.settings import Smtp
from tests.casework.council import FOUND, Council
from tests.casework.postbox import SENDER

WORK: dict[str, tuple[str, dict[str, object]]] = {
    "triage": ("triage", {"triage": "accept"}),
    "answer_stage1": ("investigator", {"points": {"p1": FOUND}}),
}


class Diary:
    """Lines that are on the disk when ``write`` returns."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, *words: str) -> None:
        """One line."""
        os.write(self._file, (" ".join(words) + "\n").encode())
        os.fsync(self._file)


def work(council: Council, diary: Diary, chance: random.Random) -> None:
    """Everything that waits, in an order of chance; letters leave in between."""
    while waiting := [row for row in council.rows("task") if row.status == "open"]:
        task = chance.choice(waiting)
        who, answers = WORK[task.element]
        diary.write("begin", task.id)
        tasks.complete(council.office, council.people[who], task.id, answers)
        diary.write("done", task.id)
        if chance.random() < 0.7:
            scheduler.sweep(council.office)
    scheduler.sweep(council.office)


def main(url: str, folder: Path, port: int, seed: int, ready: Event) -> None:
    """Open the office, look after what was interrupted, work."""
    smtp = Smtp("127.0.0.1", port, SENDER, security="none")
    council = Council(url, folder, smtp=smtp)
    sending.doubt_interrupted(council.office, at_start=True)
    ready.set()  # whoever kills it waits for this
    work(council, Diary(folder / "diary"), random.Random(seed))  # noqa: S311
