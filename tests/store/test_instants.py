"""Instants are aware UTC both ways, whatever the database keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from engine.store.people import Person
from tests.store.vocabulary import NOON, person

moments = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001  # `timezones` makes them aware
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(
        [ZoneInfo("UTC"), ZoneInfo("Europe/London"), ZoneInfo("Asia/Tokyo")]
    ),
)


def test_a_naive_time_is_refused(store):
    with pytest.raises(StatementError, match="aware"), store.write() as session:
        person(session, created_at=datetime(2024, 4, 3, 12))  # noqa: DTZ001


@given(at=moments)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_an_instant_comes_back_as_the_same_instant_in_utc(store, at):
    with store.write() as session:
        kept = person(session, created_at=at).id
    with store.read() as session:
        found = session.get(Person, kept)
    assert found is not None
    assert found.created_at == at.astimezone(UTC)  # a time of the skipped hour equals no other
    assert found.created_at.utcoffset() == timedelta(0)


def test_instants_are_compared_as_instants_not_as_text(store):
    in_new_york = NOON.astimezone(timezone(timedelta(hours=-5)))  # 07:00, as text before 12:00
    with store.write() as session:
        person(session, created_at=NOON)
        same = session.scalars(select(Person).where(Person.created_at == in_new_york)).all()
        later = session.scalars(select(Person).where(Person.created_at > in_new_york)).all()
    assert (len(same), len(later)) == (1, 0)
