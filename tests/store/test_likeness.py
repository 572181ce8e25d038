"""In what two descriptions of people agree, as a table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from engine.store import known_people
from engine.store.cases import Participation
from engine.store.likeness import Described, likeness, name_key, name_words, phone_key
from engine.store.people import Person


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Ann Sample", ("ann", "sample")),
        ("Mrs. Ann  SAMPLE", ("ann", "sample")),
        ("Sample, Ann", ("ann", "sample")),
        ("Dr Mary-Jane O’Hara", ("mary-jane", "o'hara")),
        ("Cher", ("cher",)),
        ("Mr", ()),
        ("", ()),
    ],
)
def test_a_name_is_its_words_with_the_surname_last(written, words):
    assert name_words(written) == words


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("01632 960 001", "1632960001"),
        ("+44 (0)1632 960001", "1632960001"),
        ("0044 1632 960-001", "1632960001"),
        ("999", ""),
        ("", ""),
    ],
)
def test_a_phone_number_is_one_however_it_is_written(written, key):
    assert phone_key(written) == key


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"email": "a@x.org"}, {"email": "A@X.org "}, ["same e-mail address"]),
        ({"email": ""}, {"email": ""}, []),
        ({"phone": "01632 960001"}, {"phone": "+441632960001"}, ["same phone number"]),
        ({"handle": "@Ann"}, {"handle": "@ann"}, ["same name on social media"]),
        ({"name": "Ann Sample"}, {"name": "Mrs Ann Sample"}, ["same name"]),
        (
            {"name": "Ann Sample", "postcode": "AB1"},
            {"name": "Bob Sample", "postcode": "AB1"},
            ["same surname and postcode"],
        ),
        (
            {"name": "Catherine Peterson", "postcode": "AB1"},
            {"name": "Katherine Petersen", "postcode": "AB1"},
            ["similar name and same postcode"],
        ),
        ({"name": "A Sample"}, {"name": "Ann Sample"}, ["similar name"]),
        ({"name": "Ann One", "postcode": "AB1"}, {"name": "Bob Two", "postcode": "AB1"}, [
            "same postcode"]),
        ({"name": "Ann Sample"}, {"name": "Bob Sample"}, []),
    ],
)  # fmt: skip
def test_what_two_people_have_in_common_is_said_in_words(one, other, reasons):
    found = likeness(Described(**{"name": "One", **one}), Described(**{"name": "Two", **other}))
    assert list(found.reasons) == reasons


@pytest.mark.parametrize(
    ("reasons_of", "shown"),
    [
        ({"email": "a@x.org"}, True),
        ({"postcode": "AB1"}, False),
        ({"name": "A Sample"}, False),
        ({"name": "Ann Sample"}, True),
    ],
)
def test_a_postcode_or_a_similar_name_by_itself_is_shown_to_nobody(reasons_of, shown):
    base = {"name": "Ann Sample", "email": "a@x.org", "postcode": "AB1"}
    other = {"name": "Other Person", **reasons_of}
    assert likeness(Described(**base), Described(**other)).worth_showing is shown


def test_an_email_address_alone_is_known_for_what_it_is():
    family = Described("Bob Other", "family@x.org")
    assert likeness(Described("Carol Else", "family@x.org"), family).email_alone
    assert not likeness(Described("Bob Other", "family@x.org"), family).email_alone


def _known(session, number, **values):
    person = Person(
        **{"name": f"Person {number}", "created_at": datetime(2024, 1, 2, tzinfo=UTC), **values}
    )
    session.add(person)
    session.flush()
    return person


def test_the_keys_follow_whatever_is_changed(store):
    with store.write() as session:
        person = _known(session, 1, name="Ann Sample", email="A@x.org")
        assert (person.email_key, person.name_key) == ("a@x.org", name_key("Ann Sample"))
        person.email = "B@x.org"
        session.flush()
        assert person.email_key == "b@x.org"


def test_candidates_are_looked_up_by_indexes_only(sqlite_store):
    seen = []
    asked = Described("Ann Sample", "a@x.org", "01632 960001", "AB12CD", "@ann")
    with sqlite_store.read() as session:
        engine = sqlite_store.engines[1]
        event.listen(
            engine, "before_cursor_execute", lambda _c, _cu, sql, *more: seen.append((sql, more))
        )
        known_people.possible(session, asked)
        (sql, (parameters, *_)) = seen[0]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
        steps = [row[-1] for row in plan]
    assert len(seen) == 2
    scans = [step for step in steps if step.startswith("SCAN") and "USING INDEX" not in step]
    tables = [s for s in scans if s.split()[1] in {"person", "participation", "officer"}]
    assert tables == []


def test_an_officer_or_somebody_without_a_case_is_no_candidate(store):
    with store.write() as session:
        _known(session, 1, name="Ann Sample", email="a@x.org")
    with store.read() as session:
        assert known_people.possible(session, Described("Ann Sample", "a@x.org")) == ()
        assert session.query(Participation).count() == 0
