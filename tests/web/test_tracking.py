"""A resident follows a case: proof, plain words, letters, the next stage, withdrawing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine import scheduler
from engine.casework import tasks
from engine.casework.intake import Receipt, Someone
from engine.desk.case_file import case_file
from engine.desk.tracking import WITHHELD
from tests.web.places import Browser, House
from web.residents.tracking import MOST_TRIES


def tracks(house: House, receipt: Receipt) -> Browser:
    resident = house.somebody()
    page = resident.post("/track", given(receipt))
    assert page.path == "/track/case", page.main
    return resident


def given(receipt: Receipt, **changes: str) -> dict[str, str]:
    proof = {"reference": receipt.reference, "code": receipt.code, "postcode": "zz99 9zz"}
    return proof | changes


def test_the_case_is_told_in_plain_words_with_the_working_of_its_date(house: House) -> None:
    receipt = house.complaint()
    page = tracks(house, receipt).get("/track/case")
    assert "We have received your complaint" in page.main
    assert "How we worked this date out" in page.main
    assert "counts as received" in page.main or "received" in page.main
    assert "What to do if you have not heard from us" in page.main


@pytest.mark.parametrize(
    "wrong",
    [{"code": "0000000000"}, {"reference": "COM-2026-99999"}, {"postcode": "AB1 2CD"},
     {"postcode": ""}],
)  # fmt: skip
def test_every_wrong_proof_gets_the_same_answer(house: House, wrong: dict[str, str]) -> None:
    receipt = house.complaint()
    page = house.somebody().post("/track", given(receipt, **wrong))
    assert page.status == 422
    assert page.errors == [
        "We cannot find a complaint with these details. Check all three and try again"
    ]


def test_without_an_address_no_postcode_is_asked_for(house: House) -> None:
    receipt = house.complaint(address=())
    resident = house.somebody()
    page = resident.post("/track", given(receipt, postcode=""))
    assert page.path == "/track/case"


def test_empty_boxes_are_told(house: House) -> None:
    page = house.somebody().post("/track", {})
    assert page.errors == ["Enter your reference", "Enter your code"]


def test_guessing_is_stopped(house: House) -> None:
    receipt = house.complaint()
    guesser = house.somebody()
    for number in range(MOST_TRIES):
        assert guesser.post("/track", given(receipt, code=f"000000000{number}")).status == 422
    assert guesser.post("/track", given(receipt)).status == 429


def test_letters_can_be_read_as_text_and_as_pdf(house: House) -> None:
    resident = tracks(house, house.answered())
    page = resident.get("/track/case")
    letters = [link for link in page.links() if "/track/letters/" in link]
    assert len(letters) == 2
    letter = resident.get(letters[-1])
    assert "Dear Dilys Example" in letter.main
    pdf = resident.client.get(f"{letters[-1]}.pdf")
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF")


def test_each_point_shows_what_was_found(house: House) -> None:
    receipt = house.complaint(points=("The bin", "The phone"))
    task = house.task(receipt.reference)
    tasks.complete(house.office, house.actors["triage"], task, {"triage": "accept"})
    found = {
        "p1": {"finding": "upheld", "reason": "Yes."},
        "p2": {"finding": "not_upheld", "reason": "No."},
    }
    task = house.task(receipt.reference)
    tasks.complete(house.office, house.actors["investigator"], task, {"points": found})
    scheduler.sweep(house.office)
    page = tracks(house, receipt).get("/track/case")
    points = [li.text_content() for li in page.tree.xpath("//ol[contains(@class,'number')]/li")]
    assert points == ["The binUpheld", "The phoneNot upheld"]


def test_another_cases_letter_is_not_found(house: House) -> None:
    house.answered()
    other = house.complaint(name="Olwen Other")
    assert tracks(house, other).get("/track/letters/1").status == 404


def test_the_next_stage_can_be_asked_for(house: House) -> None:
    receipt = house.answered()
    resident = tracks(house, receipt)
    form = resident.get("/track/next-stage")
    assert form.box("text") == ""
    assert form.box("ground") is None  # this council's rules ask for no ground
    page = resident.post("/track/next-stage", {"page": "1", "text": "You missed a point."})
    assert page.path == "/track/case"
    assert "You have asked for the next stage" in page.main
    case = case_file(house.office, house.actors["manager"], receipt.reference)
    assert case.status == "open"


def test_a_council_with_a_gate_asks_for_the_ground(build: object) -> None:
    house: House = build(profile="NHDC-2019")  # type: ignore[operator]
    receipt = house.answered()
    resident = tracks(house, receipt)
    assert resident.get("/track/next-stage").box("ground") == ""
    page = resident.post("/track/next-stage", {"page": "1", "ground": "G2"})
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert page.box("ground") == "G2"


def test_the_next_stage_too_early_is_refused_with_the_reason(house: House) -> None:
    resident = tracks(house, house.complaint())
    page = resident.get("/track/next-stage")
    assert page.path == "/track/case"
    assert "Not done" in page.main
    assert "after our stage 1 answer" in page.main
    page = resident.post("/track/next-stage", {"page": "1", "text": "Now!"})
    assert page.status == 409
    assert "after our stage 1 answer" in page.main


def test_withdrawing_is_asked_twice_and_confirmed_by_an_officer(house: House) -> None:
    receipt = house.complaint()
    resident = tracks(house, receipt)
    assert "Do you want to withdraw" in resident.get("/track/withdraw").main
    page = resident.post("/track/withdraw", {"reason": "It is solved."})
    assert "You have asked to withdraw" in page.main
    case = case_file(house.office, house.actors["manager"], receipt.reference)
    assert case.status == "open"
    assert resident.post("/track/withdraw", {}).status == 409


def test_leaving_forgets_the_case(house: House) -> None:
    resident = tracks(house, house.complaint())
    resident.post("/track/leave")
    assert resident.get("/track/case").path == "/track"


def test_what_somebody_wrote_is_shown_as_text(house: House, tmp_path: Path) -> None:
    receipt = house.complaint(text="<script>alert(1)</script> & <img src=x>")
    page = tracks(house, receipt).get("/track/case")
    assert "<script>" not in page.source
    assert "<script>alert(1)</script>" in page.main


def withheld(house: House) -> tuple[Receipt, Browser]:
    """Somebody's helper opens a case, and then its customer has to be asked."""
    helper = Someone(name="Hew Helper", email="hew@example.org")
    receipt = house.complaint(representative=helper)
    resident = tracks(house, receipt)
    task = house.task(receipt.reference)
    answers: dict[str, object] = {"triage": "ask_customer", "reply_by": date(2026, 3, 17)}
    tasks.complete(house.office, house.actors["triage"], task, answers)
    scheduler.sweep(house.office)
    return receipt, resident


