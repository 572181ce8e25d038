"""Letters leave: kept byte for byte, re-dated, tried again, given up."""

from __future__ import annotations

import csv
import hashlib

import pytest

from engine.casework import dispatched, intake, sending
from engine.letters import letter_from_json, to_text
from engine.settings import Smtp
from tests.casework.council import FOUND, POSTAL, london
from tests.casework.postbox import SENDER

HELPER = intake.Someone(name="Bob Helper", email="bob@example.org")


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
