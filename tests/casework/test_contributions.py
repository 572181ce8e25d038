"""Others are asked, may read what they are asked about, and answer; nothing waits for them."""

from __future__ import annotations

from datetime import date

import pytest

from engine.casework import correspondence, documents
from engine.casework.documents import Upload
from engine.desk import picture, worklists
from engine.desk.task_views import task_form
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.store.cases import Participation, by_reference
from tests.casework.council import FOUND, Council

QUESTION = {"question": "Who emptied the bin?"}


@pytest.fixture
def staffed(council: Council) -> tuple[Council, str]:
    """An accepted complaint, and two services with an account each."""
    council.hires({"waste": (("contributor",), 2), "parks": (("contributor",), 2)})
    return council, council.accepted()


def officer(council: Council, name: str) -> int:
    found = council.people[name].officer_id
    assert found is not None
    return found


def question_of(council: Council, reference: str, owner: str) -> str:
    return next(str(row.id) for row in council.file(reference).dated if row.owner == owner)


def test_several_are_asked_at_once_each_for_themselves(staffed):
    council, reference = staffed
    council.acts(
        "investigator",
        reference,
        "contribution",
        officer=officer(council, "waste"),
        second_officer=officer(council, "director"),
        third_officer=officer(council, "waste"),
        services="Roads Ltd, roads@example.org\n\nTrees Ltd",
        **QUESTION,
    )
    rows = council.file(reference).dated
    owners = ["Waste", "Director", "Roads Ltd, roads@example.org", "Trees Ltd"]
    assert [row.owner for row in rows] == owners
    assert {row.due_on for row in rows} == {date(2024, 4, 10)}  # five working days
    told = [n.officer_id for n in council.rows("notice")]
    assert told == [officer(council, "waste"), officer(council, "director")]
    parties = {p.capacity for p in council.file(reference).parties if p.name == "Waste"}
    assert parties == {"contributor"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (QUESTION, "Select an officer, or name a service"),
        ({"services": "Roads Ltd"}, "What do you need to know"),
        ({"services": "Roads Ltd", "due": "2024-04-03", **QUESTION}, "must be after today"),
        ({"officer": "77777", **QUESTION}, "Choose an officer"),
    ],
)
def test_what_cannot_be_asked_is_refused(staffed, values, said):
    council, reference = staffed
    with pytest.raises(FormErrors, match=said):
        council.acts("investigator", reference, "contribution", **values)


def test_the_answer_tells_whoever_asked_and_stands_beside_the_answers_form(staffed):
    council, reference = staffed
    asked = {"officer": officer(council, "waste"), **QUESTION}
    council.acts("investigator", reference, "contribution", **asked)
    form = task_form(
        council.office, council.people["investigator"], council.task(reference, "answer_stage1")
    )
    assert ("Asked of Waste: Who emptied the bin?", "Not answered yet.") in form.said
    upload = Upload("log.txt", "text/plain", b"Nobody did.")
    documents.add(council.office, council.people["waste"], reference, upload)
    council.acts(
        "waste",
        reference,
        "give_contribution",
        promise=question_of(council, reference, "Waste"),
        answer="Nobody did; see the log.",
        document="log.txt",
    )
    (row,) = council.file(reference).dated
    (kept,) = council.file(reference).documents
    assert (row.state, row.answer, row.document_id) == (
        "done",
        "Nobody did; see the log.",
        kept.id,
    )
    notice = council.rows("notice")[-1]
    assert notice.officer_id == officer(council, "investigator")
    assert notice.text == "A contribution is there, to the question: Who emptied the bin?"
    form = task_form(
        council.office, council.people["investigator"], council.task(reference, "answer_stage1")
    )
    assert form.said[-1] == ("Asked of Waste: Who emptied the bin?", "Nobody did; see the log.")


