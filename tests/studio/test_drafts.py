"""A draft: begun from what is in force, kept file by file, never overwritten unseen."""

from __future__ import annotations

import pytest

from engine.errors import BadInput, NotFound, NotPermitted
from engine.studio import drafts, judging
from engine.studio.drafts import fingerprint_of
from tests.studio.conftest import Studio

YAML = "processes/contact-standards/procedure.yaml"
BPMN = "processes/contact-standards/procedure.bpmn"


def test_a_draft_begins_as_what_is_in_force(any_studio: Studio) -> None:
    draft = any_studio.begins()
    present = any_studio.office.catalogue.procedures["contact-standards"]
    made = judging.procedure_of(draft).procedure
    assert made is not None and made.version == present.version
    profile = judging.profile_of(any_studio.office, draft, made).profile
    assert profile is not None
    assert profile.version == any_studio.office.catalogue.profiles["DEMO-COUNCIL"].version
    assert any(file.startswith("processes/contact-standards/scenarios/") for file in draft.files)
    assert judging.report_of(any_studio.office, draft).clean


def test_only_a_process_owner_begins_reads_and_keeps(studio: Studio) -> None:
    draft, mia = studio.begins(), studio.people["mia"]
    with pytest.raises(NotPermitted, match="Only process owners"):
        drafts.begin(studio.office, mia, "contact-standards")
    with pytest.raises(NotPermitted):
        drafts.read(studio.office, mia, draft.id)
    with pytest.raises(NotPermitted):
        drafts.keep(studio.office, mia, draft.id, {YAML: "x"}, {})


def test_what_is_kept_is_read_again(any_studio: Studio) -> None:
    draft = any_studio.begins()
    kept = drafts.keep(
        any_studio.office,
        any_studio.people["ona"],
        draft.id,
        {YAML: "title: broken: yaml\r\n", BPMN: None},
        {YAML: draft.fingerprint(YAML), BPMN: draft.fingerprint(BPMN)},
    )
    again = any_studio.read(draft.id)
    assert (again.files[YAML], BPMN in again.files) == ("title: broken: yaml\n", False)
    assert kept.fingerprints == {YAML: fingerprint_of("title: broken: yaml\n"), BPMN: ""}
    assert again.revision == draft.revision + 1 and again.content != draft.content
    assert not judging.report_of(any_studio.office, again).clean, "kept, but never published"


def test_two_who_change_the_same_file_both_keep_theirs(any_studio: Studio) -> None:
    draft = any_studio.begins()
    seen = {YAML: draft.fingerprint(YAML)}
    ona, sol = any_studio.people["ona"], any_studio.people["sol"]
    first = drafts.keep(any_studio.office, ona, draft.id, {YAML: "hers"}, seen)
    second = drafts.keep(any_studio.office, sol, draft.id, {YAML: "his"}, seen)
    assert (first.split, second.split) == (False, True)
    assert any_studio.read(draft.id).files[YAML] == "hers"
    twin = any_studio.read(second.draft_id)
    assert (twin.files[YAML], twin.split_from) == ("his", draft.id)
    assert twin.files[BPMN] == draft.files[BPMN]
    assert "Ona had changed the same place" in twin.history[0].what


def test_two_who_change_different_files_are_not_split(studio: Studio) -> None:
    draft = studio.begins()
    ona, sol = studio.people["ona"], studio.people["sol"]
    drafts.keep(studio.office, ona, draft.id, {YAML: "a"}, {YAML: draft.fingerprint(YAML)})
    kept = drafts.keep(studio.office, sol, draft.id, {BPMN: "b"}, {BPMN: draft.fingerprint(BPMN)})
    again = studio.read(draft.id)
    assert (kept.split, again.files[YAML], again.files[BPMN]) == (False, "a", "b")
    assert set(again.editors.values()) == {"Ona", "Sol"}


def test_a_form_splits_only_where_its_own_entry_was_changed(studio: Studio) -> None:
    draft = studio.begins()
    first, second = "format: 1", "procedure: contact-standards"
    ona, sol = studio.people["ona"], studio.people["sol"]
    drafts.keep(
        studio.office,
        ona,
        draft.id,
        {YAML: draft.files[YAML].replace(first, "format: 2")},
        {YAML: draft.fingerprint(YAML)},
    )

    def change(files):
        return {YAML: files[YAML].replace(second, "procedure: other")}

    def entry(files):
        return next(line for line in files[YAML].splitlines() if line.startswith("procedure:"))

    seen = fingerprint_of(second)
    kept = drafts.rewrite(studio.office, sol, draft.id, change, entry, seen)
    assert not kept.split
    assert {"format: 2", "procedure: other"} <= set(studio.read(draft.id).files[YAML].split("\n"))
    again = drafts.rewrite(studio.office, ona, draft.id, change, entry, seen)
    assert again.split and again.draft_id != draft.id


@pytest.mark.parametrize(
    "file",
    [
        "processes/contact-standards/../x.bpmn",
        "processes/corporate-complaint/procedure.yaml",
        "letters/contact-standards/run.py",
        "/etc/passwd",
        "engine/clock.py",
        "processes/contact-standards/scenarios/deep/er.yaml",
    ],
)
def test_a_file_with_no_place_in_the_draft_is_refused(studio: Studio, file: str) -> None:
    draft = studio.begins()
    with pytest.raises(BadInput, match="no place for the file"):
        drafts.keep(studio.office, studio.people["ona"], draft.id, {file: "x"}, {})
    assert studio.read(draft.id).content == draft.content


@pytest.mark.parametrize(("text", "said"), [("x\x00y", "be printed"), ("x" * 1_000_001, "most")])
def test_a_text_that_is_none_is_refused(studio: Studio, text: str, said: str) -> None:
    draft = studio.begins()
    with pytest.raises(BadInput, match=said):
        drafts.keep(studio.office, studio.people["ona"], draft.id, {YAML: text}, {})
    assert studio.read(draft.id).content == draft.content


def test_an_unknown_procedure_or_draft_is_said(studio: Studio) -> None:
    with pytest.raises(NotFound, match="no procedure nothing"):
        drafts.begin(studio.office, studio.people["ona"], "nothing")
    with pytest.raises(NotFound, match="no draft 77"):
        studio.read(77)
