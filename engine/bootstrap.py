"""Everything is wired here: a council's office from its settings."""

from __future__ import annotations

from engine.catalogue import Catalogue, load_catalogue
from engine.clock import Clock, ShiftedClock, SystemClock
from engine.settings import Settings
from engine.store import shipping
from engine.store.counting import Counted, counting
from engine.store.office import Office
from engine.store.session import Store

__all__ = ["Counted", "Office", "Store", "counting", "open_office"]


def open_office(
    settings: Settings, clock: Clock | None = None, catalogue: Catalogue | None = None
) -> Office:
    """The office, its database brought up to date; what came with Redress is kept there.

    Raises BadFiles when a procedure, profile or letter cannot be loaded.
    """
    settings.var.mkdir(parents=True, exist_ok=True)
    store = Store(settings.database_url)
    store.upgrade()
    office = Office(
        settings=settings,
        clock=clock or _clock(settings),
        store=store,
        catalogue=catalogue or load_catalogue(settings.processes, settings.letters),
    )
    with store.write() as session:
        shipping.arrive(session, office.catalogue, office.clock.now(), settings)
        office.take_up(session)
    return office


def _clock(settings: Settings) -> Clock:
    return ShiftedClock(settings.var / "demo_clock") if settings.demo else SystemClock()
