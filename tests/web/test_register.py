"""The register of people who are not employees, on its screens and from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.casework import register
from engine.errors import NotPermitted
from tests.casework.outsiders import appoints
from tests.casework.small import accepted
from tests.web.places import Officer
from tests.web.test_partners import Place

OLGA = {
    "name": "Olga Outside",
    "kind": "outside",
    "roles": "independent_person",
    "email": "olga@example.org",
}


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[Place]:
    made = Place(sqlite_url, tmp_path)
    yield made
    made.council.close()


@pytest.fixture
def manager(place: Place) -> Officer:
    return place.officer()


def knows(place: Place, name: str) -> None:
    """Let the test's council know whom the screens entered."""
    with place.council.office.store.read() as session:
        from sqlalchemy import select

        from engine.casework import accounts
        from engine.store.officers import Officer as Row
        from engine.store.people import Person

        query = select(Row).join(Person, Person.id == Row.person_id).where(Person.name == name)
        row = session.scalars(query).unique().one()
        place.council.people["olga"] = accounts.as_actor(row)


def test_somebody_is_entered_declares_whom_they_know_and_is_judged_by_it(
    place: Place, manager: Officer
) -> None:
    wrong = manager.post("/officers/register/new", {"name": "", "kind": "employee"})
    assert wrong.errors == [
        "Enter their full name.",
        "Choose whose account it is.",
        "Enter an e-mail address or a postal address.",
    ]
    page = manager.post("/officers/register/new", OLGA)
    assert page.title.startswith("Olga Outside")
    knows(place, "Olga Outside")
    ivan = place.council.people["ivan"]
    married = {"tie": "spouse", "other": str(ivan.officer_id), "since-day": "1",
               "since-month": "2", "since-year": "2020"}  # fmt: skip
    page = manager.post(f"{page.path}/ties", married)
    assert "Married to Ivan since 1 February 2020" in page.main
    reference = accepted(place.council)
    with pytest.raises(NotPermitted) as no:
        appoints(place.council, reference, first="olga")
    assert no.value.rule == "R9"
    (tie,) = [row.id for row in place.council.rows("relationship")]
    assert "until" in manager.post(f"{page.path}/ties", {"over": str(tie)}).main
    appoints(place.council, reference, first="olga")
    kept = [row.action for row in place.council.rows("audit") if row.case_id is None]
    assert kept == ["register:added", "register:tie:declared", "register:tie:over"]


def test_an_entry_is_changed_and_ended(place: Place, manager: Officer) -> None:
    iris = place.council.people["iris"].officer_id
    address = f"/officers/register/{iris}"
    assert manager.get(address).box("email") == "iris@example.org"
    changed = {**OLGA, "name": "Iris", "email": "new@example.org", "active": "no"}
    page = manager.post(address, changed)
    assert "Not asked any more" in page.main
    assert place.comes()[1].status == 410  # her link works no more
    assert manager.post(address, {**changed, "email": "none"}).status == 422
    assert manager.post(address, {**changed, "roles": "manager"}).status == 422
    ivan = place.council.people["ivan"].officer_id
    assert manager.get(f"/officers/register/{ivan}").status == 404


def test_only_those_in_charge_of_such_a_procedure_keep_it(place: Place, manager: Officer) -> None:
    assert "/officers/register" in manager.get("/officers").links()
    with pytest.raises(NotPermitted):
        register.keeper(place.council.office, place.council.people["ivan"])
    with pytest.raises(NotPermitted):
        register.keeper(place.council.office, place.council.people["iris"])
