"""The same content is the same version on every machine, and comes back from its archive."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from engine.catalogue import (
    Catalogue,
    load_procedure,
    procedure_from_source,
    profile_from_source,
)
from engine.catalogue.definition import Procedure
from engine.errors import BadFiles, BadInput
from tests.catalogue.places import ALPHA, DRAWN, RESPONSE, TINY, YOUNG, Copy, small_house


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return small_house()


@pytest.fixture(scope="module")
def tiny(catalogue: Catalogue) -> Procedure:
    return catalogue.procedures["tiny"]


def test_a_version_is_the_hash_of_its_archive(catalogue: Catalogue) -> None:
    for known in (catalogue.procedures["tiny"], catalogue.profiles["ALPHA-2024"]):
        assert known.version == hashlib.sha256(known.source).hexdigest()
        assert catalogue.source_of(known.version) == known.source


def test_a_procedure_comes_back_from_its_archive_the_same(tiny: Procedure) -> None:
    assert procedure_from_source(tiny.source) == tiny


def test_profiles_come_back_from_their_archives_the_same(catalogue: Catalogue) -> None:
    for profile in catalogue.profiles.values():
        assert profile_from_source(profile.source, catalogue.procedures) == profile


def test_an_old_profile_comes_back_although_the_procedure_has_lost_a_clock(house: Copy) -> None:
    kept = house.catalogue().profiles["ALPHA-2020"]
    house.remove(YOUNG).remove(ALPHA).change(TINY, "  expected: {title", "  later: {title")
    now = house.catalogue().procedures
    assert set(profile_from_source(kept.source, now).clocks["tiny"]) == {"response"}
    assert profile_from_source(kept.source, {}).clocks == {}


def test_an_archive_holds_what_belongs_and_nothing_else(tiny: Procedure) -> None:
    assert sorted(json.loads(tiny.source)["files"]) == [
        "letters/parts/address.md",
        "letters/parts/ombudsman.md",
        "letters/tiny/TIN-ACK1.md.j2",
        "letters/tiny/TIN-RESP1.md.j2",
        "letters/tiny/sample.yaml",
        "processes/shared/ask_again.bpmn",
        "processes/shared/deepest.bpmn",
        "processes/tiny/procedure.bpmn",
        "processes/tiny/procedure.yaml",
        "processes/tiny/withdraw.bpmn",
    ]


def test_line_endings_do_not_make_a_version(tiny: Procedure, house: Copy) -> None:
    for path in house.root.rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert house.procedure().procedure == tiny


@pytest.mark.parametrize(
    "file",
    [
        TINY,
        DRAWN,
        RESPONSE,
        "processes/tiny/withdraw.bpmn",
        "processes/shared/deepest.bpmn",
        "letters/parts/address.md",
        "letters/tiny/sample.yaml",
    ],
)
def test_a_change_of_anything_that_belongs_is_a_new_version(
    file: str, tiny: Procedure, house: Copy
) -> None:
    house.write(file, (house.root / file).read_text("utf-8") + "\n")
    changed = house.procedure().procedure
    assert changed is not None
    assert changed.version != tiny.version


@pytest.mark.parametrize("file", ["processes/shared/uncalled.bpmn", "letters/parts/unused.md"])
def test_a_change_of_what_does_not_belong_is_no_new_version(
    file: str, tiny: Procedure, house: Copy
) -> None:
    house.write(file, (house.root / file).read_text("utf-8") + "\n")
    assert house.procedure().procedure == tiny


def test_a_change_of_the_extended_profile_is_a_new_version_of_both(house: Copy) -> None:
    before = house.catalogue().profiles
    after = house.change(ALPHA, "16:30", "16:45").catalogue().profiles
    changed = {name for name in before if before[name].version != after[name].version}
    assert changed == {"ALPHA-2020", "ALPHA-2024"}


def test_a_catalogue_can_hold_another_version(catalogue: Catalogue, house: Copy) -> None:
    other = house.change(TINY, "A procedure for tests", "Another").catalogue()
    mixed = catalogue.with_procedure(other.procedures["tiny"])
    assert mixed.procedures["tiny"].title == "Another"
    profile = other.profiles["BETA-2021"]
    assert catalogue.with_profile(profile).profiles["BETA-2021"] is profile


def made(**changes: object) -> bytes:
    return json.dumps({"redress": "procedure", "id": "x", "files": {}, **changes}).encode()


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"nothing",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        made(redress="profile"),
        made(id=3),
        made(files=[]),
        made(files={"a": 1}),
        made(files={"../../etc/passwd": "x"}),
        made(files={"letters/../x": "x"}),
        made(files={"/etc/passwd": "x"}),
        made(),
        made(files={"processes/x/procedure.yaml": "a: \ud800"}),
        b"x" * 21_000_000,
    ],
)
def test_an_archive_that_is_none_is_refused_in_a_sentence(source: bytes) -> None:
    with pytest.raises(BadInput) as bad:
        procedure_from_source(source)
    assert str(bad.value)


def test_an_archive_of_a_faulty_procedure_tells_its_problems(tiny: Procedure) -> None:
    faulty = tiny.source.replace(b"kind: statutory", b"kind: legal")
    with pytest.raises(BadFiles, match="Write one of: policy, statutory, shadow"):
        procedure_from_source(faulty)


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    loaded = load_procedure(tmp_path / "none", tmp_path / "letters", tmp_path / "shared")
    assert loaded.procedure is None
    assert loaded.problems[0].reason == "There is no such file."
