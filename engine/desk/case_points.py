"""The points of a case with every finding made on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from engine.desk import case_people
from engine.desk.reading import Read
from engine.desk.views import FindingView, PointView
from engine.store.cases import Finding
from engine.store.tasks import Task


def points_of(read: Read) -> tuple[PointView, ...]:
    """The points, by number, each with its findings, oldest first."""
    promised = _promised(read)
    return tuple(
        PointView(
            f"p{point.number}",
            point.number,
            point.text,
            tuple(
                _finding(read, finding, promised.get((finding.task_id, f"p{point.number}"), {}))
                for finding in read.books.findings
                if finding.point_id == point.id
            ),
            point.set_aside,
        )
        for point in sorted(read.books.points, key=lambda row: row.number)
    )


def _finding(read: Read, row: Finding, given: Mapping[str, object]) -> FindingView:
    by = given.get("remedy_by")
    return FindingView(
        stage=row.stage,
        finding=row.finding,
        reason=row.reason,
        remedy=str(given.get("remedy") or ""),
        remedy_by=date.fromisoformat(str(by)) if by else None,
        by=case_people.officer_name(read, row.by_officer_id),
        at=row.at,
    )


def _promised(read: Read) -> dict[tuple[str | None, str], Mapping[str, object]]:
    """(task, point) -> what was answered on the point in that task."""
    tasks = {finding.task_id for finding in read.books.findings if finding.task_id}
    if not tasks:
        return {}
    rows = read.session.execute(select(Task.id, Task.answers).where(Task.id.in_(tasks)))
    return {
        (task_id, point): given
        for task_id, answers in rows
        for value in answers.values()
        if isinstance(value, Mapping)
        for point, given in value.items()
        if isinstance(given, Mapping)
    }
