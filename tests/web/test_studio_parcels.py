"""Procedures to take away as a zip, and zips that become drafts or are refused whole."""

from __future__ import annotations

import io
import zipfile

import pytest

from engine.studio import drafts, exchange, parcels
from tests.web.places import House, Officer, file_of

ID = "mp-enquiry"
IMPORT = "/officers/studio/import"


@pytest.fixture
def owner(house: House) -> Officer:
    """A process owner."""
    return house.officer("owner")


def test_a_version_is_taken_away_and_comes_back_as_a_draft(house: House, owner: Officer) -> None:
    taken = owner.get(f"/officers/studio/procedures/{ID}/export.zip").response
    assert taken.mimetype == "application/zip"
    assert taken.headers["Content-Disposition"].endswith('.zip"')
    page = owner.post(IMPORT, {"file": file_of(taken.data, "mp.zip")})
    assert page.path == "/officers/studio/drafts/1"
    assert "Imported as a draft" in page.source
    again = owner.get("/officers/studio/drafts/1/export.zip").response
    assert again.data == taken.data


def test_a_zip_is_refused_with_every_reason_and_nothing_is_kept(
    house: House, owner: Officer
) -> None:
    files = exchange.of_version(house.office, ID).parcel.files
    bad = parcels.to_zip({**files, "../up.yaml": "x", f"processes/{ID}/run.py": "x"})
    page = owner.post(IMPORT, {"file": file_of(bad, "bad.zip")})
    assert page.status == 422
    assert page.errors == ["Nothing was imported. There are 2 reasons."]
    assert "Its path goes up" in page.main
    assert "A file of this kind does not belong here." in page.main
    assert drafts.all_of(house.office, house.actors["owner"]) == ()


def test_markup_in_a_name_is_shown_as_text(owner: Officer) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("<script>alert(1)</script>.yaml", "x")
    page = owner.post(IMPORT, {"file": file_of(made.getvalue(), "bad.zip")})
    assert "<script>alert" not in page.source
    assert "<script>alert(1)</script>.yaml" in page.main


@pytest.mark.parametrize("sent", [{}, {"file": file_of(b"", "")}])
def test_a_form_without_a_file_is_told(owner: Officer, sent: dict[str, object]) -> None:
    page = owner.post(IMPORT, sent)
    assert (page.status, page.errors) == (422, ["Choose a zip file."])


def test_what_is_no_zip_is_told(owner: Officer) -> None:
    page = owner.post(IMPORT, {"file": file_of(b"not a zip", "a.zip")})
    assert page.status == 422
    assert "This is not a zip file, or it is damaged." in page.main


def test_only_process_owners_import_and_export(house: House) -> None:
    manager = house.officer("manager")
    assert manager.get(IMPORT).status == 403
    assert manager.post(IMPORT, {"file": file_of(b"x", "a.zip")}).status == 403
    assert manager.get(f"/officers/studio/procedures/{ID}/export.zip").status == 403
    assert manager.get("/officers/studio/drafts/1/export.zip").status == 403


def test_what_is_not_there_is_not_found(owner: Officer) -> None:
    for path in ("procedures/nothing", f"procedures/{ID}", "drafts/99"):
        query = "?version=abcdef0" if path.endswith(ID) else ""
        assert owner.get(f"/officers/studio/{path}/export.zip{query}").status == 404
