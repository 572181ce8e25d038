"""A letter leaves once, under a crash at every point and after any number of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import scheduler
from engine.casework import sending
from engine.store.letters import Dispatch
from tests.casework.conftest import Founding
from tests.casework.council import POSTAL, Council
from tests.casework.crashing import crashing
from tests.casework.postbox import Postbox, postbox

#: a crash leaves its socket as it is
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

#: more boundaries than a letter has on its way
FAR = 200
CHANNELS = {"email": {}, "post": {"preferred_channel": "post", "address": POSTAL}}


@pytest.fixture
def mailed(found: Founding) -> Iterator[tuple[Council, Postbox]]:
    with postbox() as (box, smtp):
        yield found(smtp=smtp), box


def start_again(council: Council) -> None:
    """What a process does when it starts: look after what was interrupted, then sweep."""
    sending.doubt_interrupted(council.office, at_start=True)
    scheduler.sweep(council.office)


def crash_once(council: Council, at: int) -> bool:
    """Start, and crash at that boundary. False: it came through."""
    with crashing(council.office.store, at) as bounds:
        start_again(council)
    return bounds.passed >= at


def way_of(council: Council, reference: str) -> Dispatch:
    (way,) = council.ways(reference)
    return way


def files_of(council: Council, way: Dispatch) -> list[Path]:
    outbox = council.folder / "outbox"
    return [file for file in outbox.glob(f"*/*-{way.id}.*") if not file.name.startswith(".")]


def listed(council: Council, way: Dispatch) -> list[str]:
    """The hashes under which the post room's lists name it."""
    lists = (council.folder / "outbox").glob("*/manifest.csv")
    rows = [row for file in lists for row in csv.DictReader(file.read_text().splitlines())]
    return [row["sha256"] for row in rows if row["id"] == str(way.id)]


def recorded_once(council: Council, reference: str) -> None:
    """One event, one line, one copy."""
    assert [action for action, _ in council.audit(reference)].count("case:letter:sent") == 1
    assert council.letters(reference) == ["COR-ACK1"]
    way = way_of(council, reference)
    assert [c.sha256 for c in council.rows("sent_copy") if c.dispatch_id == way.id] == [way.sha256]


def left_once_for_the_post_room(council: Council, reference: str) -> None:
    way = way_of(council, reference)
    assert way.status == "sent"
    (file,) = files_of(council, way)
    assert listed(council, way) == [way.sha256]
    (copy,) = [c for c in council.rows("sent_copy") if c.dispatch_id == way.id]
    assert file.read_bytes() == copy.content
    recorded_once(council, reference)


def left_at_most_once_by_mail(council: Council, box: Postbox, reference: str) -> None:
    """Sent, and there; or in doubt, and an officer who looks settles it."""
    way = way_of(council, reference)
    arrived = box.ids.count(f"<letter-{way.id}@127.0.0.1>")
    assert (way.status, arrived) in (("sent", 1), ("doubtful", 0), ("doubtful", 1))
    if way.status == "doubtful":
        manager = council.people["manager"]
        sending.settle_doubtful(council.office, manager, way.id, bool(arrived))
        scheduler.sweep(council.office)
    assert box.ids.count(f"<letter-{way.id}@127.0.0.1>") == 1
    recorded_once(council, reference)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_letter_for_the_outbox_leaves_once_under_a_crash_at_every_point(council, channel):
    for at in range(1, FAR):
        reference = council.accepted(council.receives(**CHANNELS[channel]))
        crashed = crash_once(council, at)
        start_again(council)
        left_once_for_the_post_room(council, reference)
        if not crashed:
            break
    assert 20 < at < FAR - 1


def test_an_email_leaves_at_most_once_by_itself_under_a_crash_at_every_point(mailed):
    council, box = mailed
    for at in range(1, FAR):
        reference = council.accepted()
        crashed = crash_once(council, at)
        start_again(council)
        left_at_most_once_by_mail(council, box, reference)
        if not crashed:
            break
    assert 20 < at < FAR - 1


CRASHES = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from([0, 0, 1])), min_size=1, max_size=4
)  # (boundary, days until somebody starts it again)
SEVERAL = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SEVERAL
@given(CRASHES, st.sampled_from(sorted(CHANNELS)))
def test_a_letter_for_the_outbox_leaves_once_whatever_crashes_on_whichever_day(
    council, crashes, channel
):
    reference = council.accepted(council.receives(**CHANNELS[channel]))
    for at, days in crashes:
        crash_once(council, at)
        council.clock.set(council.clock.now() + timedelta(days=days))
    start_again(council)
    left_once_for_the_post_room(council, reference)


@SEVERAL
@given(CRASHES)
def test_an_email_leaves_at_most_once_by_itself_whatever_crashes(mailed, crashes):
    council, box = mailed
    reference = council.accepted()
    for at, days in crashes:
        crash_once(council, at)
        council.clock.set(council.clock.now() + timedelta(days=days))
    start_again(council)
    left_at_most_once_by_mail(council, box, reference)