def test_a_case_that_is_withheld_says_why_and_no_more(house: House) -> None:
    receipt, resident = withheld(house)
    page = resident.get("/track/case")
    assert WITHHELD in page.main
    assert [each.text_content() for each in page.tree.xpath("//main//h1|//main//h2")] == [
        f"Complaint {receipt.reference}"
    ]
    assert not [link for link in page.links() if link.startswith("/track/")]
    for secret in ("The bin", "My bin was missed", "letter", "Dilys", "stage", "received"):
        assert secret not in page.main.replace(WITHHELD, "")
    assert tracks(house, receipt).get("/track/case").main == page.main


@pytest.mark.parametrize("path", ["message", "withdraw", "next-stage"])
def test_nothing_can_be_done_in_a_case_that_is_withheld(house: House, path: str) -> None:
    receipt, resident = withheld(house)
    before = case_file(house.office, house.actors["manager"], receipt.reference)
    for page in (
        resident.get(f"/track/{path}"),
        resident.post(f"/track/{path}", {"page": "1", "text": "Hello", "reason": "Enough."}),
    ):
        assert page.status == 403
        assert WITHHELD in page.main
        assert not page.tree.xpath("//main//textarea")
    after = case_file(house.office, house.actors["manager"], receipt.reference)
    assert (after.contacts, after.tasks) == (before.contacts, before.tasks)


def test_no_letter_of_a_case_that_is_withheld_can_be_read(house: House) -> None:
    receipt, resident = withheld(house)
    letters = case_file(house.office, house.actors["manager"], receipt.reference).letters
    assert letters
    for letter in letters:
        for ending in ("", ".pdf"):
            assert resident.get(f"/track/letters/{letter.id}{ending}").status == 404
