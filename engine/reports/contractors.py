"""``contractors``: what came in about each contractor, for the meetings on their contracts."""

from __future__ import annotations

from engine.reports.asked import Asked
from engine.reports.feedback import BY_GROUP, by_name, pieces
from engine.reports.figures import Table, empty, tabled


def tables(asked: Asked) -> tuple[Table, ...]:
    """One row a contractor; whoever names none is not in it."""
    rows = [row for row in pieces(asked) if row.contractor]
    note = "Every case that names a contractor, whether or not the contractor deals with it."
    table = empty(
        "contractors", "Feedback received in the period, by contractor", "Contractor", note
    )
    return (tabled(table, BY_GROUP, by_name(rows, lambda row: row.contractor)),)
