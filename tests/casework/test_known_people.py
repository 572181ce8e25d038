"""Whether somebody is known already: an officer says so, and can take it back."""

from __future__ import annotations

import pytest

from engine.casework.intake import Someone
from engine.casework.somebody_new import somebody_new
from engine.desk import tracking
from engine.errors import FormErrors, NotFound, NotNow, NotPermitted
from tests.casework.council import POSTAL

HOW = {"how_checked": "They named their earlier reference."}


def known(council):
    """Alice's number, from a complaint of hers."""
    first = council.receives(phone="01632 960001")
    return council.resident(first).person_id


def link(council, reference, person, **values):
    council.acts("triage", reference, "same_person", person=person, **{**HOW, **values})


def test_candidates_stand_beside_a_case_with_their_reasons_and_other_cases(each_council):
    council = each_council
    first = council.answered()
    second = council.receives(name="Mrs Alice Sample")
    (found,) = council.file(second, "triage").candidates
    assert found.reasons == ("same e-mail address", "same name")
    assert not found.email_alone
    assert [(c.reference, c.status, c.outcome) for c in found.cases] == [
        (first, "closed", "Upheld at stage 1")
    ]
    assert council.file(second, "investigator").candidates == ()


def test_a_web_complaint_is_never_tied_to_anybody_by_itself(council):
    first, second = council.receives(), council.receives()
    assert council.resident(first).person_id != council.resident(second).person_id


def test_the_known_person_takes_the_place_of_the_one_it_came_with(each_council):
    council = each_council
    person = known(council)
    reference = council.receives(email="new@example.org", adjustments=("large_print",))
    link(council, reference, person)
    file = council.file(reference)
    (party,) = [p for p in file.parties if p.capacity == "complainant"]
    assert (party.person_id, party.email) == (person, "alice@example.org")
    assert party.adjustments == ("large print",)
    assert file.known_as.typed == (("E-mail", "new@example.org"),)
    assert file.known_as.how_checked == HOW["how_checked"]
    assert ("case:person:same", "Alice Sample") in council.audit(reference)
    council.accepted(reference)
    council.sweeps()
    assert council.ways(reference)[0].address == ["alice@example.org"]


def test_only_what_is_ticked_is_taken_over(council):
    person = known(council)
    reference = council.receives(email="new@example.org", phone="01632 960002")
    link(council, reference, person, take_email=True)
    (party,) = council.file(reference).parties
    assert (party.email, party.phone) == ("new@example.org", "01632 960001")


def test_a_wrong_link_is_undone_with_everything_that_came_of_it(each_council):
    council = each_council
    person = known(council)
    reference = council.receives(email="new@example.org", adjustments=("large_print",))
    came_as = council.resident(reference).person_id
    council.accepted(reference)
    council.sweeps()
    link(council, reference, person, take_email=True)
    council.acts("manager", reference, "not_same_person", reason="Her twin sister.")
    assert council.resident(reference).person_id == came_as
    (party,) = [p for p in council.file(reference).parties if p.capacity == "complainant"]
    assert (party.email, party.adjustments) == ("new@example.org", ("large print",))
    (first,) = [row for row in council.rows("person") if row.id == person]
    assert first.email == "alice@example.org"
    assert [row.person_id for row in council.rows("adjustment")] == [came_as]
    assert {way.person_id for way in council.ways(reference)} == {came_as}
    assert council.file(reference).known_as is None
    assert ("case:person:not_same", "Alice Sample") in council.audit(reference)
    link(council, reference, person)
    assert council.resident(reference).person_id == person


def test_a_detail_that_was_changed_after_the_link_is_not_put_back(council):
    person = known(council)
    reference = council.receives(email="new@example.org")
    link(council, reference, person, take_email=True)
    council.acts("desk", reference, "change_details", email="third@example.org", how_known="call")
    council.acts("manager", reference, "not_same_person", reason="Her twin sister.")
    (first,) = [row for row in council.rows("person") if row.id == person]
    assert first.email == "third@example.org"


def test_how_it_was_checked_must_be_said_and_an_email_alone_is_not_enough(council):
    person = known(council)
    reference = council.receives(name="Carol Else")
    with pytest.raises(FormErrors, match="How did you check"):
        council.acts("triage", reference, "same_person", person=person)
    with pytest.raises(FormErrors, match="e-mail address alone"):
        link(council, reference, person)
    link(council, reference, person, beside_email="She has married; we saw the certificate.")
    assert "certificate" in council.file(reference).known_as.how_checked


