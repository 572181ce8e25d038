"""What came with a letter is given to whom that letter went, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.casework import documents
from engine.casework.documents import Upload
from engine.casework.intake import Receipt
from tests.casework.enclosing import ENCLOSING, PDF
from tests.casework.outsiders import CHANGE
from tests.casework.small import FOUND
from tests.web.places import Browser
from tests.web.test_partners import Place


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[Place]:
    """Iris looked again; her report went to whoever complained, and to her."""
    change: dict[str, Any] = {**ENCLOSING, "elements": CHANGE["elements"]}
    made = Place(sqlite_url, tmp_path, change)
    office, iris = made.council.office, made.council.people["iris"]
    for name in ("The report.pdf", "secret.pdf"):
        upload = Upload(name, "application/pdf", PDF)
        documents.add(office, made.council.people["mandy"], made.reference, upload)
    answers = {"points": FOUND, "changed": "Nothing.", "report": "The report.pdf"}
    made.council.does("iris", made.reference, "review", **answers)
    made.council.sweeps()
    assert iris.officer_id is not None
    yield made
    made.council.close()


def tracks(place: Place, receipt: Receipt) -> Browser:
    browser = Browser(place.app)
    proof = {"reference": receipt.reference, "code": receipt.code, "postcode": ""}
    assert browser.post("/track", proof).path == "/track/case"
    return browser


def test_the_complainant_saves_what_came_with_the_letter_and_no_other_can(place: Place) -> None:
    letter = place.council.file(place.reference).letters[-1]
    report, secret = place.council.file(place.reference).documents
    alice = tracks(place, place.receipt)
    page = alice.get(f"/track/letters/{letter.id}")
    assert "With this letter" in page.main
    link = f"/track/letters/{letter.id}/with/{report.id}"
    assert link in page.links()
    saved = alice.get(link).response
    assert saved.data == PDF
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert alice.get(f"/track/letters/{letter.id}/with/{secret.id}").status == 404
    earlier = place.council.file(place.reference).letters[0]
    assert alice.get(f"/track/letters/{earlier.id}/with/{report.id}").status == 404
    bob = tracks(
        place, place.council.receipt(procedure="small", name="Bob", email="b@example.org")
    )
    assert bob.get(link).status == 404
    assert Browser(place.app).get(link).path == "/track"


def test_who_does_not_sign_in_saves_what_came_with_their_own_letter(place: Place) -> None:
    report, secret = place.council.file(place.reference).documents
    ways = {way.capacity: way.id for way in place.council.ways(place.reference)}
    browser, _ = place.comes()
    mine = f"/partners/letters/{ways['independent_person']}"
    assert f"{mine}/with/{report.id}" in browser.get(mine).links()
    assert browser.get(f"{mine}/with/{report.id}").response.data == PDF
    assert browser.get(f"{mine}/with/{secret.id}").status == 404
    theirs = f"/partners/letters/{ways['complainant']}/with/{report.id}"
    assert browser.get(theirs).status == 404


def test_the_officers_page_lists_it_and_says_what_goes_into_the_envelope(place: Place) -> None:
    manager, reference = place.officer(), place.reference
    letter = place.council.file(reference).letters[-1]
    page = manager.get(f"/officers/cases/{reference}/letters/{letter.id}")
    assert "The report.pdf" in page.main
    assert "envelope" not in page.main  # both get it by e-mail
