"""Dated actions in the store: what is due costs what is due, and old remedies moved over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import command

from engine.store import Store, migrations
from engine.store.cases import Point
from engine.store.counting import counting
from engine.store.dated_actions import DatedAction, due_cases, of_case
from tests.store.vocabulary import NOON, case, days, run, timer


def action(case_id: int, **values: Any) -> DatedAction:
    given = {"kind": "remedy", "text": "We will refund it.", "asked_at": NOON}
    return DatedAction(case_id=case_id, **{**given, **values})


def test_cases_come_when_a_clock_or_a_chaser_does_the_first_due_first(store):
    with store.write() as session:
        first, second, third, later = (case(session) for _ in range(4))
        timer(session, run(session, first), due_at=NOON)
        session.add(action(second.id, next_chase_at=NOON - days(2)))
        session.add(action(second.id, next_chase_at=NOON - days(1)))
        session.add(action(third.id, next_chase_at=NOON - days(1)))
        session.add(action(later.id, next_chase_at=NOON + days(1)))
        session.add(action(later.id, next_chase_at=None))
        ids = [row.id for row in (second, third, first)]
    with counting(store) as counted, store.read() as session:
        assert list(due_cases(session, NOON)) == ids
        assert list(due_cases(session, NOON, limit=3)) == ids[:2]  # two of the second's
        assert list(due_cases(session, NOON, without={ids[0]})) == ids[1:]
        assert due_cases(session, NOON - days(3)) == ()
    assert len(counted.statements) == 4


def test_looking_for_what_is_due_walks_indexes(sqlite_store):
    with counting(sqlite_store) as counted, sqlite_store.read() as session:
        due_cases(session, NOON)
    with sqlite_store.engines[1].connect() as connection:
        planned = f"EXPLAIN QUERY PLAN {counted.statements[0]}"
        plan = connection.exec_driver_sql(planned, (1,) * planned.count("?")).all()
    steps = [row[-1] for row in plan]
    assert any("ix_timer_due_at" in step for step in steps)
    assert any("ix_dated_action_next_chase_at" in step for step in steps)
    assert not any(step.startswith(("SCAN timer", "SCAN dated_action")) for step in steps)


REMEDIES = (
    {"id": 3, "point_id": 1, "text": "Kept.", "due_on": date(2024, 4, 1), "done_at": NOON,
     "evidence": "Paid."},
    {"id": 7, "point_id": 1, "text": "Owed.", "due_on": date(2024, 5, 1), "done_at": None},
    {"id": 8, "point_id": None, "text": "Undated.", "due_on": None, "done_at": None},
)  # fmt: skip


def test_remedies_of_before_move_over(empty_url):
    store = Store(empty_url)
    with store.engines[0].begin() as connection:
        command.upgrade(migrations.config(connection), "0008")
        _fill(connection)
    store.upgrade()
    with store.write() as session:
        kept, owed, undated = of_case(session, 1)
        assert [row.id for row in (kept, owed, undated)] == [3, 7, 8]
        assert (kept.state, kept.done_at, kept.evidence) == ("done", NOON, "Paid.")
        assert (owed.state, owed.due_on, owed.point_id) == ("open", date(2024, 5, 1), 1)
        assert owed.owner_officer_id == owed.asked_by_id == 1
        assert owed.asked_at == NOON  # when it was found
        assert owed.next_chase_at == NOON  # the next sweep works out when it really comes
        assert (undated.asked_at, undated.next_chase_at) == (NOON - days(9), None)
        session.add(action(1))
    with store.read() as session:
        assert of_case(session, 1)[-1].id > 8
    assert not sa.inspect(store.engines[0]).has_table("remedy")
    store.close()


def test_points_of_before_are_the_complaint_s_own(empty_url):
    store = Store(empty_url)
    with store.engines[0].begin() as connection:
        command.upgrade(migrations.config(connection), "0008")
        _fill(connection)
    store.upgrade()
    with store.read() as session:
        assert [point.set_aside for point in session.scalars(sa.select(Point))] == [""]
    store.close()


def _fill(connection: sa.Connection) -> None:
    tables = sa.MetaData()
    tables.reflect(connection)

    def put(table: str, **values: object) -> None:
        columns = tables.tables[table].columns
        empty = {c.name: _empty(c) for c in columns if not c.nullable and c.name not in values}
        connection.execute(tables.tables[table].insert(), [{**empty, **_shown(values)}])

    def _shown(values: dict[str, object]) -> dict[str, object]:
        if connection.dialect.name != "sqlite":
            return values
        return {
            name: value.replace(tzinfo=None) if isinstance(value, datetime) else value
            for name, value in values.items()
        }

    def _empty(column: sa.Column[Any]) -> object:
        found = {int: 1, str: "x", bool: False, dict: {}, bytes: b"", date: NOON.date()}
        if isinstance(column.type, sa.DateTime):
            return _shown({"at": NOON})["at"]
        return {} if isinstance(column.type, sa.JSON) else found[column.type.python_type]

    put("person", id=1, address=[])
    put("officer", id=1, person_id=1)
    put("procedure_version", version="v")
    put("profile_version", version="p")
    put(
        "case_file",
        id=1,
        version="v",
        profile_version="p",
        person_id=1,
        status="open",
        opened_at=NOON - days(9),
    )
    put("point", id=1, case_id=1)
    put("finding", id=1, case_id=1, point_id=1, at=NOON, by_officer_id=1)
    for values in REMEDIES:
        put("remedy", case_id=1, owner_officer_id=1, **{"evidence": "", **values})
