"""What a resident sees: reference, code and postcode open it, and only what is theirs."""

from __future__ import annotations

from datetime import date

import pytest

from engine.casework import intake, messages
from engine.desk import tracking
from engine.desk.views import Tracking
from engine.errors import NotFound
from engine.letters import to_text
from tests.casework.council import POSTAL

HELPER = intake.Someone(name="Bob", email="bob@example.org")


def test_reference_code_and_postcode_together_open_a_case(each_council):
    council = each_council
    receipt = council.receipt(address=POSTAL)
    page = tracking.track(council.office, receipt.reference, receipt.code, "ab99 9zz")
    assert (page.reference, page.received_on) == (receipt.reference, date(2024, 4, 3))
    lenient = receipt.code.lower().replace("0", "o").replace("1", "i")
    tracking.track(council.office, f" {receipt.reference.lower()}", f"{lenient} ", "AB999ZZ")


def test_whichever_is_wrong_the_answer_is_the_same(council):
    receipt, other = council.receipt(address=POSTAL), council.receipt(address=POSTAL)
    for reference, code, postcode in (
        ("COM-2024-99999", receipt.code, "AB99 9ZZ"),
        (receipt.reference, other.code, "AB99 9ZZ"),
        (receipt.reference, "", "AB99 9ZZ"),
        (receipt.reference, receipt.code, "AB99 9ZY"),
        (receipt.reference, receipt.code, ""),
    ):
        with pytest.raises(NotFound) as wrong:
            tracking.track(council.office, reference, code, postcode)
        assert str(wrong.value) == tracking.WRONG


def test_without_an_address_no_postcode_is_asked(council):
    receipt = council.receipt()
    assert tracking.track(council.office, receipt.reference, receipt.code).status == "open"


def test_the_page_says_the_councils_next_date_and_its_working(council):
    reference = council.receives()
    page = tracking.tracking(council.office, reference)
    assert (page.next_says, page.next_on) == ("We will acknowledge it by", date(2024, 4, 5))
    council.accepted(reference)
    council.sweeps()
    page = tracking.tracking(council.office, reference)
    assert (page.next_says, page.next_on, page.late) == (
        "We will answer by",
        date(2024, 4, 17),
        False,
    )
    assert page.next_working


def test_a_date_given_in_an_update_replaces_the_one_it_moved(council):
    reference = council.accepted()
    council.passes("2024-04-17T10:00")
    council.does("manager", reference, "late1", until="2024-04-26", reason="Somebody is ill.")
    council.sweeps()
    page = tracking.tracking(council.office, reference)
    assert (page.next_says, page.next_on) == (
        "We now expect to answer by",
        date(2024, 4, 26),
    )


def test_a_late_case_says_so_and_whom_to_ask(council):
    reference = council.accepted()
    council.passes("2024-04-18T10:00")
    page = tracking.tracking(council.office, reference)
    assert page.late
    assert "0300 061 0614" in page.if_late


def test_only_letters_that_left_are_shown_and_only_ones_own_copy(council):
    reference, another = council.receives(representative=HELPER), council.receives()
    council.accepted(reference)
    assert tracking.tracking(council.office, reference).letters == ()
    council.sweeps()
    (letter,) = tracking.tracking(council.office, reference).letters
    own = tracking.letter(council.office, reference, letter.id)
    assert own.recipient == "Alice Sample"
    assert "Dear Bob" not in to_text(own)
    for case, wrong in ((another, letter.id), (reference, 999)):
        with pytest.raises(NotFound):
            tracking.letter(council.office, case, wrong)


def test_what_may_be_asked_is_offered_and_why_not_is_said(council):
    reference = council.accepted()
    page = tracking.tracking(council.office, reference)
    assert (page.may_ask_stage2, page.may_withdraw) == (False, True)
    assert "after our stage 1 answer" in page.stage2_why_not
    council.sweeps()
    council.answered_now(reference)
    page = tracking.tracking(council.office, reference)
    assert (page.may_ask_stage2, page.may_withdraw, page.stage2_until) == (
        True,
        False,
        date(2024, 4, 17),
    )
    assert page.outcome == "Upheld at stage 1"


def test_a_withdrawal_that_waits_is_said(council):
    reference = council.accepted()
    council.acts("complainant", reference, "withdraw")
    page = tracking.tracking(council.office, reference)
    assert (page.withdraw_asked, page.may_withdraw) == (True, False)
    assert "check with you" in page.step


def test_findings_are_not_shown_before_the_letter_says_them(council):
    """An answer that is being checked is not an answer yet."""
    reference = council.accepted()
    approver = council.people["approver"].officer_id
    found = {"finding": "upheld", "reason": "A secret until the letter goes."}
    council.does(
        "investigator", reference, "answer_stage1", points={"p1": found}, approver=approver
    )
    page = tracking.tracking(council.office, reference)
    assert (page.points, page.outcome) == ((), "")
    council.does("approver", reference, "approve_stage1", approval="approve")
    assert tracking.tracking(council.office, reference).points == ()


def test_events_are_told_the_newest_first(council):
    page = tracking.tracking(council.office, council.answered())
    assert [words for _, words in page.events] == [
        "We closed your complaint",
        "We sent a letter: Our answer to your complaint",
        "We sent a letter: We are looking into your complaint",
        "We received your complaint",
    ]


