"""The points of a case with every finding made on them."""

from __future__ import annotations

from engine.desk import case_people
from engine.desk.reading import Read
from engine.desk.views import FindingView, PointView


def points_of(read: Read) -> tuple[PointView, ...]:
    """The points with every finding made on them."""
    remedies = {}
    kept = read.case.data.get("findings")
    if isinstance(kept, dict):
        remedies = {k: v.get("remedy", "") for k, v in kept.items() if isinstance(v, dict)}
    found = []
    for point in sorted(read.books.points, key=lambda row: row.number):
        name = f"p{point.number}"
        views = tuple(
            FindingView(
                stage=finding.stage,
                finding=finding.finding,
                reason=finding.reason,
                remedy=str(remedies.get(name, "")),
                remedy_by=None,
                by=case_people.officer_name(read, finding.by_officer_id),
                at=finding.at,
            )
            for finding in read.books.findings
            if finding.point_id == point.id
        )
        found.append(PointView(name, point.number, point.text, views))
    return tuple(found)
