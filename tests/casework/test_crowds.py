"""Many at once: one wins, the others are told who did, nobody waits for ever, nothing is lost."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from engine.casework import tasks
from engine.errors import AlreadyDone, NotPermitted
from tests.casework.council import Council

CROWD = 50
#: far more than it takes, far less than for ever
SECONDS = 60


def attempts(council: Council, jobs: list[tuple[str, str]]) -> Counter[str]:
    """What became of completing (who, task) all at once, by the error's name."""

    def attempt(job: tuple[str, str]) -> str:
        who, task = job
        try:
            tasks.complete(council.office, council.people[who], task, {"triage": "accept"})
        except (AlreadyDone, NotPermitted) as told:
            return type(told).__name__
        return "done"

    with ThreadPoolExecutor(CROWD) as crowd:
        return Counter(crowd.map(attempt, jobs, timeout=SECONDS))


def test_of_fifty_submits_of_one_task_one_wins(each_council):
    council = each_council
    reference = council.receives()
    task = council.task(reference, "triage")
    assert attempts(council, [("triage", task)] * CROWD) == {"done": 1, "AlreadyDone": CROWD - 1}
    assert council.open_tasks(reference) == ["answer_stage1"]
    assert [action for action, _ in council.audit(reference)] == [
        "case:opened",
        "task:completed",
        "case:letter:written",
    ]
    council.sweeps()
    assert council.letters(reference) == ["COR-ACK1"]


def test_a_crowd_of_who_may_and_who_may_not(each_council):
    council = each_council
    reference = council.receives()
    task = council.task(reference, "triage")
    jobs = [(who, task) for _ in range(CROWD // 2) for who in ("manager", "desk")]
    found = attempts(council, jobs)
    assert found["done"] == 1
    assert found["done"] + found["AlreadyDone"] + found["NotPermitted"] == CROWD
    refused = [action for action, _ in council.audit(reference) if action == "case:refused"]
    assert len(refused) == found["NotPermitted"]


def test_fifty_cases_at_once_each_go_their_way(each_council):
    council = each_council
    with ThreadPoolExecutor(8) as crowd:
        references = list(crowd.map(lambda _: council.receives(), range(CROWD)))
    assert sorted(references) == [f"COM-2024-{n:05d}" for n in range(1, CROWD + 1)]
    jobs = [("triage", council.task(reference, "triage")) for reference in references]
    assert attempts(council, jobs) == {"done": CROWD}
    council.sweeps()
    assert {tuple(council.letters(reference)) for reference in references} == {("COR-ACK1",)}


def test_of_fifty_claims_one_has_the_task(each_council):
    council = each_council
    reference = council.accepted()
    task = council.task(reference, "answer_stage1")
    council.hires({f"clerk{n}": (("stage1_investigator",), 3) for n in range(CROWD)})

    def claim(n: int) -> str:
        try:
            tasks.claim(council.office, council.people[f"clerk{n}"], task)
        except NotPermitted as told:
            return str(told)
        return "mine"

    with ThreadPoolExecutor(CROWD) as crowd:
        found = Counter(crowd.map(claim, range(CROWD), timeout=SECONDS))
    assert found["mine"] == 1
    (holder,) = [t.assignee for t in council.file(reference).tasks if t.element == "answer_stage1"]
    assert found[f"“Investigate and answer” is already with {holder}."] == CROWD - 1


def test_two_sweeps_at_once_send_each_letter_once(each_council):
    council = each_council
    references = [council.accepted() for _ in range(10)]
    with ThreadPoolExecutor(4) as sweepers:
        list(sweepers.map(lambda _: council.sweeps(), range(4)))
    council.sweeps()
    assert {tuple(council.letters(reference)) for reference in references} == {("COR-ACK1",)}
    assert [way.attempts for reference in references for way in council.ways(reference)] == [
        1
    ] * 10
