"""A task completed over HTTP, and the officers' queue: the whole way through the screens."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from engine.bench.council import PASSWORD, Council
from engine.bench.rows import COMMITS, MS, STATEMENTS, Row, row, took
from engine.bootstrap import Counted, counting

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser:
    """An officer's browser, without a network in between."""

    def __init__(self, council: Council, username: str) -> None:
        # The web is started by its name: the engine does not know it
        app = import_module("web").create_app(council.office)
        self._client = app.test_client()
        self._post("/sign-in", {"username": username, "password": PASSWORD}, "/sign-in")

    def get(self, path: str) -> str:
        """A page."""
        answer = self._client.get(path)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
        return str(answer.get_data(as_text=True))

    def _post(self, path: str, values: Mapping[str, str], form: str) -> None:
        self.send(path, {**values, "csrf_token": self.token(form)})

    def token(self, path: str) -> str:
        """What a form of that page carries, so that nobody else can send it."""
        found = TOKEN.search(self.get(path))
        assert found is not None, f"{path} has no form"
        return found[1]

    def send(self, path: str, values: Mapping[str, str]) -> Any:
        """Send a form; it has to lead on."""
        answer = self._client.post(path, data=values)
        assert answer.status_code in (302, 303), f"{path} answered {answer.status_code}"
        return answer


def completion_rows(council: Council, repeats: int) -> Iterator[Row]:
    """Statements, commits and time of the request that completes a task."""
    triage, investigator = Browser(council, "triage"), Browser(council, "investigator")
    yield from _completions(council, triage, "letter", repeats)
    yield from _completions(council, investigator, "no letter", repeats)


def _completions(council: Council, browser: Browser, kind: str, repeats: int) -> Iterator[Row]:
    times: list[float] = []
    counts: list[Counted] = []
    for turn in range(repeats + 3):
        reference = council.complaint() if kind == "letter" else council.accepted()
        answers = {"triage": "accept"} if kind == "letter" else council.answer()
        task = council.task(reference)
        form = {
            "csrf_token": browser.token(f"/officers/tasks/{task}"),
            "reference": reference,
            "answers": json.dumps(answers),
        }
        with counting(council.office.store) as counted:
            time = took(lambda: browser.send(f"/officers/tasks/{task}/check", form))  # noqa: B023
        browser.get(f"/officers/cases/{reference}")  # where it led: it shows what was said once
        if turn >= 3:
            times.append(time)
            counts.append(counted)
    name = f"HTTP: task, {kind}"
    statements = [float(len(counted.statements)) for counted in counts]
    yield row(f"{name} (BEGIN and COMMIT not counted)", STATEMENTS, statements, 12, "most")
    yield row(name, COMMITS, [float(counted.commits) for counted in counts], 1, "most")
    yield row(name, MS, times, MOST_HTTP_MS)


#: what viewflow took for a task over HTTP when the peers were measured, at its slowest
MOST_HTTP_MS = 6.8


def queue_rows(council: Council, cases: int, repeats: int) -> Iterator[Row]:
    """The first page of the queue, as the officer who has all these tasks sees it."""
    browser = Browser(council, "triage")
    path = "/officers?tab=in_time"
    browser.get(path)
    times = [took(lambda: browser.get(path)) for _ in range(repeats)]
    yield row(f"HTTP: queue, 50 of {cases:,} open cases", MS, times, 50, "p95")
