"""What waits in a run, as rows: tasks on desks, timers without dates yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.casework import clock_sheet, own_links, separations
from engine.casework.in_hand import InHand
from engine.store.cases import Run
from engine.store.ledger import Timer
from engine.store.tasks import Task
from engine.workflow.effects import OpenTask, WaitingTimer


def sync_tasks(
    hand: InHand, run: Run, waiting: Sequence[OpenTask], assign: Mapping[str, int]
) -> None:
    """Tasks that wait no more go; new ones are offered. ``assign``: element -> officer id."""
    rows = {task.id: task for task in hand.open_tasks if task.run_id == run.id}
    now_open = {task.id for task in waiting}
    for task_id, row in rows.items():
        if task_id not in now_open:
            if row.status == "open":
                row.status = "gone"
            hand.open_tasks.remove(row)
    for task in waiting:
        if task.id not in rows:
            _offer(hand, run, task, assign)


def _offer(hand: InHand, run: Run, task: OpenTask, assign: Mapping[str, int]) -> None:
    row = Task(
        id=task.id,
        case_id=hand.case.id,
        run_id=run.id,
        element=task.element,
        name=task.name,
        role=task.role or "",
        form=task.form or "",
        clock=task.clock or "",
        stage=task.stage or "",
        status="open",
        assignee_id=None,
        created_at=hand.now,
        draft={},
        answers={},
    )
    known = _known_officer(hand, task.element)
    if task.element in assign:
        separations.give(hand, row, assign[task.element])
    elif known is not None:
        separations.give_back(hand, row, known)
    if row.assignee_id is None:
        own_links.invite_whose_step(hand, row)
    hand.session.add(row)
    hand.open_tasks.append(row)
    hand.undated = True


def _known_officer(hand: InHand, element: str) -> int | None:
    """Whoever did this step in the case before; else whoever an earlier form chose for it."""
    for kept in (hand.case.data.get("did"), hand.case.data.get("chosen")):
        found = kept.get(element) if isinstance(kept, Mapping) else None
        if isinstance(found, int):
            return found
    return None


def sync_timers(hand: InHand, run: Run, waiting: Sequence[WaitingTimer]) -> None:
    """Likewise for the engine's timers, which get their dates when the verb settles.

    One that takes over from a timer that goes, for the same moment of its clock, takes its row.
    """
    rows = {t.ref: t for t in hand.books.timers if t.kind == "engine" and t.run_id == run.id}
    now_waiting = {timer.id for timer in waiting}
    going = [row for ref, row in rows.items() if ref not in now_waiting]
    for timer in waiting:
        if timer.id not in rows:
            row = _row_for(hand, run, timer, going)
            row.ref, row.since, row.due_at = timer.id, timer.since, None
            hand.undated = True
    for row in going:
        clock_sheet.forget(hand, row)


def _row_for(hand: InHand, run: Run, timer: WaitingTimer, going: list[Timer]) -> Timer:
    for row in going:
        if (row.clock, row.moment) == (timer.clock, timer.at):
            going.remove(row)
            return row
    row = Timer(
        case_id=hand.case.id,
        run_id=run.id,
        kind="engine",
        clock=timer.clock,
        instance=0,
        moment=timer.at,
    )
    hand.session.add(row)
    hand.books.timers.append(row)
    return row
