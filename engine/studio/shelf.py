"""The procedures in force, for lists and for the published pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engine.catalogue.definition import Procedure
from engine.clock import london_date
from engine.errors import NotFound
from engine.store import publications
from engine.store.office import Office
from engine.store.publications import ALWAYS


@dataclass(frozen=True, slots=True)
class Published:
    """A procedure in force. ``shipped``: as it came with Redress; ``since``: None: from the start.

    ``next_from``: the day from which a newer version will be in force.
    """

    id: str
    title: str
    version: str
    shipped: bool
    since: date | None
    at: datetime
    next_from: date | None
    next_draft: int | None


def in_force(office: Office) -> tuple[Published, ...]:
    """Every procedure that is in force, by title."""
    found = []
    today = london_date(office.clock.now())
    with office.store.read() as session:
        for procedure in office.catalogue.procedures.values():
            all_of = publications.standing(session, "procedure", procedure.id)
            begun = (p for p in all_of if p.effective_from <= today)
            own = next(p for p in begun if p.version == procedure.version)
            since = None if own.effective_from == ALWAYS else own.effective_from
            later = all_of[0] if all_of[0].effective_from > today else None
            found.append(
                Published(
                    procedure.id,
                    procedure.title,
                    procedure.version,
                    own.shipped,
                    since,
                    own.at,
                    later.effective_from if later else None,
                    later.draft_id if later else None,
                )
            )
    return tuple(sorted(found, key=lambda each: each.title))


def procedure(office: Office, procedure_id: str) -> Procedure:
    """The procedure in force. Raises NotFound."""
    found = office.catalogue.procedures.get(procedure_id)
    if found is None:
        raise NotFound(f"There is no procedure {procedure_id[:80]}.")
    return found
