"""An earlier version is published again; a new procedure begins as a copy of another."""

from __future__ import annotations

import pytest

from engine.casework import intake
from engine.errors import FormErrors, NotFound, NotNow
from engine.scenarios.reading import scenario_from_text
from engine.scenarios.running import run_scenario
from engine.studio import catching_up, drafts, from_versions, judging, publishing, versions
from tests.studio.conftest import Studio
from tests.studio.test_publishing import submitted, title

ID, NEW = "contact-standards", "questions-to-museums"


def copied(studio: Studio) -> drafts.Draft:
    made = from_versions.copy(
        studio.office, studio.people["ona"], ID, "Questions to museums", "mus"
    )
    return studio.read(made)


def test_an_earlier_version_is_in_force_again(any_studio: Studio) -> None:
    first = any_studio.office.catalogue.procedures[ID].version
    before, owner = title(any_studio), any_studio.people["ona"]
    publishing.approve(any_studio.office, any_studio.people["sol"], submitted(any_studio).id)
    again = from_versions.begin_with_version(any_studio.office, owner, ID, first)
    draft = any_studio.read(again)
    (change,) = versions.with_draft(any_studio.office, draft).changes
    assert change.text == f"Title: “{before}” instead of “Contact, changed”."
    any_studio.scenarios_passed(draft)
    publishing.submit(any_studio.office, owner, again, "The new one was wrong")
    publishing.approve(any_studio.office, any_studio.people["sol"], again)
    assert any_studio.office.catalogue.procedures[ID].version == first
    found = versions.of_procedure(any_studio.office, ID)
    assert [(v.version == first, v.in_force) for v in found] == [
        (True, True),
        (False, False),
        (True, False),
    ]


def test_a_version_that_never_was_is_not_begun(studio: Studio) -> None:
    with pytest.raises(NotFound):
        from_versions.begin_with_version(studio.office, studio.people["ona"], ID, "0" * 64)


def test_a_copy_is_a_procedure_that_can_be_run(studio: Studio) -> None:
    draft = copied(studio)
    assert draft.of == NEW
    assert not any("contact-standards" in file for file in draft.files)
    assert judging.report_of(studio.office, draft).clean
    catalogue = judging.catalogue_with(studio.office, draft)
    own = {file: text for file, text in draft.files.items() if "/scenarios/" in file}
    for file, text in own.items():
        assert not run_scenario(scenario_from_text(text, file), catalogue).failures, file
    said = [each.text for each in versions.with_draft(studio.office, draft).changes]
    assert said[0].startswith("“Questions to museums” is a new procedure: ")
    assert "Call back now has a number: 5 working days." in said


def test_a_copy_is_published_and_takes_cases(any_studio: Studio) -> None:
    draft, office = copied(any_studio), any_studio.office
    any_studio.scenarios_passed(draft)
    publishing.submit(office, any_studio.people["ona"], draft.id, "Museums asked for it")
    publishing.approve(office, any_studio.people["sol"], draft.id)
    complaint = intake.Complaint(
        name="Dilys Example",
        email="dilys@example.org",
        address=("1 Sample Street", "Exampletown", "ZZ99 9ZZ"),
        text="When is the museum open?",
        procedure=NEW,
        answers={"wants": "answer"},
    )
    assert intake.receive(office, complaint, None).reference.startswith("MUS-")


@pytest.mark.parametrize(
    ("name", "prefix", "box"),
    [
        ("", "MUS", "title"),
        ("Contact standards", "MUS", "title"),
        ("Profiles", "MUS", "title"),
        ("Museums", "ENG", "prefix"),
        ("Museums", "<b>", "prefix"),
        ("é" * 9, "MUS", "title"),
    ],
)
def test_a_copy_needs_a_name_and_references_of_its_own(
    studio: Studio, name: str, prefix: str, box: str
) -> None:
    with pytest.raises(FormErrors) as wrong:
        from_versions.copy(studio.office, studio.people["ona"], ID, name, prefix)
    assert list(wrong.value.errors) == [box]


def test_of_two_new_procedures_of_one_name_the_second_is_brought_up_to_date(
    studio: Studio,
) -> None:
    first, second = copied(studio), copied(studio)
    studio.scenarios_passed(first)
    publishing.submit(studio.office, studio.people["ona"], first.id, "Museums")
    publishing.approve(studio.office, studio.people["sol"], first.id)
    yaml = f"processes/{NEW}/procedure.yaml"
    second = studio.writes(second, yaml, "title: Questions to museums", "title: Museums")
    studio.scenarios_passed(second)
    with pytest.raises(NotNow, match="newer version of the procedure was published"):
        publishing.submit(studio.office, studio.people["ona"], second.id, "Museums")
    assert catching_up.disputed(studio.office, second) == (yaml,)
