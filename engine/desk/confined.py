"""A case as an officer sees it whose only work on it is confidential: enough for the own task."""

from __future__ import annotations

from dataclasses import replace

from engine.desk.views import CaseFile
from engine.permissions import Actor
from engine.store.readers import CONFINED as CONFINED


def to_own_task(file: CaseFile, who: Actor) -> CaseFile:
    """The complaint, its points, the member of staff it is about, and the officer's own tasks."""
    own = tuple(task for task in file.tasks if who.roles & set(task.role.split()))
    waiting = [task for task in own if task.status == "open"]
    return replace(
        file,
        confined=True,
        tasks=own,
        due_on=waiting[0].due_on if waiting else None,
        overdue=bool(waiting and waiting[0].overdue),
        with_whom=waiting[0].assignee if waiting else "",
        outcome="",
        points=tuple(replace(point, findings=()) for point in file.points),
        parties=tuple(party for party in file.parties if party.capacity == "subject"),
        clocks=(),
        letters=(),
        documents=(),
        history=(),
        contacts=(),
        actions=tuple(action for action in file.actions if action.allowed),
        notices=(),
        about=(),
        links=(),
        restrictions=(),
        candidates=(),
        known_as=None,
        doubtful=(),
        dated=(),
        threshold=None,
    )