def test_what_cannot_be_said_of_who_somebody_is(council):
    person = known(council)
    reference = council.receives(representative=Someone(name="Bob", email="bob@example.org"))
    mine = council.resident(reference)
    helper = council.resident(reference, "representative")
    for wrong in (mine.person_id, helper.person_id, 9_999):
        with pytest.raises(FormErrors):
            link(council, reference, wrong)
    with pytest.raises(NotPermitted):
        council.acts("investigator", reference, "same_person", person=person, **HOW)
    with pytest.raises(NotPermitted):
        council.acts("complainant", reference, "same_person", person=person, **HOW)
    with pytest.raises(NotNow):
        council.acts("manager", reference, "not_same_person", reason="x")
    stranger = council.resident(council.receives(name="Zoe Else", email="z@example.org")).person_id
    with pytest.raises(FormErrors, match="nothing that is the same"):
        link(council, reference, stranger)
    link(council, reference, person)
    with pytest.raises(NotNow, match="said already"):
        link(council, reference, stranger, beside_email="She told us.")


def test_the_tracking_code_opens_the_case_as_before(council):
    first = council.receives(address=POSTAL)
    person = council.resident(first).person_id
    receipt = council.receipt(address=("2 Sample Street", "Exampletown", "AB99 8YY"))
    reference = receipt.reference
    council.accepted(reference)
    council.sweeps()
    link(council, reference, person)
    for postcode in ("AB99 8YY", "AB99 9ZZ"):
        tracked = tracking.track(council.office, reference, receipt.code, postcode)
        tracking.letter(council.office, reference, tracked.letters[0].id)
    with pytest.raises(NotFound):
        tracking.track(council.office, reference, receipt.code, "AB99 1AA")


def test_an_officer_who_records_says_who_it_is_in_the_same_go(council):
    person = known(council)
    reference = council.receives(
        "desk", person_id=person, how_checked="Her voice and her street.", email="n@example.org",
        taking=("email", "name"),
    )  # fmt: skip
    assert council.resident(reference).person_id == person
    (party,) = council.file(reference).parties
    assert (party.name, party.email) == ("Alice Sample", "n@example.org")
    assert council.file(reference).known_as.how_checked == "Her voice and her street."


def test_who_was_shown_and_is_somebody_else_is_on_record(council):
    person = known(council)
    reference = council.receives("desk", others=(person,))
    assert ("case:person:new", "") in council.audit(reference)
    assert council.file(reference, "triage").candidates == ()


def test_somebody_who_is_new_is_said_to_be_and_stays_so(each_council):
    council = each_council
    known(council)
    reference = council.receives()
    triage = council.people["triage"]
    (shown,) = council.file(reference, "triage").candidates
    somebody_new(council.office, triage, reference, [shown.person_id])
    assert council.file(reference, "triage").candidates == ()
    assert ("case:person:new", "") in council.audit(reference)
    later = council.resident(council.receives()).person_id
    assert [c.person_id for c in council.file(reference, "triage").candidates] == [later]
    assert council.resident(reference).person_id not in (shown.person_id, later)


def test_only_who_was_shown_can_be_ruled_out_and_by_whom_it_concerns(council):
    person, stranger = known(council), council.receives(name="Zoe Else", email="z@example.org")
    reference = council.receives()
    other = council.resident(stranger).person_id
    with pytest.raises(NotNow, match="Nobody whom we know"):
        somebody_new(council.office, council.people["triage"], reference, [other])
    with pytest.raises(NotPermitted):
        somebody_new(council.office, council.people["investigator"], reference, [person])
    somebody_new(council.office, council.people["desk"], reference, [person, other])
    assert council.rows("case_file")[-1].data["others"] == [person]
    with pytest.raises(NotNow):
        somebody_new(council.office, council.people["desk"], reference, [person])


def test_who_is_known_has_no_other_candidates(council):
    first, second = known(council), known(council)
    reference = council.receives()
    link(council, reference, second)
    assert council.file(reference, "triage").candidates == ()
    council.acts("manager", reference, "not_same_person", reason="x")
    candidates = council.file(reference, "triage").candidates
    assert {each.person_id for each in candidates} == {first, second}


def test_what_was_known_when_it_came_in_stands_beside_the_case(council):
    reference = council.receives(
        "desk",
        at_risk=True,
        data={"location": "High Street", "contractor": "Lorries", "contractor_contacted": False},
    )
    about = dict(council.file(reference).about)
    assert (about["Where it happened"], about["Contractor told already"]) == ("High Street", "No")
    assert "Refer it today." in council.told(reference)[0][1]


def test_an_anonymous_complaint_has_no_name_and_no_way_to_write(council):
    with pytest.raises(FormErrors, match="stay anonymous"):
        council.receives("desk", email="")
    with pytest.raises(FormErrors, match="not anonymous"):
        council.receives("desk", anonymous=True)
    reference = council.receives("desk", anonymous=True, name="", email="")
    assert council.file(reference).person == "Anonymous"
    with pytest.raises(NotPermitted, match="customer services"):
        council.receives("investigator")
