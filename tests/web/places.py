"""The words that tests of the screens speak: pages, browsers, residents, officers."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from engine.bootstrap import Office
from engine.casework import accounts, intake
from engine.permissions import Actor

#: a Tuesday, within office hours
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
PASSWORD = "a good long password"
PEOPLE = {
    "triage": ("Tess Triage", "Triage officer", ("triage_officer", "customer_services"), 2),
    "investigator": ("Ina Investigator", "Service manager", ("stage1_investigator",), 4),
    "other": ("Ola Other", "Service manager", ("stage1_investigator",), 4),
    "reviewer": ("Rex Reviewer", "Senior manager", ("stage2_reviewer",), 6),
    "manager": (
        "Mia Manager",
        "Complaints manager",
        ("complaints_manager", "stage1_approver"),
        5,
    ),
    "hr": ("Hal Adviser", "HR adviser", ("hr_adviser",), 4),
    "owner": ("Ona Owner", "Process owner", ("process_owner",), 5),
    "second": ("Sol Second", "Process owner", ("process_owner",), 5),
}
TEXT = "My bin was missed.\n\n  Nobody <b>phoned</b> back."


@dataclass(frozen=True)
class Page:
    """An answer, as a person sees it."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def source(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def path(self) -> str:
        return str(self.response.request.full_path).rstrip("?")

    @property
    def tree(self) -> Any:
        return html.fromstring(self.source)

    @property
    def title(self) -> str:
        return " ".join(self.tree.findtext(".//title").split())

    @property
    def main(self) -> str:
        """The words of the page's main part."""
        return " ".join(self.tree.find(".//main").text_content().split())

    @property
    def errors(self) -> list[str]:
        """The error summary, a sentence each."""
        found = self.tree.xpath("//div[contains(@class,'govuk-error-summary')]//li/a")
        return [" ".join(link.text_content().split()) for link in found]

    def box(self, name: str) -> str | None:
        """What stands in a box."""
        found = self.tree.xpath(f"//*[@name='{name}']")
        if not found:
            return None
        first = found[0]
        if first.tag == "textarea":
            return str(first.text or "").removeprefix("\n")
        if first.get("type") in ("radio", "checkbox"):
            chosen = [each.get("value") for each in found if each.get("checked") is not None]
            return chosen[0] if chosen else ""
        return str(first.get("value") or "")

    def hidden(self) -> dict[str, str]:
        """The hidden boxes of the last form of the main part."""
        found = self.tree.xpath("(//main//form)[last()]//input[@type='hidden']")
        return {each.get("name"): each.get("value") or "" for each in found}

    def links(self) -> list[str]:
        """Every address that the page leads to."""
        return [str(a.get("href")) for a in self.tree.xpath("//a[@href]")]


class Browser:
    """Somebody with a browser: sends the forms' tokens, follows redirects."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, path: str) -> Page:
        return Page(self.client.get(path, follow_redirects=True))

    def token(self) -> str:
        source = self.client.get("/track").get_data(as_text=True)
        if "csrf_token" not in source:
            source = self.client.get("/track/withdraw").get_data(as_text=True)
        if "csrf_token" not in source:
            source = self.client.get("/track/case").get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', source)
        assert found, source
        return found[1]

    def post(
        self, path: str, data: Mapping[str, object] | None = None, *, follow: bool = True
    ) -> Page:
        sent = {"csrf_token": self.token(), **(data or {})}
        answer = self.client.post(path, data=sent, follow_redirects=follow)
        for each in (*answer.history, answer):
            each.request.environ["wsgi.input"].close()  # a large body is a file
        return Page(answer)


class Officer(Browser):
    """An officer at work."""

    def __init__(self, app: Flask, username: str) -> None:
        super().__init__(app)
        self.username = username
        page = self.post("/sign-in", {"username": username, "password": PASSWORD})
        assert page.status == 200, page.main

    def opens(self, reference: str, part: str = "") -> Page:
        return self.get(f"/officers/cases/{reference}{part}")

    def answers(self, task_id: str, page: int = 1, **answers: Any) -> Page:
        """Answer a page of a task's form."""
        return self.post(f"/officers/tasks/{task_id}", {"page": str(page), **answers})

    def completes(self, check: Page, *, follow: bool = True) -> Page:
        """Press the button of the check page."""
        path = check.path
        return Page(self.client.post(path, data=check.hidden(), follow_redirects=follow))

    def decides(self, task_id: str, triage: str, **more: Any) -> Page:
        """Say that nobody is at risk, and what should happen."""
        self.answers(task_id, at_risk="no")
        return self.answers(task_id, page=2, triage=triage, **more)

    def triages(self, task_id: str) -> Page:
        """Accept a complaint, as far as the check page."""
        self.decides(task_id, "accept")
        self.answers(task_id, page=3, about_staff="no")
        return self.answers(task_id, page=4, **{"points-id": "p1", "points-text": "The bin"})


