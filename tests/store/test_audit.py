"""The audit cannot be changed unnoticed, and a person can still be erased from it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engine.store import Store, audit
from engine.store.audit.erasure import spans_in, written
from engine.store.audit.lines import BEGINNING, Header, payload_digest
from engine.store.audit.verification import Chain, Found, faults_in
from engine.store.cases import Case, lock_case
from engine.store.counting import counting
from tests.store.vocabulary import NOON, case, days, person


@pytest.fixture
def audited(store: Store) -> Case:
    """A case with five lines."""
    with store.write() as session:
        found = case(session, reference="COM-1")
        for number in range(5):
            details = {"number": number, "why": "café"}
            audit.record(session, found.id, NOON, None, "case:task:completed", "triage", details)
    return found


def tamper(store: Store, *statements: str) -> None:
    """What someone who owns the database can do: drop the triggers, then change what they like."""
    with store.write() as session:
        for table, command in (
            ("audit", "update"),
            ("audit", "delete"),
            ("audit_payload", "update"),
        ):
            on = "" if store.dialect == "sqlite" else f" ON {table}"
            session.execute(text(f"DROP TRIGGER IF EXISTS {table}_refuses_{command}{on}"))
        for statement in statements:
            session.execute(text(statement))


def told(store: Store, reference: str | None = None) -> list[str]:
    return [str(fault) for fault in store.audit_faults(reference)]


def test_an_untouched_chain_has_no_fault(store, audited):
    assert told(store) == told(store, "COM-1") == []


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        ("action = 'case:letter:sent'", 3, "its header was changed"),
        ("subject = 'answer'", 3, "its header was changed"),
        ("person_id = (SELECT min(id) FROM person)", 3, "its header was changed"),
        ("at = '2024-04-04 12:00:00.000000+00:00'", 3, "its header was changed"),
        ("payload_digest = previous", 3, "its header was changed"),
        ("digest = previous", 4, "it does not follow the line before it"),
    ],
)
def test_a_changed_header_is_told(store, audited, change, line, words):
    if store.dialect == "sqlite":
        change = change.replace("+00:00", "")
    tamper(store, f"UPDATE audit SET {change} WHERE seq = 3")  # noqa: S608  # the test's own text
    assert any(f"COM-1, line {line}: {words}" in fault for fault in told(store))


def test_changed_details_are_told(store, audited):
    ours = "audit_id = (SELECT id FROM audit WHERE seq = 2)"
    tamper(store, f"UPDATE audit_payload SET payload = salt WHERE {ours}")  # noqa: S608
    assert told(store) == ["COM-1, line 2: its details were changed."]


def test_deleted_details_are_told_where_no_erasure_is_recorded(store, audited):
    ours = "audit_id = (SELECT id FROM audit WHERE seq = 2)"
    tamper(store, f"DELETE FROM audit_payload WHERE {ours}")  # noqa: S608
    assert told(store) == ["COM-1, line 2: its details are missing, and no erasure is recorded."]


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (
            "1",
            ["COM-1, line 2: line 1 is missing before it.", "COM-1, line 2: it does not follow"],
        ),
        ("2, 3", ["COM-1, line 4: lines 2 to 3 are missing", "COM-1, line 4: it does not follow"]),
        ("5", ["COM-1, line 4: the chain should go on to line 5: its end is missing."]),
        ("1, 2, 3, 4, 5", ["COM-1, line 0: the chain should go on to line 5"]),
    ],
)
def test_missing_lines_are_told(store, audited, lines, faults):
    tamper(
        store,
        f"DELETE FROM audit_payload WHERE audit_id IN"  # noqa: S608
        f" (SELECT id FROM audit WHERE seq IN ({lines}))",
        f"DELETE FROM audit WHERE seq IN ({lines})",  # noqa: S608
    )
    found = told(store)
    assert len(found) == len(faults)
    assert all(one.startswith(start) for one, start in zip(found, faults, strict=True))


def test_lines_that_changed_places_are_told(store, audited):
    tamper(
        store,
        "UPDATE audit SET seq = 99 WHERE seq = 2",
        "UPDATE audit SET seq = 2 WHERE seq = 3",
        "UPDATE audit SET seq = 3 WHERE seq = 99",
    )
    assert "COM-1, line 2: it does not follow the line before it" in "\n".join(told(store))
    assert "COM-1, line 2: its header was changed." in told(store)


def test_a_chain_that_was_written_anew_is_told_by_its_case(store, audited):
    """Somebody who recomputes every digest still has to change what the case remembers."""
    tamper(store, "UPDATE case_file SET audit_head = previous FROM (SELECT previous FROM audit) a")
    assert told(store) == ["COM-1, line 5: it is not the last line that the case remembers."]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET subject = 'x'",
        "DELETE FROM audit",
        "UPDATE audit_payload SET payload = salt",
    ],
)
def test_the_database_refuses_to_change_the_audit(store, audited, statement):
    with pytest.raises(DBAPIError, match="append-only"), store.write() as session:
        session.execute(text(statement))
    assert told(store) == []


def test_postgresql_refuses_to_empty_the_audit(postgres_url):
    store = Store(postgres_url)
    with pytest.raises(DBAPIError, match="append-only"), store.write() as session:
        session.execute(text("TRUNCATE audit CASCADE"))
    store.close()


def test_erasing_a_case_keeps_its_chain_verifiable(store, audited):
    with store.write() as session:
        assert audit.erase_case(session, audited.id, NOON + days(1), None) == 5
    with store.read() as session:
        left = session.scalars(text("SELECT payload FROM audit_payload")).all()
    assert (told(store), [bytes(payload) for payload in left]) == ([], [b"{}"])
    with store.write() as session:
        audit.record(session, audited.id, NOON + days(2), None, "case:note:added")
        assert audit.erase_case(session, audited.id, NOON + days(3), None) == 1
    assert told(store) == []


def test_erasing_a_person_takes_their_cases_and_deeds_and_nobody_elses(store):
    with store.write() as session:
        them, other = person(session), person(session)
        theirs, others = case(session, person_id=them.id), case(session, person_id=other.id)
        for found in (theirs, others):
            audit.record(session, found.id, NOON, them.id, "case:contact:received", "", {"a": 1})
            audit.record(session, found.id, NOON, other.id, "case:note:added", "", {"b": 2})
        audit.record(session, None, NOON, them.id, "person:signed:in", "", {"from": "home"})
    with store.write() as session:
        assert audit.erase_person(session, them.id, NOON, None) == 4
    assert told(store) == []
    with store.read() as session:
        left = session.scalars(text("SELECT payload FROM audit_payload")).all()
    assert sorted(bytes(payload) for payload in left) == [b'{"b":2}', b"{}", b"{}", b"{}"]


def test_the_house_has_a_chain_of_its_own(store):
    for number in range(3):
        with store.write() as session:
            audit.record(session, None, NOON, None, "procedure:version:published", str(number))
            audit.record(session, None, NOON, None, "officer:account:made", str(number))
    assert told(store) == []
    tamper(
        store,
        "DELETE FROM audit_payload WHERE audit_id = (SELECT max(id) FROM audit)",
        "DELETE FROM audit WHERE seq = 6",
    )
    expected = "the house, line 5: the chain should go on to line 6: its end is missing."
    assert told(store) == [expected]


def test_lines_of_one_transaction_are_chained_and_written_together(store, audited):
    with counting(store) as counted, store.write() as session:
        found = lock_case(session, "COM-1")
        for number in range(4):
            audit.record(session, found.id, NOON, None, "case:letter:queued", str(number))
    words = [statement.split()[0] for statement in counted.statements]
    assert sorted(words) == ["INSERT", "INSERT", "SELECT", "UPDATE"]
    assert told(store) == []


def test_a_line_for_a_case_that_is_not_in_hand_locks_it_first(store, audited):
    with store.write() as session:
        line = audit.record(session, audited.id, NOON, None, "case:action:refused")
    assert (line.seq, told(store)) == (6, [])


def test_details_that_are_not_plain_are_refused(store, audited):
    with pytest.raises(TypeError), store.write() as session:
        audit.record(session, audited.id, NOON, None, "case:note:added", "", {"what": object()})


HEADERS = st.builds(
    Header,
    case_id=st.just(7),
    seq=st.just(0),
    at=st.datetimes(timezones=st.just(NOON.tzinfo)),
    person_id=st.none() | st.integers(1, 9),
    action=st.text(max_size=20),
    subject=st.text(max_size=20),
    payload_digest=st.just(""),
    previous=st.just(""),
)


def chain_of(headers: Sequence[Header]) -> tuple[Chain, list[Found]]:
    """A true chain with these headers' contents."""
    lines, previous = [], BEGINNING
    for seq, told in enumerate(headers, start=1):
        sealed = payload_digest(b"salt", b"{}")
        header = Header(
            7, seq, told.at, told.person_id, told.action, told.subject, sealed, previous
        )
        previous = header.digest()
        lines.append(
            Found(
                seq,
                told.at,
                told.person_id,
                told.action,
                told.subject,
                sealed,
                header.previous,
                previous,
                b"salt",
                b"{}",
            )
        )
    return Chain("COM-7", 7, len(lines), previous), lines


