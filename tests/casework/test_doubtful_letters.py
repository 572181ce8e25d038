"""Letters that failed, or of which nobody knows whether they left; officers settle them."""

from __future__ import annotations

import pytest

from engine.casework import sending
from engine.errors import NotNow, NotPermitted
from engine.scheduler import Scheduler
from engine.store.people import Person
from tests.casework.council import FOUND, london


def test_a_connection_that_breaks_off_after_the_text_leaves_the_letter_in_doubt(mailed):
    council, box = mailed
    box.data = "hang up"
    reference = council.accepted()
    council.sweeps()
    (way,) = council.ways(reference)
    assert (way.status, way.next_attempt_at, council.letters(reference)) == ("doubtful", None, [])
    assert council.told(reference) == [
        ("doubtful", "It is not known whether a letter to Alice Sample was sent.")
    ]
    box.data = "250 OK"
    council.sweeps("2024-04-08T10:00")
    assert len(box.taken) == 1  # never again by itself
    assert ("case:letter:doubtful", str(way.id)) in council.audit(reference)


def test_an_officer_says_that_a_doubtful_letter_arrived(mailed):
    council, box = mailed
    box.data = "hang up"
    reference = council.accepted()
    council.sweeps()
    council.at("2024-04-04T15:00")
    manager = council.people["manager"]
    sending.settle_doubtful(council.office, manager, council.ways(reference)[0].id, True)
    (way,), (copy,) = council.ways(reference), council.rows("sent_copy")
    assert (way.status, way.sent_at) == ("sent", london("2024-04-03T10:00"))
    assert copy.content.strip() == box.taken[0].strip()  # made again, byte for byte
    assert council.due(reference, "ack1") == "2024-04-05 met"
    assert council.letters(reference) == ["COR-ACK1"]
    with pytest.raises(NotNow, match="not in doubt"):
        sending.settle_doubtful(council.office, manager, way.id, False)


def test_an_officer_says_that_it_did_not_arrive_and_it_goes_again(mailed):
    council, box = mailed
    box.data = "hang up"
    reference = council.accepted()
    council.sweeps()
    box.data = "250 OK"
    council.at("2024-04-04T15:00")
    (way,) = council.ways(reference)
    sending.settle_doubtful(council.office, council.people["manager"], way.id, False)
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1"]
    assert str(council.rows("letter")[0].issued) == "2024-04-04"
    assert box.ids[0] == box.ids[1]  # a mailbox that keeps one of each shows one


def test_a_letter_that_failed_goes_to_the_address_that_the_person_has_now(mailed):
    council, box = mailed
    box.rcpt = "550 No such person"
    reference = council.accepted()
    council.sweeps()
    box.rcpt = "250 OK"
    with council.office.store.write() as session:
        person = session.get(Person, council.resident(reference).person_id)
        assert person is not None
        person.email = "alice@example.com"
    (way,) = council.ways(reference)
    sending.settle_doubtful(council.office, council.people["manager"], way.id, False)
    council.sweeps()
    assert [m["To"] for m in box.messages] == ["alice@example.com"]


def test_residents_settle_nothing(council):
    reference = council.accepted()
    with pytest.raises(NotPermitted):
        sending.settle_doubtful(council.office, council.resident(reference), 1, True)


def test_a_case_closes_only_when_every_letter_has_left_or_is_settled(mailed):
    council, box = mailed
    reference = council.accepted()
    council.sweeps()
    box.data = "hang up"
    council.does("investigator", reference, "answer_stage1", points={"p1": FOUND})
    assert council.file(reference).status == "open"
    council.sweeps()
    assert council.file(reference).status == "open"
    manager, way = council.people["manager"], council.ways(reference)[1]
    sending.settle_doubtful(council.office, manager, way.id, True)
    assert council.file(reference).status == "closed"
    assert council.due(reference, "window2") == "2024-04-17"


def test_sendings_of_an_earlier_process_are_doubted_when_the_scheduler_starts(mailed):
    council, box = mailed
    reference = council.accepted()
    sending._begin(council.office, reference, council.ways(reference)[0].id)
    scheduler = Scheduler(council.office, every=0.01)
    scheduler.start()
    scheduler.stop()
    assert council.ways(reference)[0].status == "doubtful"
    assert box.taken == []


def test_a_sending_of_another_process_is_doubted_after_ten_minutes_not_before(mailed):
    council, _box = mailed
    reference = council.accepted()
    sending._begin(council.office, reference, council.ways(reference)[0].id)
    council.at("2024-04-03T10:09")
    assert sending.doubt_interrupted(council.office) == 0
    council.at("2024-04-03T10:11")
    assert sending.doubt_interrupted(council.office) == 1
    assert council.ways(reference)[0].status == "doubtful"
