"""A council with officers and an application, fresh for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.bootstrap import open_office
from engine.catalogue import Catalogue
from engine.clock import SetClock, ShiftedClock
from engine.settings import Settings
from tests.shipped import shipped_catalogue
from tests.web.places import NOW, House, Officer, open_accounts
from tests.web.studio_desk import Studio
from web import create_app

Build = Callable[..., House]


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The procedures, profiles and letters of this house."""
    return shipped_catalogue()


@pytest.fixture
def build(sqlite_url: str, tmp_path: Path, shipped: Catalogue) -> Iterator[Build]:
    """Build the council with settings of one's own."""
    opened = []

    def build_house(**changes: object) -> House:
        given = {"secret_key": "k" * 40, "profile": "LGSCO-2024", **changes}
        settings = Settings(sqlite_url, tmp_path, **given)  # type: ignore[arg-type]
        clock = ShiftedClock(tmp_path / "demo_clock") if settings.demo else SetClock(NOW)
        office = open_office(settings, clock=clock, catalogue=shipped)
        opened.append(office)
        return House(office, create_app(office), open_accounts(office))

    yield build_house
    for office in opened:
        office.store.close()


@pytest.fixture
def house(build: Build) -> House:
    """An ordinary council."""
    return build()


@pytest.fixture(scope="module")
def studio_council(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory, shipped: Catalogue
) -> Iterator[House]:
    """One council for all tests here: each begins a draft of its own."""
    folder = tmp_path_factory.mktemp("council")
    url = f"sqlite:///{shutil.copy(migrated_file, folder / 'redress.sqlite3')}"
    settings = Settings(url, folder, secret_key="k" * 40, profile="DEMO-COUNCIL")
    office = open_office(settings, clock=SetClock(NOW), catalogue=shipped)
    yield House(office, create_app(office), open_accounts(office))
    office.store.close()


@pytest.fixture(scope="module")
def owner(studio_council: House) -> Officer:
    return studio_council.officer("owner")


@pytest.fixture
def studio(studio_council: House, owner: Officer) -> Studio:
    return Studio(studio_council, owner)