@dataclass(frozen=True)
class House:
    """A council at work: its office, its application, its people."""

    office: Office
    app: Flask
    actors: Mapping[str, Actor]

    def officer(self, username: str) -> Officer:
        return Officer(self.app, username)

    def somebody(self) -> Browser:
        return Browser(self.app)

    def complaint(self, **changes: object) -> intake.Receipt:
        """A complaint that has come in."""
        given: dict[str, Any] = {
            "name": "Dilys Example",
            "email": "dilys@example.org",
            "address": ("1 Sample Street", "Exampletown", "ZZ99 9ZZ"),
            "text": TEXT,
            "service": "Bins, recycling and street cleaning",
            **changes,
        }
        return intake.receive(self.office, intake.Complaint(**given), None)

    def task(self, reference: str, username: str = "triage") -> str:
        """The id of the case's first open task."""
        from engine.desk.case_file import case_file

        file = case_file(self.office, self.actors[username], reference)
        return next(task.id for task in file.tasks if task.status == "open")

    def investigated(self) -> tuple[str, str]:
        """A case of two points with an investigator's task: (reference, task)."""
        from engine.casework import tasks

        receipt = self.complaint()
        points = [{"id": "p1", "text": "The bin"}, {"id": "", "text": "The phone"}]
        task = self.task(receipt.reference)
        answers: dict[str, object] = {"triage": "accept", "points": points}
        tasks.complete(self.office, self.actors["triage"], task, answers)
        return receipt.reference, self.task(receipt.reference)

    def answered(self) -> intake.Receipt:
        """A case whose stage 1 answer has been written and sent."""
        from engine import scheduler
        from engine.casework import tasks

        receipt = self.complaint()
        triage, investigator = self.actors["triage"], self.actors["investigator"]
        tasks.complete(self.office, triage, self.task(receipt.reference), {"triage": "accept"})
        found = {"p1": {"finding": "upheld", "reason": "The crew missed it."}}
        task = self.task(receipt.reference)
        tasks.complete(self.office, investigator, task, {"points": found})
        scheduler.sweep(self.office)
        return receipt


@cache
def digest() -> str:
    """Of their password, made once."""
    return accounts.HASHER.hash(PASSWORD)


def open_accounts(office: Office, usernames: Sequence[str] = tuple(PEOPLE)) -> dict[str, Actor]:
    """Accounts for the people of the tests; one password, which takes long to digest."""
    from engine.store.officers import Officer as Row

    actors = {}
    with office.store.write() as session:
        for username in usernames:
            name, title, roles, grade = PEOPLE[username]
            row: Row = accounts.add_officer(session, office, name, username, title, roles, grade)
            row.password_hash = digest()
            actors[username] = accounts.as_actor(row)
    return actors


def file_of(content: bytes, name: str) -> tuple[io.BytesIO, str]:
    """A file to be uploaded."""
    return io.BytesIO(content), name
