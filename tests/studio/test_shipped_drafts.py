"""What a newer Redress brings arrives as a draft that can be compared, tried and approved."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from engine.catalogue import Catalogue, procedure_from_source, profile_from_source
from engine.catalogue.archive import packed, unpacked
from engine.studio import catching_up, drafts, judging, publishing, versions
from engine.studio.drafted import Draft
from tests.studio.conftest import Studio, open_studio

ID = "contact-standards"
YAML = f"processes/{ID}/procedure.yaml"
PROFILE = "processes/profiles/demo-council.yaml"


def newer(shipped: Catalogue) -> Catalogue:
    """Another title of the procedure, another telephone number of the council."""
    old, own = shipped.procedures[ID], shipped.profiles["DEMO-COUNCIL"]
    archive, numbers = unpacked(old.source, "procedure"), unpacked(own.source, "profile")
    text = archive.files[YAML].replace(f"title: {old.title}", "title: From afar", 1)
    number = numbers.files[PROFILE].replace("01632 960104", "01632 960199")
    procedure = packed(dataclasses.replace(archive, files={**archive.files, YAML: text}))
    profile = packed(dataclasses.replace(numbers, files={**numbers.files, PROFILE: number}))
    with_it = shipped.with_procedure(procedure_from_source(procedure))
    return with_it.with_profile(profile_from_source(profile, with_it.procedures))


@pytest.fixture
def upgraded(studio: Studio, shipped: Catalogue, tmp_path: Path) -> Studio:
    """The same council after the upgrade."""
    url = studio.office.settings.database_url
    studio.office.store.close()
    return open_studio(url, tmp_path, newer(shipped))


def arrived(studio: Studio, kind: str) -> Draft:
    (head,) = (h for h in drafts.all_of(studio.office, studio.people["ona"]) if h.kind == kind)
    return studio.read(head.id)


def published(studio: Studio, draft: Draft) -> None:
    studio.scenarios_passed(studio.read(draft.id))
    publishing.submit(studio.office, studio.people["ona"], draft.id, "The newer Redress")
    publishing.approve(studio.office, studio.people["sol"], draft.id)


def test_a_procedure_comes_with_its_scenarios_and_the_councils_numbers(upgraded: Studio) -> None:
    draft = arrived(upgraded, "procedure")
    assert judging.report_of(upgraded.office, draft).clean
    assert any("/scenarios/" in file for file in draft.files)
    said = [each.text for each in versions.with_draft(upgraded.office, draft).changes]
    assert said == ["Title: “From afar” instead of “Contact with the council”."]
    published(upgraded, draft)
    assert upgraded.office.catalogue.procedures[ID].title == "From afar"


def test_numbers_are_compared_and_approved(upgraded: Studio) -> None:
    draft = arrived(upgraded, "profile")
    (change,) = versions.with_draft(upgraded.office, draft).changes
    assert "01632 960199" in change.text
    published(upgraded, draft)
    office = upgraded.office.catalogue.profiles["DEMO-COUNCIL"].officers["complaints_manager"]
    assert office["phone"] == "01632 960199"


def test_what_the_council_changed_itself_is_joined_with_it(
    studio: Studio, shipped: Catalogue, tmp_path: Path
) -> None:
    own = studio.begins()
    line = next(x for x in own.files[YAML].splitlines() if x.startswith("reference_prefix:"))
    published(studio, studio.writes(own, YAML, line, "reference_prefix: ASK"))
    url = studio.office.settings.database_url
    studio.office.store.close()
    later = open_studio(url, tmp_path, newer(shipped))
    draft = arrived(later, "procedure")
    assert publishing.is_behind(later.office, draft)
    catching_up.catch_up(later.office, later.people["ona"], draft.id, {})
    published(later, draft)
    found = later.office.catalogue.procedures[ID]
    assert (found.title, found.reference_prefix) == ("From afar", "ASK")
