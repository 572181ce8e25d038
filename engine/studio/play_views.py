"""What a page shows of a play: read with the desk's own queries from the play's own office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.casework import correspondence
from engine.desk import picture, upcoming
from engine.desk.case_file import action_form
from engine.desk.drawn_views import DrawnPlane
from engine.desk.task_views import task_form
from engine.desk.upcoming import NextDate
from engine.desk.views import ActionView, CaseFile, LetterView, TaskForm, TaskView
from engine.errors import NotFound
from engine.letters.document import Letter
from engine.scenarios import checking_steps
from engine.studio.play import Play


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open task. ``whose``: the people of the play who hold its role; ``mine``: I may do it."""

    task: TaskView
    whose: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter, and how it reads to its first recipient."""

    of: LetterView
    letter: Letter | None


def file_of(play: Play, case: str) -> CaseFile:
    """The case with all that anybody may see of it."""
    return checking_steps.file_of(play.world, case)


def waiting(play: Play, file: CaseFile) -> tuple[Waiting, ...]:
    """The open tasks."""
    return tuple(_waiting(play, task) for task in file.tasks if task.status == "open")


def _waiting(play: Play, task: TaskView) -> Waiting:
    roles = set(task.role.split())
    accounts = play.world.officers
    holders = [name for name, who in accounts.items() if roles & who.roles]
    held = next((n for n, who in accounts.items() if who.officer_id == task.assignee_id), "")
    if task.assignee_id is not None and held:
        holders = [held]
    return Waiting(task, tuple(holders), play.me in holders)


def actions(play: Play, case: str) -> tuple[ActionView, ...]:
    """Every at-any-time action, as whoever one is sees it."""
    return upcoming.actions_of(play.world.office, play.actor(case), play.world.reference(case))


def dates(play: Play) -> tuple[NextDate, ...]:
    """What comes next by itself."""
    return upcoming.upcoming(play.world.office)


def planes(play: Play, case: str) -> tuple[DrawnPlane, ...]:
    """The diagram with where the case stands, as officers see it."""
    world = play.world
    return picture.drawing(
        world.office, checking_steps.onlooker(world, case), world.reference(case)
    )


def letters(play: Play, case: str, file: CaseFile) -> tuple[Posted, ...]:
    """The letters of a case, the latest first."""
    office, eye = play.world.office, checking_steps.onlooker(play.world, case)
    return tuple(
        Posted(
            each,
            correspondence.letter_of(office, eye, each.id)[1] if each.dispatches else None,
        )
        for each in reversed(file.letters)
    )


def letter_pdf(play: Play, case: str, letter_id: int) -> bytes:
    """One of them, as it is printed. Raises NotFound."""
    eye = checking_steps.onlooker(play.world, case)
    return correspondence.letter_pdf(play.world.office, eye, letter_id)


def task(play: Play, case: str, element: str) -> TaskForm:
    """The form of an open task. Raises NotFound, NotPermitted."""
    open_now = checking_steps.open_tasks(play.world, case)
    found = next((each for each in open_now if each.element == element), None)
    if found is None:
        raise NotFound("This task is not open any more.")
    return task_form(play.world.office, play.actor(case), found.id)


def action(
    play: Play,
    case: str,
    name: str,
    answers: Mapping[str, object] = MappingProxyType({}),
) -> ActionView:
    """The form of an action. Raises NotFound."""
    world = play.world
    return action_form(world.office, play.actor(case), world.reference(case), name, answers)