def test_whoever_asked_may_record_what_a_service_outside_answered(staffed):
    council, reference = staffed
    asked = {"services": "Roads Ltd", **QUESTION}
    council.acts("investigator", reference, "contribution", **asked)
    which = question_of(council, reference, "Roads Ltd")
    with pytest.raises(NotNow, match="or not by you"):
        council.acts("waste", reference, "give_contribution", promise=which, answer="I did.")
    council.acts("investigator", reference, "give_contribution", promise=which, answer="They did.")
    assert council.file(reference).dated[0].settled_by == "Investigator"


def test_a_question_may_turn_out_to_be_needless(staffed):
    council, reference = staffed
    asked = {"officer": officer(council, "waste"), **QUESTION}
    council.acts("investigator", reference, "contribution", **asked)
    which = question_of(council, reference, "Waste")
    gone = {"promise": which, "outcome": "given_up", "reason": "The log was found."}
    council.acts("investigator", reference, "give_contribution", **gone)
    assert council.file(reference).dated[0].state == "given_up"
    assert all(n.read_at for n in council.rows("notice") if n.dated_action_id)


def test_whoever_comes_to_be_complained_about_may_not_answer_any_more(council):
    """Separations hold at the asking and at the answering: somebody may be named in between."""
    council.hires({"waste": (("contributor",), 2), "boss": (("contributor",), 5)})
    reference = council.accepted()
    asked = {"officer": officer(council, "waste"), **QUESTION}
    council.acts("investigator", reference, "contribution", **asked)
    council.relates("boss", "manages", "waste")
    with council.office.store.write() as session:
        session.add(
            Participation(
                case_id=by_reference(session, reference).id,
                person_id=council.people["boss"].person_id,
                capacity="subject",
                since=council.clock.now(),
            )
        )
    which = question_of(council, reference, "Waste")
    with pytest.raises(NotPermitted, match="must not investigate") as refused:
        council.acts("waste", reference, "give_contribution", promise=which, answer="I did.")
    assert refused.value.rule == "R1"


def test_whoever_contributed_does_not_review_at_stage_2(council):
    reference = council.accepted()
    asked = {"officer": officer(council, "reviewer"), **QUESTION}
    council.acts("investigator", reference, "contribution", **asked)
    council.answered_now(reference)
    council.acts("complainant", reference, "request_stage2", ground="G1", text="Look again.")
    council.does("manager", reference, "test_grounds", G1="met", reason="It was misread.")
    with pytest.raises(NotPermitted, match="no previous dealings"):
        council.does("reviewer", reference, "answer_stage2", points={"p1": FOUND})


def test_the_answer_waits_for_nobody_and_closes_what_is_open(staffed):
    council, reference = staffed
    asked = {"officer": officer(council, "waste"), **QUESTION}
    council.acts("investigator", reference, "contribution", **asked)
    council.answered_now(reference)
    assert council.file(reference).status == "closed"
    (row,) = council.file(reference).dated
    assert (row.state, row.answer) == ("given_up", "The case was closed without it.")
    with pytest.raises(NotNow, match="The complaint is closed"):
        council.acts("investigator", reference, "contribution", **asked)


def test_a_service_reads_the_cases_it_was_asked_about_and_no_others(staffed):
    council, reference = staffed
    waste, parks = council.people["waste"], council.people["parks"]
    asked = {"officer": officer(council, "waste"), **QUESTION}
    council.acts("investigator", reference, "contribution", **asked)
    council.sweeps()
    (letter,) = council.file(reference).letters
    assert council.file(reference, "waste").reference == reference
    assert [row.reference for row in worklists.search(council.office, waste, "Alice")] == [
        reference
    ]
    correspondence.letter_of(council.office, waste, letter.id)
    assert worklists.search(council.office, parks, "Alice") == ()
    for refused in (
        lambda: council.file(reference, "parks"),
        lambda: correspondence.letter_of(council.office, parks, letter.id),
        lambda: picture.drawing(council.office, parks, reference),
    ):
        with pytest.raises(NotPermitted, match="You were not asked about this case"):
            refused()
