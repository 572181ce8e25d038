"""The procedures, profiles and letters that are shipped."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from engine.catalogue import (
    Catalogue,
    load_catalogue,
    plain_yaml,
    procedure_from_source,
    profile_from_source,
)
from engine.catalogue.published import schema
from engine.settings import HOUSE


def shipped() -> Catalogue:
    return load_catalogue(HOUSE / "processes", HOUSE / "letters")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped()


def test_everything_that_is_shipped_can_be_read(catalogue: Catalogue) -> None:
    assert "corporate-complaint" in catalogue.procedures
    assert {"NHDC-2019", "BUCKS-2020", "LGSCO-2024"} <= set(catalogue.profiles)


def test_every_version_comes_back_from_its_archive(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures.values():
        assert procedure_from_source(procedure.source) == procedure
    for profile in catalogue.profiles.values():
        assert profile_from_source(profile.source, catalogue.procedures) == profile


def test_every_profile_is_in_force_on_its_first_day(catalogue: Catalogue) -> None:
    for profile in catalogue.profiles.values():
        assert catalogue.profile_for(profile.id, profile.effective_from) == profile


SHIPPED = [
    *((path, "procedure") for path in HOUSE.glob("processes/*/procedure.yaml")),
    *((path, "profile") for path in HOUSE.glob("processes/profiles/*.yaml")),
    *((path, "scenario") for path in HOUSE.glob("processes/*/scenarios/*.yaml")),
]


@pytest.mark.parametrize(("path", "of"), SHIPPED, ids=lambda value: getattr(value, "name", value))
def test_every_shipped_file_fits_its_schema(path: Path, of: str) -> None:
    jsonschema.validate(plain_yaml(path), schema(of))
