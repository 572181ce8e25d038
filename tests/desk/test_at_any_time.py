"""What the case page offers at any time, to whom, and why not: what the verbs would say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from engine.casework import actions
from engine.casework.in_hand import take
from engine.desk.case_file import action_form
from engine.desk.tracking import WITHHELD, resident_actor
from engine.desk.views import ActionView
from engine.errors import NotPermitted, Refused
from tests.casework.council import Council
from tests.casework.states import HELPER, ROLES

DECIDES_NOTHING = "The member of staff complained about must not decide anything in the complaint."
#: whoever knows that somebody is at risk may always say so
ALWAYS = "report_risk"
INVESTIGATES_NOTHING = (
    "The member of staff complained about, anyone they manage and their manager must not "
    "investigate, approve or review."
)


def offered(council: Council, reference: str, who: str) -> Mapping[str, ActionView]:
    """Every action at any time, as the case page has it for somebody."""
    return {each.id: each for each in council.file(reference, who).actions}


def allowed(council: Council, reference: str, who: str) -> set[str]:
    return {name for name, each in offered(council, reference, who).items() if each.allowed}


def about(council: Council, *roles: str) -> str:
    """An accepted complaint about an officer ``blamed`` who holds these roles."""
    council.hires({"blamed": (roles, 8)})
    blamed = council.people["blamed"].officer_id
    return council.accepted(about_staff=True, subject_officer=blamed)


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("customer_services", DECIDES_NOTHING),
        ("triage_officer", DECIDES_NOTHING),
        ("complaints_manager", DECIDES_NOTHING),
        ("stage1_investigator", INVESTIGATES_NOTHING),
        ("stage2_reviewer", INVESTIGATES_NOTHING),
    ],
)
def test_whoever_is_complained_about_may_only_say_that_somebody_is_at_risk(council, role, reason):
    reference = about(council, role)
    views = offered(council, reference, "blamed")
    assert [name for name, each in views.items() if each.allowed] == [ALWAYS]
    theirs = [v for name, v in views.items() if role in by(council, name) and name != ALWAYS]
    assert theirs
    assert {each.why_not for each in theirs} == {reason}


def by(council: Council, action: str) -> tuple[str, ...]:
    """The roles that an action is for."""
    return tuple(council.office.catalogue.procedures["corporate-complaint"].any_time[action].by)


def test_their_colleagues_with_the_same_roles_are_offered_them_as_ever(council):
    reference = about(council, "triage_officer", "customer_services")
    assert "contact" in allowed(council, reference, "triage")
    assert "contact" in allowed(council, reference, "desk")


def test_the_roles_of_somebody_with_every_role_open_nothing_about_themselves(council):
    reference = about(council, *ROLES)
    assert allowed(council, reference, "blamed") == {ALWAYS}
    another = council.accepted()
    assert allowed(council, another, "blamed") >= {"contact", "split", "extend"}


def test_what_is_refused_in_words_is_refused_by_the_verb(council):
    reference = about(council, "complaints_manager")
    for who in ("blamed", "manager", "triage", "investigator", "hr", "desk"):
        for name, view in offered(council, reference, who).items():
            assert bool(view.why_not) != view.allowed
            assert judged(council, reference, who, name) == view.allowed, (who, name)


def judged(council: Council, reference: str, who: str, name: str) -> bool:
    """Whether the verb would do it."""
    with take(council.office, council.people[who], reference) as hand:
        try:
            actions.allow(hand, hand.procedure.any_time[name])
        except Refused:
            return False
        return True


def test_for_whom_an_action_is_stands_beside_it_in_words(council):
    reference = council.accepted()
    view = offered(council, reference, "investigator")["merge"]
    assert view.why_not == "This needs the role of triage officer or complaints manager."


def test_what_is_not_possible_now_says_the_procedures_sentence(council):
    reference = council.accepted()
    views = offered(council, reference, "manager")
    known = council.office.catalogue.procedures["corporate-complaint"].any_time
    assert views["not_same_person"].why_not == known["not_same_person"].say != ""
    assert views["resume"].why_not == "No date is paused."
    view = action_form(council.office, council.people["manager"], reference, "not_same_person")
    assert not view.allowed


def test_an_extension_asks_what_the_late_task_of_its_clock_asks(council):
    reference = council.accepted()
    council.sweeps()
    drawn = council.office.catalogue.procedures["corporate-complaint"]
    late = drawn.diagram.elements[drawn.any_time["extend"].clocks["response1"][0]]
    view = offered(council, reference, "manager")["extend"]
    assert view.allowed
    assert view.form == drawn.forms[late.attributes["form"]]


def test_while_copies_stop_the_code_and_the_helper_can_do_nothing(council):
    receipt = council.receipt(representative=HELPER)
    council.does(
        "triage", receipt.reference, "triage", triage="ask_customer", reply_by=date(2024, 4, 17)
    )
    with pytest.raises(NotPermitted) as refused:
        resident_actor(council.office, receipt.reference, receipt.code)
    assert str(refused.value) == WITHHELD
    with pytest.raises(NotPermitted, match="is for"):
        council.acts("representative", receipt.reference, "withdraw")
