"""Letters leave: kept byte for byte, re-dated, tried again, given up, or in doubt."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator

import pytest

from engine.casework import dispatched, intake, sending
from engine.errors import NotNow, NotPermitted
from engine.letters import letter_from_json, to_text
from engine.scheduler import Scheduler
from engine.settings import Smtp
from engine.store.people import Person
from tests.casework.conftest import Founding
from tests.casework.council import FOUND, POSTAL, Council, london
from tests.casework.postbox import SENDER, Postbox, postbox

HELPER = intake.Someone(name="Bob Helper", email="bob@example.org")


@pytest.fixture
def mailed(found: Founding) -> Iterator[tuple[Council, Postbox]]:
    """A council that sends by a real mail server."""
    with postbox() as (box, smtp):
        yield found(smtp=smtp), box


def test_an_email_leaves_once_and_is_kept_byte_for_byte(mailed):
    council, box = mailed
    reference = council.accepted()
    council.sweeps()
    council.sweeps()
    (message,) = box.messages
    assert (message["To"], message["From"]) == (
        "alice@example.org",
        f"North Hertfordshire District Council <{SENDER}>",
    )
    (way,), (copy,) = council.ways(reference), council.rows("sent_copy")
    assert (way.status, way.sent_at, way.attempts) == ("sent", council.clock.now(), 1)
    assert message["Message-ID"] == way.message_id
    assert copy.sha256 == way.sha256 == hashlib.sha256(copy.content).hexdigest()
    assert copy.content.strip() == box.taken[0].strip()
    assert ("case:letter:sent", "COR-ACK1") in council.audit(reference)


def test_the_post_room_gets_a_pdf_and_its_list(each_council):
    council = each_council
    reference = council.accepted(council.receives(preferred_channel="post", address=POSTAL))
    council.sweeps()
    folder = council.folder / "outbox" / "2024-04-03"
    (pdf,) = folder.glob("*.pdf")
    (row,) = csv.DictReader((folder / "manifest.csv").read_text().splitlines())
    (way,), (copy,) = council.ways(reference), council.rows("sent_copy")
    assert pdf.read_bytes() == copy.content
    assert row["sha256"] == way.sha256
    assert (row["recipient"], row["channel"], row["id"]) == ("Alice Sample", "post", str(way.id))


def test_large_print_by_email_carries_the_pdf(mailed):
    council, box = mailed
    council.accepted(council.receives(adjustments=("large_print",)))
    council.sweeps()
    (message,) = box.messages
    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/pdf"]


def test_a_letter_on_the_portal_is_kept_and_goes_nowhere_else(council):
    reference = council.accepted(council.receives(preferred_channel="portal", email=""))
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1"]
    assert len(council.rows("sent_copy")) == 1
    assert list(council.folder.glob("outbox/**/*.pdf")) == []


def test_clocks_use_the_day_it_left_and_the_letter_says_that_day(council):
    """Nothing left over the weekend; the run has ended meanwhile."""
    reference = council.accepted()
    council.sweeps()
    council.at("2024-04-05T16:00")  # Friday
    council.does("investigator", reference, "answer_stage1", points={"p1": FOUND})
    (written,) = [w for w in council.ways(reference) if w.status == "queued"]
    assert "Friday 19 April 2024" in to_text(letter_from_json(written.letter))
    council.sweeps("2024-04-08T09:00")  # Monday
    letter = letter_from_json(council.ways(reference)[1].letter)
    assert str(letter.issued) == "2024-04-08"
    text = to_text(letter)
    assert "Monday 22 April 2024" in text
    assert "Local Government and Social Care Ombudsman" in text  # the signpost is still there
    assert council.due(reference, "window2") == "2024-04-22"
    assert str(council.rows("letter")[1].issued) == "2024-04-08"


def test_every_recipients_copy_is_dated_again(council):
    reference = council.accepted(council.receives(representative=HELPER))
    council.sweeps("2024-04-04T09:00")
    dates = {str(letter_from_json(way.letter).issued) for way in council.ways(reference)}
    assert dates == {"2024-04-04"}


def test_a_copy_that_leaves_a_day_later_does_not_move_the_letters_day(council):
    reference = council.accepted(council.receives(representative=HELPER))
    first, second = council.ways(reference)
    sending.deliver(council.office, first.id)
    council.at("2024-04-04T09:00")
    sending.deliver(council.office, second.id)
    (letter,) = council.rows("letter")
    assert (str(letter.issued), letter.sent_at) == ("2024-04-03", london("2024-04-03T10:00"))
    assert str(letter_from_json(council.ways(reference)[1].letter).issued) == "2024-04-04"
    sent = [e for e in council.rows("ledger_event") if e.kind == "letter COR-ACK1"]
    assert len(sent) == 1


def test_a_letter_dated_again_differs_in_nothing_but_its_dates(council):
    reference = council.accepted()
    council.sweeps()
    council.does("investigator", reference, "answer_stage1", points={"p1": FOUND})
    before = to_text(letter_from_json(council.ways(reference)[1].letter))
    council.sweeps("2024-04-04T09:00")
    after = to_text(letter_from_json(council.ways(reference)[1].letter))
    changed = [
        (a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b
    ]
    assert all("April 2024" in a and "April 2024" in b for a, b in changed)


def test_temporary_failures_are_tried_again_ever_later_and_then_given_up(mailed):
    council, box = mailed
    box.data = "451 Come back later"
    reference = council.accepted()
    for wait in dispatched.BACK_OFF:
        assert council.sweeps() == 1
        (way,) = council.ways(reference)
        assert (way.status, way.next_attempt_at) == ("queued", council.clock.now() + wait)
        assert way.error == "127.0.0.1 answered 451: Come back later"
        assert council.sweeps() == 0
        council.clock.set(way.next_attempt_at)
    council.sweeps()
    (way,) = council.ways(reference)
    assert (way.status, way.attempts, way.next_attempt_at) == ("failed", 6, None)
    ((kind, text),) = council.told(reference)
    assert kind == "doubtful"
    assert "could not be sent" in text
    assert box.taken == []
    assert council.file(reference).doubtful[0].status == "failed"


def test_a_letter_that_goes_at_the_second_attempt_is_sent_once(mailed):
    council, box = mailed
    box.data = "451 Come back later"
    reference = council.accepted()
    council.sweeps()
    box.data = "250 OK"
    council.sweeps("2024-04-03T10:02")
    (way,) = council.ways(reference)
    assert (way.status, way.attempts, way.error) == ("sent", 2, "")
    assert len(box.taken) == 1


@pytest.mark.parametrize("answer", ["550 No such person", "554 Refused"])
def test_a_permanent_refusal_is_not_tried_again(mailed, answer):
    council, box = mailed
    box.rcpt = answer
    reference = council.accepted()
    council.sweeps()
    (way,) = council.ways(reference)
    assert way.status == "failed"
    council.passes("2024-04-10T10:00")
    assert council.ways(reference)[0].attempts == 1


def test_a_server_that_is_not_there_is_tried_again(found):
    council = found(smtp=Smtp("127.0.0.1", 1, SENDER, security="none"))
    reference = council.accepted()
    council.sweeps()
    (way,) = council.ways(reference)
    assert (way.status, way.attempts) == ("queued", 1)


def test_a_letter_that_cannot_be_made_counts_as_failed(council):
    """An address beyond the window's lines: seen before anything was sent."""
    reference = council.accepted(council.receives(preferred_channel="post", address=POSTAL))
    with council.office.store.write() as session:
        way = session.merge(council.ways(reference)[0])
        way.letter = {**way.letter, "address": ["Alice Sample", *(f"line {n}" for n in range(12))]}
    council.sweeps()
    (way,) = council.ways(reference)
    assert (way.status, way.attempts) == ("failed", 1)
    assert "a window takes" in way.error
    assert council.sweeps() == 0


def test_a_full_disk_is_tried_again(council):
    (council.folder / "outbox").write_text("a file where the folder should be")
    reference = council.accepted()
    council.sweeps()
    (way,) = council.ways(reference)
    assert (way.status, way.attempts) == ("queued", 1)
    assert "outbox cannot be written" in way.error
    (council.folder / "outbox").unlink()
    council.sweeps("2024-04-03T10:02")
    assert council.letters(reference) == ["COR-ACK1"]


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
