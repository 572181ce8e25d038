"""What the database itself refuses, and the small queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError

from engine.store import ledger, officers
from engine.store.access import attempts, count_attempt, forget_attempts
from engine.store.cases import Point, lock_case
from engine.store.correspondence import Contact
from engine.store.counting import counting
from engine.store.ledger import LedgerEvent
from engine.store.letters import Dispatch, LetterRow
from engine.store.officers import OfficerRole
from engine.store.people import Person, Relationship
from tests.store.vocabulary import NOON, case, days, dispatch, officer, person, run, task

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "put",
    [
        lambda session, found: case(session, reference=found.reference),
        lambda session, found: case(session, status="undecided"),
        lambda session, found: case(session, person_id=4711),
        lambda session, found: case(session, version="c" * 64),
        lambda session, found: run(session, found, status="asleep"),
        lambda session, found: run(session, found, kind="third"),
        lambda session, found: task(session, run(session, found), status="forgotten"),
        lambda session, found: task(session, run(session, found), assignee_id=4711),
        lambda session, found: dispatch(session, found, status="lost"),
        lambda session, found: session.add_all(
            [Point(case_id=found.id, number=1, text=text, added_at=NOON) for text in "ab"]
        ),
        lambda session, found: session.add(
            Relationship(person_id=found.person_id, other_id=found.person_id, kind="manages")
        ),
        lambda session, found: session.add(
            Contact(case_id=found.id, at=NOON, direction="up", channel="phone", text="")
        ),
    ],
    ids=[
        "a second case of a reference",
        "a case neither open nor closed",
        "a case of nobody",
        "a case of no version",
        "a run in no known state",
        "a run of no known kind",
        "a task in no known state",
        "a task of no officer",
        "a dispatch in no known state",
        "a second point of a number",
        "a person who manages themselves",
        "a contact neither in nor out",
    ],
)
def test_the_database_refuses(store, put):
    with pytest.raises(IntegrityError), store.write() as session:
        put(session, case(session, reference="COM-1"))


def test_rows_of_one_transaction_may_come_in_any_order(store):
    """References are checked at the commit."""
    with store.write() as session:
        session.add(OfficerRole(officer_id=1, role="reviewer"))
        session.flush()
        assert officer(session, "ivy").id == 1


def test_many_rows_are_one_statement_and_keep_their_order(store):
    with store.write() as session:
        found = case(session)
    with counting(store) as counted, store.write() as session:
        events = [
            LedgerEvent(case_id=found.id, seq=n, kind=str(n), happened_at=NOON, recorded_at=NOON)
            for n in range(50, 0, -1)
        ]
        session.add_all(events)
    assert len(counted.statements) == 1
    with store.read() as session:
        kept = dict(
            tuple(row) for row in session.execute(select(LedgerEvent.id, LedgerEvent.kind))
        )
    assert {event.id: event.kind for event in events} == kept


@pytest.mark.parametrize("value", [NOON, date(2024, 4, 3), {1: "one"}, object()])
def test_json_is_plain_or_refused(store, value):
    """A date would come back as text, a number as a key as text: better refused than changed."""
    with pytest.raises((StatementError, TypeError)), store.write() as session:
        case(session, data={"when": value} if not isinstance(value, dict) else value)


def test_the_ledger_numbers_its_events_without_asking(store):
    with store.write() as session:
        found = case(session, reference="COM-1")
        ledger.append(session, found, "received", NOON, NOON, data={"channel": "web"})
    with counting(store) as counted, store.write() as session:
        found = lock_case(session, "COM-1")
        ledger.append(session, found, "letter COR-ACK1", NOON + days(1), NOON + days(2))
        ledger.append(session, found, "extended response1", NOON, NOON)
    assert len(counted.statements) == 3
    with store.read() as session:
        events = ledger.events_of(session, found.id)
        some = ledger.events_of(session, found.id, kinds=["received"])
    assert [(e.seq, e.kind) for e in events] == [
        (1, "received"),
        (2, "letter COR-ACK1"),
        (3, "extended response1"),
    ]
    assert ([e.kind for e in some], some[0].data) == (["received"], {"channel": "web"})


def test_an_officer_comes_with_person_and_roles_in_one_statement(store):
    with store.write() as session:
        ivy = officer(session, "ivy", "reviewer", "stage1_investigator")
        officer(session, "omar")
    with counting(store) as counted, store.read() as session:
        found = officers.by_username(session, "ivy")
        assert found is not None
        assert (found.person.name, found.role_names) == (
            "Officer ivy",
            frozenset({"reviewer", "stage1_investigator"}),
        )
        session.expunge_all()
        again = officers.by_id(session, ivy.id)
        assert again is not None
        assert (again.username, len(again.roles)) == ("ivy", 2)
    assert len(counted.statements) == 2
    with store.read() as session:
        bare = officers.by_username(session, "omar")
        assert bare is not None
        assert bare.role_names == frozenset()
        assert officers.by_username(session, "nobody") is None
        assert officers.by_id(session, 4711) is None


def test_looking_an_officer_up_saves_nothing_yet(store):
    """A verb that looks somebody up half-way still saves everything together at its end."""
    with store.write() as session:
        ivy = officer(session, "ivy").id
    with counting(store) as counted, store.write() as session:
        person(session, "flushed")
        session.add(Person(name="not yet", created_at=NOON))
        assert officers.by_id(session, ivy) is not None
        assert len(counted.statements) == 2
    assert len(counted.statements) == 3


def test_a_letter_and_its_ways_are_saved_together(store):
    with store.write() as session:
        found = case(session)
    with counting(store) as counted, store.write() as session:
        row = LetterRow(case_id=found.id, code="COR-ACK1", title="We have it", created_at=NOON)
        row.issued = NOON.date()
        for capacity in ("complainant", "representative"):
            way = Dispatch(case_id=found.id, recipient="R", capacity=capacity, channel="post")
            way.letter_row = row
            session.add(way)
    assert len(counted.statements) == 2
    with store.read() as session:
        assert {way.letter_id for way in session.scalars(select(Dispatch))} == {row.id}


def test_the_officers_in_a_role_are_those_who_are_active(store):
    with store.write() as session:
        officer(session, "zoe", "reviewer")
        officer(session, "ivy", "reviewer", "investigator")
        officer(session, "gone", "reviewer", active=False)
        officer(session, "omar", "investigator")
    with counting(store) as counted, store.read() as session:
        found = officers.in_role(session, "reviewer")
        assert [(o.username, sorted(o.role_names)) for o in found] == [
            ("ivy", ["investigator", "reviewer"]),
            ("zoe", ["reviewer"]),
        ]
    assert len(counted.statements) == 1


def test_attempts_are_counted_within_their_window_and_key(store):
    with store.write() as session:
        assert [count_attempt(session, "sign-in ivy", NOON, HOUR) for _ in range(3)] == [1, 2, 3]
        assert count_attempt(session, "sign-in omar", NOON, HOUR) == 1
        assert count_attempt(session, "sign-in ivy", NOON + HOUR, HOUR) == 1
        assert count_attempt(session, "sign-in ivy", NOON + HOUR / 2, HOUR) == 4
    with store.read() as session:
        assert attempts(session, "sign-in ivy", NOON, HOUR) == 4
        assert attempts(session, "sign-in ivy", NOON + 2 * HOUR, HOUR) == 0


def test_old_attempts_can_be_forgotten(store):
    with store.write() as session:
        count_attempt(session, "ivy", NOON, HOUR)
        count_attempt(session, "ivy", NOON + HOUR, HOUR)
        forget_attempts(session, before=NOON + HOUR)
    with store.read() as session:
        assert attempts(session, "ivy", NOON, HOUR) == 0
        assert attempts(session, "ivy", NOON + HOUR, HOUR) == 1


def test_a_postcode_finds_its_people(store):
    with store.write() as session:
        person(session, postcode="AB12CD", address=["1 Sample Street", "Sampleton"])
    with store.read() as session:
        kept = session.scalars(select(Person).where(Person.postcode == "AB12CD")).one()
    assert kept.address == ["1 Sample Street", "Sampleton"]
