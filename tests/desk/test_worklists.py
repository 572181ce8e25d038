"""The queue, the search, the notices: what an officer finds on coming in."""

from __future__ import annotations

from datetime import date

import pytest

from engine.casework import tasks
from engine.desk import worklists
from engine.desk.worklist_views import Queue
from engine.errors import NotFound, NotPermitted
from tests.casework.council import Council


def queue(council: Council, who: str, tab: str) -> list[str]:
    """The references of a tab, in order."""
    return [
        row.reference for row in worklists.queue(council.office, council.people[who], tab).rows
    ]


def test_the_queue_has_what_the_officers_roles_may_do_the_next_due_first(each_council):
    council = each_council
    council.at("2024-04-03T10:00")
    later = council.receives()
    council.at("2024-04-02T10:00")
    sooner = council.receives()
    council.at("2024-04-03T12:00")
    assert queue(council, "triage", "in_time") == [sooner, later]
    assert queue(council, "investigator", "in_time") == []
    council.accepted(sooner)
    assert queue(council, "investigator", "in_time") == [sooner]
    assert queue(council, "triage", "in_time") == [later]


def test_tabs_tell_mine_from_unassigned_and_late_from_in_time(council):
    taken, free = council.accepted(), council.accepted()
    investigator = council.people["investigator"]
    tasks.claim(council.office, investigator, council.task(taken, "answer_stage1"))
    assert queue(council, "investigator", "mine") == [taken]
    assert queue(council, "investigator", "unassigned") == [free]
    assert queue(council, "investigator", "overdue") == []
    council.at("2024-04-18T09:00")
    assert set(queue(council, "investigator", "overdue")) == {taken, free}
    assert queue(council, "investigator", "in_time") == []


def test_a_row_says_what_is_next_by_when_and_with_whom(council):
    reference = council.accepted()
    row = worklists.queue(council.office, council.people["investigator"], "unassigned").rows[0]
    assert (row.next, row.person, row.stage, str(row.due_on)) == (
        "Investigate and answer",
        "Alice Sample",
        "stage 1",
        "2024-04-17",
    )
    assert (row.claimable, row.with_whom, row.overdue) == (True, "", False)
    colleague = council.people["colleague"]
    tasks.claim(council.office, colleague, council.task(reference, "answer_stage1"))
    row = worklists.queue(council.office, council.people["investigator"], "in_time").rows[0]
    assert (row.claimable, row.with_whom, row.mine) == (False, "Colleague", False)


def test_pages_hold_fifty_and_counts_hold_all(council):
    for _ in range(52):
        council.receives()
    first = worklists.queue(council.office, council.people["triage"], "in_time")
    assert (len(first.rows), first.pages, first.counts["in_time"]) == (50, 2, 52)
    last = worklists.queue(council.office, council.people["triage"], "in_time", page=2)
    beyond = worklists.queue(council.office, council.people["triage"], "in_time", page=99)
    assert len(last.rows) == 2
    assert beyond.rows == last.rows


def test_a_tab_that_is_not_known_is_the_first(council):
    council.receives()
    found = worklists.queue(council.office, council.people["triage"], "everything")
    assert found.tab == "in_time"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("COM-2024-00001", [1]),
        (" com-2024-00001 ", [1]),
        ("alice", [1]),
        ("ALICE SAMPLE", [1]),
        ("bob@example.org", [2]),
        ("bob@example", []),  # an address is found whole or not at all
        ("gate", [2]),
        ("100%", [2]),
        ("%", [2]),
        ("_", []),
        ("", []),
        ("nobody", []),
        ("' OR 1=1 --", []),
    ],
)
def test_search_finds_by_reference_name_address_or_summary(each_council, wanted, found):
    council = each_council
    council.receives(summary="The bin")
    council.receives(name="Bob", email="bob@example.org", summary="The gate is 100% rust")
    rows = worklists.search(council.office, council.people["desk"], wanted)
    assert [row.reference for row in rows] == [f"COM-2024-{n:05d}" for n in found]


def test_search_shows_the_newest_first_and_what_is_closed(council):
    old, new = council.answered(), council.receives()
    rows = worklists.search(council.office, council.people["desk"], "Alice")
    assert [(row.reference, row.with_whom) for row in rows] == [(new, "Open"), (old, "Closed")]


def test_the_desk_is_for_officers(council):
    alice = council.resident(council.receives())
    for look in (
        lambda: worklists.search(council.office, alice, "Alice"),
        lambda: worklists.queue(council.office, alice),
        lambda: worklists.notices(council.office, alice),
    ):
        with pytest.raises(NotPermitted):
            look()


def test_notices_go_to_the_owner_and_to_roles(council):
    council.accepted(investigator=council.people["investigator"].officer_id)
    council.passes("2024-04-18T10:00")
    texts = {
        who: [n.text for n in worklists.notices(council.office, council.people[who])]
        for who in ("investigator", "manager", "colleague", "director")
    }
    assert len(texts["investigator"]) == 3  # two reminders, one breach
    assert len(texts["manager"]) == 2
    assert texts["colleague"] == texts["director"] == []
    assert texts["manager"][0] == "Stage 1 response was due on Wednesday 17 April 2024."


def test_officers_are_listed_by_name_with_their_roles_in_words(council):
    found = worklists.officers(council.office)
    assert [each.name for each in found] == sorted(each.name for each in found)
    (manager,) = [each for each in found if each.username == "manager"]
    assert manager.role_titles == ("Complaints manager",)


def test_a_tasks_case_is_found_by_the_task(council):
    reference = council.receives()
    task = council.task(reference, "triage")
    assert worklists.task_reference(council.office, task) == reference
    with pytest.raises(NotFound):
        worklists.task_reference(council.office, "nothing")


def test_a_task_without_a_stage_says_where_in_the_procedure_it_stands(council):
    def places(who: str) -> list[str]:
        return [row.stage for row in worklists.queue(council.office, council.people[who]).rows]

    reference = council.receives()
    assert places("triage") == ["New"]
    council.does("triage", reference, "triage", triage="ask_customer", reply_by=date(2024, 4, 17))
    council.sweeps()
    assert places("triage") == ["Ask the customer"]
    council.acts("complainant", reference, "withdraw")
    assert "Withdraw a complaint" in places("manager")
    answered = council.answered()
    council.acts("complainant", answered, "request_stage2", ground="G1", text="again")
    assert "Decide on stage 2" in places("manager")


def test_the_queue_flags_whoever_is_at_risk(each_council):
    council = each_council
    safe, danger = council.receives(), council.receives(data={"at_risk": True})
    for rows in (
        worklists.queue(council.office, council.people["triage"]).rows,
        worklists.search(council.office, council.people["triage"], "Alice"),
    ):
        assert {row.reference: row.at_risk for row in rows} == {safe: False, danger: True}


def test_a_long_tab_is_counted_as_far_as_is_worth_it():
    counts = {"mine": 999, "in_time": 1001, "overdue": 1000, "unassigned": 0}
    queue = Queue("in_time", (), counts, page=20, pages=20, further=True, most=1000)
    assert [queue.counted(tab) for tab in counts] == ["999", "1,000+", "1,000", "0"]
