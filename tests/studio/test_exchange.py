"""Procedures go out as parcels and come in as drafts; what is refused leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cli import main
from engine.errors import BadFiles, BadInput, NotFound, NotPermitted
from engine.studio import drafts, exchange, judging, parcels
from engine.studio.drafted import Draft
from tests.studio.conftest import Studio
from tests.studio.test_parcels import zipped

ID = "corporate-complaint"


def sent(studio: Studio, name: str) -> bytes:
    """The version in force as a zip."""
    return parcels.to_zip(exchange.of_version(studio.office, name).parcel.files)


def taken_in(studio: Studio, data: bytes) -> Draft:
    """The draft that a zip becomes."""
    parcel = parcels.from_zip(data)
    return studio.read(exchange.take_in(studio.office, studio.people["ona"], parcel))


def sent_draft(studio: Studio, draft: Draft) -> bytes:
    """A draft as a zip."""
    return parcels.to_zip(exchange.of_draft(studio.office, draft.id).parcel.files)


def test_a_version_goes_out_and_comes_in_as_a_draft_with_the_same_files(studio: Studio) -> None:
    out = sent(studio, ID)
    draft = taken_in(studio, out)
    assert sent_draft(studio, draft) == out
    assert draft.base_version == studio.office.catalogue.procedures[ID].version
    assert judging.report_of(studio.office, draft).clean
    assert f"processes/{ID}/scenarios/" in " ".join(draft.files)
    assert "processes/profiles/demo-council.yaml" in draft.files


@pytest.mark.parametrize("name", ["mp-enquiry", "councillor-conduct", "unreasonable-contact"])
def test_every_procedure_goes_both_ways(studio: Studio, name: str) -> None:
    out = sent(studio, name)
    assert sent_draft(studio, taken_in(studio, out)) == out


def test_a_draft_that_is_broken_goes_out_and_comes_in(studio: Studio) -> None:
    draft = studio.begins(procedure=ID)
    texts = {f"processes/{ID}/procedure.yaml": "a: [", f"letters/{ID}/COR-ACK1.md.j2": "no lines"}
    drafts.keep(studio.office, studio.people["ona"], draft.id, texts, {})
    out = sent_draft(studio, draft)
    assert b"no lines" in out
    assert sent_draft(studio, taken_in(studio, out)) == out


def test_a_procedure_that_is_not_known_becomes_a_draft_of_a_new_one(studio: Studio) -> None:
    files = exchange.of_version(studio.office, "mp-enquiry").parcel.files
    new = {
        name.replace("mp-enquiry", "mayor-enquiry"): text.replace("mp-enquiry", "mayor-enquiry")
        for name, text in files.items()
        if "/mp-enquiry/" in name
    }
    draft = taken_in(studio, parcels.to_zip(new))
    assert (draft.of, draft.base_version) == ("mayor-enquiry", "")
    assert "letters/parts/contact.md" in draft.files  # what procedures share was not in it
    assert "processes/profiles/demo-council.yaml" in draft.files


def test_what_is_refused_leaves_nothing_behind(studio: Studio) -> None:
    files = {**exchange.of_version(studio.office, ID).parcel.files, "../up.yaml": "x"}
    with pytest.raises(BadFiles):
        taken_in(studio, parcels.to_zip(files))
    assert drafts.all_of(studio.office, studio.people["ona"]) == ()


def test_only_process_owners_take_parcels_in(studio: Studio) -> None:
    parcel = exchange.of_version(studio.office, ID).parcel
    with pytest.raises(NotPermitted):
        exchange.take_in(studio.office, studio.people["mia"], parcel)
    with pytest.raises(BadInput, match="mia is no process owner"):
        exchange.owner_called(studio.office, "mia")


def test_a_version_is_known_by_its_first_digits(studio: Studio) -> None:
    version = studio.office.catalogue.procedures[ID].version
    assert exchange.of_version(studio.office, ID, version[:8]).name == f"{ID}-{version[:12]}"
    with pytest.raises(NotFound, match=version[:12]):
        exchange.of_version(studio.office, ID, "abcdef0")
    with pytest.raises(NotFound, match="There is no procedure nothing"):
        exchange.of_version(studio.office, "nothing")


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(arguments)
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_commands_export_and_import(
    studio: Studio,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("REDRESS_DATABASE_URL", studio.office.settings.database_url)
    monkeypatch.setenv("REDRESS_VAR", str(tmp_path))
    monkeypatch.setenv("REDRESS_PROFILE", "DEMO-COUNCIL")
    monkeypatch.setenv("REDRESS_SECRET_KEY", "k" * 40)
    first, folder, last = tmp_path / "first.zip", tmp_path / "git", tmp_path / "last.zip"
    assert run(["export", ID, "--to", str(first)], capsys) == (0, f"{first}\n")
    code, said = run(["import", str(first), "--check-only"], capsys)
    assert (code, "can be imported" in said) == (0, True)
    assert run(["import", str(first), "--by", "ona"], capsys) == (0, f"Draft 1 of {ID}.\n")
    assert run(["export", ID, "--draft", "1", "--to", str(folder)], capsys)[0] == 0
    assert run(["import", str(folder), "--by", "ona"], capsys) == (0, f"Draft 2 of {ID}.\n")
    assert run(["export", ID, "--draft", "2", "--to", str(last)], capsys)[0] == 0
    assert last.read_bytes() == first.read_bytes()
    (tmp_path / "bad.zip").write_bytes(zipped({"../a": "x", "/b": "x"}))
    code, said = run(["import", str(tmp_path / "bad.zip"), "--check-only"], capsys)
    assert code == 1
    assert "../a: Its path goes up" in said
    assert "/b: Its path is absolute" in said
    code, said = run(["import", str(first)], capsys)
    assert (code, said) == (2, "Say whose draft it is: --by USERNAME, a process owner.\n")
