"""The officers' queue: whose tasks, in which order, how many."""

from __future__ import annotations

import pytest

from engine.store import Store, worklist
from engine.store.counting import counting
from engine.store.officers import Officer
from engine.store.worklist import Desk
from tests.store.vocabulary import NOON, case, days, officer, person, run, task


@pytest.fixture
def desk(store: Store) -> Desk:
    """An investigator's queue: 3 overdue (1 of theirs), 4 in time, 2 undated; 5 are nobody's."""
    with store.write() as session:
        me = officer(session, "ivy", "investigator")
        other = officer(session, "omar", "investigator", "reviewer")
        its = run(session, case(session, reference="COM-1", person_id=person(session, "Ann").id))

        def put(
            name: str,
            due: float | None,
            role: str = "investigator",
            holder: Officer | None = None,
            status: str = "open",
        ) -> None:
            due_at = None if due is None else NOON + days(due)
            values = {"role": role, "assignee_id": holder and holder.id, "status": status}
            task(session, its, name=name, due_at=due_at, **values)

        put("late 1", -5, holder=other)
        put("late 2", -2, holder=me)
        put("late 3", -1, role="investigator reviewer")
        put("soon 1", 0)
        put("soon 2", 1, holder=other)
        put("soon 3", 2, role="investigator reviewer")
        put("soon 4", 3, holder=me)
        put("some day 1", None)
        put("some day 2", None, role="investigator reviewer")
        put("reviewer's", -3, role="reviewer")
        put("done", -4, status="completed")
        put("gone", -4, status="gone")
        roles = worklist.waiting_for(session, frozenset({"investigator"}))
    return Desk(me.id, roles, NOON)


def names(store: Store, desk: Desk, tab: str, number: int = 1, size: int = 50) -> list[str]:
    with store.read() as session:
        return [line.name for line in worklist.page(session, desk, tab, number, size)]


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("mine", ["late 2", "soon 4"]),
        ("overdue", ["late 1", "late 2", "late 3"]),
        ("in_time", ["soon 1", "soon 2", "soon 3", "soon 4", "some day 1", "some day 2"]),
        ("unassigned", ["late 3", "soon 1", "soon 3", "some day 1", "some day 2"]),
    ],
)
def test_a_tab_holds_its_tasks_first_due_first_and_undated_last(store, desk, tab, expected):
    assert names(store, desk, tab) == expected
    with store.read() as session:
        assert worklist.count(session, desk)[tab] == len(expected)


@pytest.mark.parametrize("tab", worklist.TABS)
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_pages_follow_one_another_without_gap_or_double(store, desk, tab, size):
    whole = names(store, desk, tab)
    pages = [names(store, desk, tab, number, size) for number in range(1, len(whole) + 3)]
    assert [name for page in pages for name in page] == whole
    assert all(len(page) == size for page in pages[: len(whole) // size])


def test_a_task_for_several_roles_waits_for_each_of_them(store, desk):
    with store.read() as session:
        assert set(worklist.waiting_for(session, frozenset({"reviewer"}))) == {
            "reviewer",
            "investigator reviewer",
        }
        assert worklist.waiting_for(session, frozenset({"view"})) == ()


def test_an_officer_without_roles_sees_their_own_tasks_alone(store, desk):
    without = Desk(desk.officer_id, (), NOON)
    assert names(store, without, "mine") == ["late 2", "soon 4"]
    assert [names(store, without, tab) for tab in worklist.TABS[1:]] == [[], [], []]
    with store.read() as session:
        counts = worklist.count(session, without)
    assert counts == {"mine": 2, "in_time": 0, "overdue": 0, "unassigned": 0}


def test_a_line_says_what_the_queue_shows(store, desk):
    with store.read() as session:
        line, nobodys = worklist.page(session, desk, "overdue")[1:]
    assert (line.reference, line.person, line.procedure) == ("COM-1", "Ann", "sample")
    assert (line.due_at, line.assignee, line.assignee_id) == (
        NOON - days(2),
        "Officer ivy",
        desk.officer_id,
    )
    assert (nobodys.assignee, nobodys.assignee_id) == (None, None)


def test_the_whole_queue_takes_three_statements(store, desk):
    with counting(store) as counted, store.read() as session:
        roles = worklist.waiting_for(session, frozenset({"investigator"}))
        own = Desk(desk.officer_id, roles, NOON)
        worklist.count(session, own)
        worklist.page(session, own, "overdue", size=2)
    assert (len(counted.statements), counted.commits) == (3, 0)


def test_the_queue_reads_no_more_than_its_indexes_on_sqlite(sqlite_store):
    """Slow queues begin as a plan that scans or sorts the tasks."""
    with counting(sqlite_store) as counted, sqlite_store.read() as session:
        desk = Desk(1, ("investigator", "reviewer"), NOON)
        worklist.waiting_for(session, frozenset({"investigator"}))
        worklist.count(session, desk)
        for tab in worklist.TABS:
            worklist.page(session, desk, tab)
    connection = sqlite_store.engines[1].raw_connection()
    for statement in counted.statements:
        values = dict.fromkeys(range(statement.count("?")), "1")
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", tuple(values.values()))
        plan = [row[3] for row in rows]
        assert not [step for step in plan if "SCAN task" in step and "INDEX" not in step], plan
        assert [step for step in plan if "ix_task_" in step], plan
    connection.close()


def test_a_tab_is_counted_no_further_than_its_bound(store):
    with store.write() as session:
        its = run(session, case(session, person_id=person(session, "Ann").id))
        for number in range(worklist.MOST_COUNTED + 5):
            role = f"investigator {number % 3}"
            task(session, its, role=role, due_at=NOON + days(number % 7 - 3))
    with store.read() as session:
        roles = worklist.waiting_for(session, frozenset({"investigator"}))
        counts = worklist.count(session, Desk(1, roles, NOON))
    assert counts["unassigned"] == worklist.MOST_COUNTED + 1
    assert counts["overdue"] + counts["in_time"] == worklist.MOST_COUNTED + 5
    assert counts["mine"] == 0
