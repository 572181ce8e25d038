"""A version that waits for its day is withdrawn by two people; none overtakes another unseen."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from engine.errors import FormErrors, NotNow, NotPermitted, RedressError
from engine.permissions import Actor
from engine.store import audit
from engine.studio import catching_up, publishing, shelf, trials, versions, withdrawing
from engine.studio.drafted import Draft
from tests.studio.conftest import Studio, at
from tests.studio.test_publishing import YAML, ready, submitted, title

DAY = date(2024, 4, 8)


def to_come(studio: Studio) -> Draft:
    """A version that begins on Monday."""
    draft = submitted(studio, DAY)
    publishing.approve(studio.office, studio.people["sol"], draft.id)
    return studio.read(draft.id)


def begins(studio: Studio) -> object:
    return next(p for p in shelf.in_force(studio.office) if p.id == "contact-standards").next_from


def test_it_never_begins_once_two_people_have_withdrawn_it(any_studio: Studio) -> None:
    old, draft, office = title(any_studio), to_come(any_studio), any_studio.office
    sol, ona = any_studio.people["sol"], any_studio.people["ona"]
    assert begins(any_studio) == DAY
    withdrawing.ask(office, sol, draft.id, "A letter is wrong")
    with pytest.raises(NotPermitted, match="you asked for it yourself"):
        withdrawing.confirm(office, sol, draft.id)
    assert begins(any_studio) == DAY
    withdrawing.confirm(office, ona, draft.id)
    assert (begins(any_studio), withdrawing.waiting_of(office, ona, draft)) == (None, None)
    assert versions.of_procedure(office, "contact-standards")[0].withdrawn
    any_studio.clock.set(at("2024-04-08T00:00"))
    office.look_again()
    assert title(any_studio) == old
    with office.store.read() as session:
        assert audit.verify(session) == []


def test_it_may_begin_all_the_same(studio: Studio) -> None:
    draft = to_come(studio)
    with pytest.raises(FormErrors, match="Say why"):
        withdrawing.ask(studio.office, studio.people["ona"], draft.id, " ")
    withdrawing.ask(studio.office, studio.people["ona"], draft.id, "Wrong")
    with pytest.raises(NotNow, match="has asked"):
        withdrawing.ask(studio.office, studio.people["sol"], draft.id, "Wrong")
    withdrawing.leave(studio.office, studio.people["ona"], draft.id)
    with pytest.raises(NotNow, match="Nobody has asked"):
        withdrawing.confirm(studio.office, studio.people["sol"], draft.id)
    studio.clock.set(at("2024-04-08T00:00"))
    studio.office.look_again()
    assert title(studio) == "Contact, changed"
    with pytest.raises(NotNow, match="begun already"):
        withdrawing.ask(studio.office, studio.people["ona"], draft.id, "Too late")


@pytest.mark.parametrize("verb", [withdrawing.leave, withdrawing.confirm])
def test_only_process_owners_withdraw(studio: Studio, verb: object) -> None:
    draft = to_come(studio)
    withdrawing.ask(studio.office, studio.people["ona"], draft.id, "Wrong")
    with pytest.raises(NotPermitted):
        verb(studio.office, studio.people["mia"], draft.id)  # type: ignore[operator]


def joined(studio: Studio) -> Draft:
    """A draft of another change, which has taken up the version that waits."""
    draft = studio.begins()
    line = next(x for x in draft.files[YAML].splitlines() if x.startswith("reference_prefix:"))
    draft = studio.writes(draft, YAML, line, "reference_prefix: ASK")
    catching_up.catch_up(studio.office, studio.people["ona"], draft.id, {})
    draft = studio.read(draft.id)
    studio.scenarios_passed(draft)
    return draft


def test_nothing_begins_before_the_version_that_it_holds(studio: Studio) -> None:
    to_come(studio)
    draft = joined(studio)
    with pytest.raises(FormErrors, match="begins on Monday 8 April 2024"):
        publishing.submit(studio.office, studio.people["ona"], draft.id, "Soon", date(2024, 4, 5))
    publishing.submit(studio.office, studio.people["ona"], draft.id, "Then", DAY)
    publishing.approve(studio.office, studio.people["sol"], draft.id)
    studio.clock.set(at("2024-04-08T00:00"))
    studio.office.look_again()
    found = studio.office.catalogue.procedures["contact-standards"]
    assert (found.title, found.reference_prefix) == ("Contact, changed", "ASK")


def test_what_a_later_version_holds_is_not_withdrawn_under_it(studio: Studio) -> None:
    first = to_come(studio)
    later = joined(studio)
    publishing.submit(studio.office, studio.people["ona"], later.id, "Then", DAY)
    publishing.approve(studio.office, studio.people["sol"], later.id)
    withdrawing.ask(studio.office, studio.people["ona"], first.id, "Wrong")
    with pytest.raises(NotNow, match=f"withdraw draft {later.id} first"):
        withdrawing.confirm(studio.office, studio.people["sol"], first.id)


def test_a_draft_that_took_up_what_was_withdrawn_gives_it_back(studio: Studio) -> None:
    waits, old = to_come(studio), title(studio)
    draft = joined(studio)
    withdrawing.ask(studio.office, studio.people["ona"], waits.id, "Wrong")
    withdrawing.confirm(studio.office, studio.people["sol"], waits.id)
    assert publishing.is_behind(studio.office, draft)
    catching_up.catch_up(studio.office, studio.people["ona"], draft.id, {})
    text = studio.read(draft.id).files[YAML]
    assert f"title: {old}" in text and "reference_prefix: ASK" in text


def test_of_two_approvals_at_once_only_one_is_in_force(any_studio: Studio) -> None:
    first, second = submitted(any_studio), submitted(any_studio)
    sol = any_studio.people["sol"]

    def approve(number: int) -> str:
        try:
            publishing.approve(any_studio.office, sol, number)
        except RedressError as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(approve, [first.id, second.id, first.id, second.id]))
    assert said.count("") == 1, said
    statuses = {any_studio.read(each.id).status for each in (first, second)}
    assert statuses == {"published", "waiting"}


def renamed(actor: Actor, name: str) -> Actor:
    return dataclasses.replace(actor, name=name)


def test_another_account_of_the_same_person_does_not_approve(studio: Studio) -> None:
    draft = submitted(studio)
    with pytest.raises(NotPermitted, match="by another account"):
        publishing.approve(studio.office, renamed(studio.people["sol"], " ONA"), draft.id)


def test_whoever_brings_a_draft_up_to_date_does_not_approve_it(studio: Studio) -> None:
    late = ready(studio, "Contact, changed")
    first = submitted(studio)
    publishing.approve(studio.office, studio.people["sol"], first.id)
    catching_up.catch_up(studio.office, studio.people["sol"], late.id, {})
    assert studio.people["sol"].person_id in studio.read(late.id).editors


def test_only_scenarios_of_the_draft_are_set_aside(studio: Studio) -> None:
    draft = ready(studio)
    with pytest.raises(RedressError, match="no scenario"):
        trials.set_aside(studio.office, studio.people["ona"], draft.id, ["<b>"], "Why not")