@given(headers=st.lists(HEADERS, min_size=1, max_size=6), data=st.data())
@settings(max_examples=200, deadline=None)
def test_an_edited_line_is_found_whatever_was_edited(headers, data):
    chain, lines = chain_of(headers)
    assert list(faults_in(chain, lines)) == []
    at = data.draw(st.integers(0, len(lines) - 1))
    line = lines[at]
    edited = data.draw(
        st.sampled_from(
            [
                line._replace(action=line.action + "."),
                line._replace(subject=line.subject + "."),
                line._replace(person_id=(line.person_id or 0) + 1),
                line._replace(at=line.at.replace(microsecond=(line.at.microsecond + 1) % 1000)),
                line._replace(payload=b"[]"),
                line._replace(salt=b"pepper"),
                line._replace(payload=None),
                line._replace(payload_digest="0" * 64),
                line._replace(previous="f" * 64),
                line._replace(digest="f" * 64),
                line._replace(seq=line.seq + 10),
            ]
        )
    )
    assert list(faults_in(chain, [*lines[:at], edited, *lines[at + 1 :]])) != []


@given(headers=st.lists(HEADERS, min_size=2, max_size=6), data=st.data())
@settings(max_examples=100, deadline=None)
def test_a_removed_or_moved_line_is_found(headers, data):
    chain, lines = chain_of(headers)
    at = data.draw(st.integers(0, len(lines) - 1))
    without = [*lines[:at], *lines[at + 1 :]]
    to = data.draw(st.integers(0, len(without)).filter(lambda place: place != at))
    assert list(faults_in(chain, without)) != []
    assert list(faults_in(chain, [*without[:to], lines[at], *without[to:]])) != []


@given(numbers=st.sets(st.integers(1, 60)))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_line_numbers_are_written_so_that_they_can_be_read(numbers):
    listed = {n for first, last in spans_in(written(numbers)) for n in range(first, last + 1)}
    assert listed == numbers


def test_line_numbers_are_written_in_few_words():
    assert written([3, 4, 5, 9, 11, 12]) == "3-5 9 11-12"
    assert spans_in("3-5 9 nonsense 1-x") == [(3, 5), (9, 9)]