def test_what_we_asked_for_is_shown_with_its_day(council):
    reference = council.receives()
    council.acts(
        "triage",
        reference,
        "ask_complainant",
        what_we_need="A photo of the bin.",
        why_needed="To find it.",
        reply_by=date(2024, 4, 17),
    )
    council.sweeps()
    page = tracking.tracking(council.office, reference)
    assert page.step == "We need something from you before we can go on."
    assert page.shown == "A photo of the bin."
    assert page.needs == (("Please send us what we asked for by", date(2024, 4, 17)),)
    council.does("triage", reference, "record_reply", reply_came="came", what_they_sent="It.")
    page = tracking.tracking(council.office, reference)
    assert (page.shown, page.needs) == ("", ())


def test_a_risk_that_is_referred_is_not_told(council):
    reference = council.receives(at_risk=True)
    council.does("triage", reference, "triage", at_risk=True)
    page = tracking.tracking(council.office, reference)
    assert page.step == "We have received your complaint and are reading it."
    assert all(says == "We received your complaint" for _, says in page.events)
    assert page.next_says == "We will acknowledge it by"


def asked_customer(council):
    """A case that Bob sent for Alice, who has not agreed to it yet: its receipt."""
    receipt = council.receipt(representative=HELPER)
    reply = date(2024, 4, 17)
    council.does("triage", receipt.reference, "triage", triage="ask_customer", reply_by=reply)
    council.sweeps()
    return receipt


def test_while_the_customer_is_asked_nothing_of_the_case_is_told(each_council):
    council = each_council
    receipt = asked_customer(council)
    page = tracking.track(council.office, receipt.reference, receipt.code)
    assert page == Tracking(
        reference=receipt.reference,
        title="",
        received_on=date(2024, 4, 3),
        status="open",
        step=tracking.WITHHELD,
        next_says="",
        next_on=None,
        next_working=(),
        next_summary="",
        late=False,
        if_late="",
        letters=(),
        events=(),
        may_ask_stage2=False,
        stage2_why_not="",
        stage2_form=None,
        stage2_until=None,
        may_withdraw=False,
        withdraw_asked=False,
        outcome="",
        withheld=True,
    )
    (letter,) = council.file(receipt.reference).letters
    with pytest.raises(NotFound):
        tracking.letter(council.office, receipt.reference, letter.id)


def test_a_wrong_code_learns_nothing_of_a_withheld_case(council):
    receipt = asked_customer(council)
    for look in (tracking.track, tracking.resident_actor):
        with pytest.raises(NotFound) as wrong:
            look(council.office, receipt.reference, "0000000000")
        assert str(wrong.value) == tracking.WRONG


@pytest.mark.parametrize("copies", [True, False])
def test_once_the_customer_agrees_the_case_is_told_if_copies_go_on(council, copies):
    """Whoever wrote may still have the code."""
    receipt = asked_customer(council)
    agreed = {"customer_answer": "confirmed", "copies": copies}
    council.does("triage", receipt.reference, "ask_customer", **agreed)
    council.accepted(receipt.reference)
    council.sweeps()
    page = tracking.track(council.office, receipt.reference, receipt.code)
    assert page.withheld is not copies
    assert bool(page.letters) is copies


def test_a_case_that_was_opened_again_says_so(council):
    reference = council.answered()
    council.acts("manager", reference, "reopen", why_reopened="new_evidence", text="A photo.")
    page = tracking.tracking(council.office, reference)
    assert page.step == "We have opened your complaint again and are reading what is new."
    assert "We opened your complaint again" in [words for _, words in page.events]


def test_a_closed_case_says_what_is_still_possible_and_until_when(council):
    reference = council.answered()
    page = tracking.tracking(council.office, reference)
    assert ("You can ask for stage 2 until", date(2024, 4, 17)) in page.windows
    says = [says for says, _ in page.windows]
    assert "You can ask us to open it again until" in says
    council.passes("2024-04-18T10:00")
    says = [says for says, _ in tracking.tracking(council.office, reference).windows]
    assert says == ["You can ask us to open it again until"]


def test_messages_are_shown_to_who_sent_them_and_notes_are_not(council):
    reference = council.accepted()
    alice = council.resident(reference)
    messages.send(council.office, alice, reference, "My photo is on its way.")
    council.acts("desk", reference, "contact", text="She sounded unwell.")
    page = tracking.tracking(council.office, reference)
    assert [each.text for each in page.messages] == ["My photo is on its way."]
    assert page.may_write


def test_every_place_where_a_case_can_wait_has_words_of_its_own(council):
    """A step for people outside the stages is told in the procedure's own words, or is triage."""
    procedure = council.office.catalogue.procedures["corporate-complaint"]
    said = " ".join(step.when for step in procedure.tracking.steps)
    usual = {"triage", "late_look", "late_request", "refer_risk", "refer_risk_later"}
    drawn = [procedure.diagram, *procedure.side_diagrams.values()]
    for diagram in drawn:
        for element in diagram.elements.values():
            container = diagram.elements.get(element.container)
            staged = container is not None and container.name.startswith(("Stage", "Answer at"))
            if element.tag == "userTask" and not staged and element.id not in usual:
                assert f"open('{element.id}')" in said, element.id


def test_what_may_be_asked_of_a_closed_case_is_not_what_we_need(council):
    """While stage 2 runs, the time to have the case opened again is nothing to answer by."""
    reference = council.answered()
    council.sweeps()
    council.acts("complainant", reference, "request_stage2", ground="G1", text="again")
    tracked = tracking.tracking(council.office, reference)
    assert tracked.needs == ()
