"""By a link of their own: what somebody sees and does in a case without signing in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from engine import scheduler
from engine.casework import accounts, documents, tasks
from tests.casework.council import Council
from tests.casework.outsiders import CHANGE, appoints, hires
from tests.casework.small import SMALL, accepted, answered, small_catalogue
from tests.web.places import PASSWORD, Browser, House, Officer, Page, file_of
from web import create_app

REVIEW = {
    "title": "Look again",
    "intro": "Please look at the answer again.",
    "shows": ["ask_again"],
    "fields": [
        {"id": "points", "type": "findings", "label": "Findings", "required": True},
        {"id": "changed", "type": "long_text", "label": "What changed", "required": True},
        {"id": "report", "type": "file", "label": "Your report"},
        {"id": "gone", "type": "bool", "label": "Is it gone?", "when": "triage == 'reject'"},
        {"id": "gone_why", "type": "text", "label": "Why?", "required": True, "when": "gone"},
        {"id": "came", "type": "text", "label": "How did it reach us?", "asked_of": "officer"},
    ],
}
PDF = b"%PDF-1.4\n%nothing\n"


UNSHOWN = {**REVIEW, "shows": []}


class Place:
    """A council whose review waits for an independent person, who has a link."""

    def __init__(
        self,
        url: str,
        folder: Path,
        change: Mapping[str, Any] = CHANGE,
        review: Mapping[str, Any] = REVIEW,
    ) -> None:
        yaml = {**change["yaml"], "forms": {**change["yaml"]["forms"], "review": review}}
        known = small_catalogue(folder / "house", {**change, "yaml": yaml})
        self.council = Council(url, folder / "var", "BASE-2024", known=known)
        self.council.hires(SMALL)
        hires(self.council, "iris", "otto")
        self.app = create_app(self.council.office)
        self.receipt = self.council.receipt(procedure="small")
        self.reference = answered(self.council, accepted(self.council, self.receipt.reference))
        self.council.acts("complainant", self.reference, "request_stage2", text="Nobody came.")
        appoints(self.council, self.reference, first="iris")
        self.task = self.council.task(self.reference, "review")
        iris = self.council.people["iris"].officer_id
        assert iris is not None
        tasks.assign(self.council.office, self.council.people["mandy"], self.task, iris, "Yours.")
        self.council.sweeps()

    def mails(self) -> list[str]:
        """The e-mails with links that were put into the outbox, oldest first."""
        found = sorted((self.council.folder / "outbox").rglob("*-link-*.eml"))
        return [file.read_text() for file in sorted(found, key=lambda each: each.name)]

    def secret(self) -> str:
        found = re.findall(r"/partners/([\w-]{40,})", self.mails()[-1].replace("=\n", ""))
        return str(found[-1])

    def comes(self, secret: str = "") -> tuple[Browser, Page]:
        """Somebody opens the link and goes on."""
        browser = Browser(self.app)
        door = browser.get(f"/partners/{secret or self.secret()}")
        return browser, browser.post("/partners", door.hidden())

    def officer(self) -> Officer:
        digest = accounts.HASHER.hash(PASSWORD)
        with self.council.office.store.write() as session:
            from engine.store.officers import by_username

            row = by_username(session, "mandy")
            assert row is not None
            row.password_hash = digest
        return Officer(self.app, "mandy")


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[Place]:
    made = Place(sqlite_url, tmp_path)
    yield made
    made.council.close()


@pytest.mark.parametrize("review", [REVIEW, UNSHOWN])
def test_they_read_what_their_form_shows_of_what_was_said_before_and_no_more(
    review: Mapping[str, Any], sqlite_url: str, tmp_path: Path
) -> None:
    place = Place(sqlite_url, tmp_path, review=review)
    browser, _ = place.comes()
    said = browser.get(f"/partners/tasks/{place.task}").main
    assert ("Nobody came." in said) == ("What was said before" in said) == bool(review["shows"])
    place.council.close()


def test_the_link_leads_to_the_form_and_the_answer_back_into_the_case(place: Place) -> None:
    browser, page = place.comes()
    assert page.path == "/partners/case"
    assert "Look again" in page.main
    assert "alice@example.org" not in page.source
    form = f"/partners/tasks/{place.task}"
    wrong = browser.post(form, {"page": "1", "p1": ""})
    assert wrong.status == 422
    assert "What changed" in wrong.main
    answers: dict[str, Any] = {
        "points-p1-finding": "upheld",
        "points-p1-reason": "The crew forgot it.",
        "changed": "Nothing.",
    }
    browser.post(form, {"page": "1", "changed": "Not yet", "save": "yes"})
    assert browser.get(form).box("changed") == "Not yet"
    assert "Why?" not in browser.get(form).main  # it depends on what this case does not ask
    assert "How did it reach us?" not in browser.get(form).main  # only officers are asked that
    check = browser.post(form, {"page": "1", **answers, "report": file_of(PDF, "report.pdf")})
    assert check.path == f"{form}/check"
    assert "report.pdf" in check.main
    assert "This letter goes when you send" in check.main
    done = browser.post(check.path, check.hidden())
    assert done.path == "/partners/done"
    assert "is done" in done.main
    again = browser.post(check.path, check.hidden())
    assert again.status == 409
    scheduler.sweep(place.council.office)
    file = place.council.file(place.reference)
    assert file.status == "closed"
    assert [document.filename for document in file.documents] == ["report.pdf"]
    assert "report.pdf" in browser.get("/partners/case").main  # their own, and nothing else


def test_they_see_the_documents_and_letters_for_them_alone(place: Place) -> None:
    manager = place.officer()
    people = f"/officers/cases/{place.reference}/people"
    office, mandy = place.council.office, place.council.people["mandy"]
    for name in ("statement.pdf", "secret.pdf"):
        documents.add(office, mandy, place.reference, documents.Upload(name, "", PDF))
    files = place.council.file(place.reference).documents
    iris = place.council.people["iris"].officer_id
    path = f"/officers/cases/{place.reference}/guests/{iris}"
    assert "Send a new link to Iris" in manager.get(people).main
    manager.post(f"{path}/documents", {"document": str(files[0].id)})
    browser, page = place.comes()
    assert "statement.pdf" in page.main
    assert "secret.pdf" not in page.main
    assert browser.get(f"/partners/documents/{files[0].id}").response.data == PDF
    assert browser.get(f"/partners/documents/{files[1].id}").status == 404
    ways = {way.capacity: way.id for way in place.council.ways(place.reference)}
    assert browser.get(f"/partners/letters/{ways['complainant']}").status == 404
    for address in (f"/officers/cases/{place.reference}", "/track/case", "/reports"):
        assert browser.client.get(address).status_code in (302, 404)


def test_an_action_that_is_theirs_is_offered_and_no_other(place: Place) -> None:
    browser, page = place.comes()
    assert [link for link in page.links() if "/actions/" in link] == ["/partners/actions/remark"]
    assert browser.post("/partners/actions/appoint", {"page": "1"}).status == 403
    assert browser.post("/partners/actions/remark", {"page": "1"}).status == 422
    done = browser.post("/partners/actions/remark", {"page": "1", "text": "Looks thin."})
    assert "“Make a remark” is done" in done.main


def test_a_link_opens_its_own_case_alone(place: Place) -> None:
    other = answered(place.council)
    place.council.acts("complainant", other, "request_stage2", text="again")
    appoints(place.council, other, first="iris")
    browser, _ = place.comes()
    task = place.council.task(other, "review")
    assert browser.get(f"/partners/tasks/{task}").status == 404
    assert browser.post(f"/partners/tasks/{task}/check", {"answers": "{}"}).status == 404


def test_whatever_is_wrong_with_a_link_it_is_one_plain_page(place: Place) -> None:
    browser, _ = place.comes()
    iris = place.council.people["iris"].officer_id
    manager = place.officer()
    ended = {"wanted": "end"}
    manager.post(f"/officers/cases/{place.reference}/guests/{iris}/link", ended)
    pages = [browser.get("/partners/case"), place.comes()[1], place.comes("nonsense")[1]]
    pages.append(Browser(place.app).get("/partners/case"))
    assert {page.status for page in pages} == {410}
    assert len({page.main for page in pages}) == 1
    manager.post(f"/officers/cases/{place.reference}/guests/{iris}/link", {"wanted": "send"})
    place.council.sweeps()
    assert place.comes()[1].path == "/partners/case"


def test_links_cannot_be_tried_out(place: Place) -> None:
    for _ in range(30):
        place.comes("x" * 43)
    assert place.comes()[1].status == 429


def test_who_is_no_employee_does_not_sign_in(place: Place) -> None:
    digest = accounts.HASHER.hash(PASSWORD)
    with place.council.office.store.write() as session:
        from engine.store.officers import by_username

        row = by_username(session, "otto")
        assert row is not None
        row.password_hash = digest
    assert accounts.sign_in(place.council.office, "otto", PASSWORD) is None


def test_a_house_without_guests_shows_none(house: House) -> None:
    receipt = house.complaint()
    assert (
        "Links of their own"
        not in house.officer("triage").opens(receipt.reference, "/people").main
    )
