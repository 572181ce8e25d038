"""A draft is published by a second person, clean and tried; cases keep their version."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from engine.catalogue import Catalogue, procedure_from_source
from engine.catalogue.archive import packed, unpacked
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.store import audit, publications
from engine.studio import drafts, publishing
from engine.studio.drafted import Draft
from tests.studio.conftest import Studio, at, open_studio

YAML = "processes/contact-standards/procedure.yaml"
PROFILE = "processes/profiles/demo-council.yaml"


def ready(studio: Studio, title: str = "Contact, changed") -> Draft:
    """A draft that changes the title, clean and tried."""
    draft = studio.begins()
    line = next(x for x in draft.files[YAML].splitlines() if x.startswith("title:"))
    draft = studio.writes(draft, YAML, line, f"title: {title}")
    studio.scenarios_passed(draft)
    return draft


def submitted(studio: Studio, day: date | None = None) -> Draft:
    draft = ready(studio)
    publishing.submit(studio.office, studio.people["ona"], draft.id, "A better title", day)
    return studio.read(draft.id)


def title(studio: Studio) -> str:
    return studio.office.catalogue.procedures["contact-standards"].title


def test_a_second_person_publishes_it_at_once(any_studio: Studio) -> None:
    before = any_studio.office.catalogue.procedures["contact-standards"].version
    draft = submitted(any_studio)
    publishing.approve(any_studio.office, any_studio.people["sol"], draft.id)
    assert title(any_studio) == "Contact, changed"
    assert any_studio.read(draft.id).status == "published"
    with any_studio.office.store.read() as session:
        first = any_studio.office.procedure(session, before)
        assert first.title != "Contact, changed", "the version before is still there for its cases"
        assert audit.verify(session) == []


@pytest.mark.parametrize("who", ["ona", "mia"])
def test_nobody_else_publishes_it(studio: Studio, who: str) -> None:
    draft = submitted(studio)
    with pytest.raises(NotPermitted):
        publishing.approve(studio.office, studio.people[who], draft.id)
    assert title(studio) != "Contact, changed"


def test_whoever_changed_it_at_any_time_does_not_approve_it(studio: Studio) -> None:
    draft = ready(studio)
    draft = studio.writes(draft, YAML, "title: Contact, changed", "title: Contact", who="sol")
    studio.scenarios_passed(draft)
    publishing.submit(studio.office, studio.people["ona"], draft.id, "Why not")
    with pytest.raises(NotPermitted, match="you changed this draft yourself"):
        publishing.approve(studio.office, studio.people["sol"], draft.id)


def test_it_begins_on_the_day_that_was_asked_for(any_studio: Studio) -> None:
    old = title(any_studio)
    draft = submitted(any_studio, date(2024, 4, 8))
    publishing.approve(any_studio.office, any_studio.people["sol"], draft.id)
    assert title(any_studio) == old
    any_studio.clock.set(at("2024-04-07T23:59"))
    any_studio.office.look_again()
    assert title(any_studio) == old
    any_studio.clock.set(at("2024-04-08T00:00"))
    any_studio.office.look_again()
    assert title(any_studio) == "Contact, changed"


def test_another_process_takes_up_what_was_published(
    any_studio: Studio, shipped: Catalogue, tmp_path: Path
) -> None:
    url = any_studio.office.settings.database_url
    other = open_studio(url, tmp_path, shipped)
    draft = submitted(any_studio)
    publishing.approve(any_studio.office, any_studio.people["sol"], draft.id)
    other.office._looked = (date.min, 0.0)
    other.office.look_again()
    assert title(other) == "Contact, changed"
    other.office.store.close()


def test_a_broken_draft_is_never_published(studio: Studio) -> None:
    draft = studio.writes(ready(studio), YAML, "format: 1", "format: one")
    studio.scenarios_passed(draft)
    with pytest.raises(NotNow, match="The check finds"):
        publishing.submit(studio.office, studio.people["ona"], draft.id, "Why not")


def test_an_untried_draft_is_not_published(studio: Studio) -> None:
    draft = studio.writes(ready(studio), YAML, "title: Contact, changed", "title: Contacts")
    with pytest.raises(NotNow, match="have not been run"):
        publishing.submit(studio.office, studio.people["ona"], draft.id, "Why not")


def test_a_draft_without_a_change_is_not_published(studio: Studio) -> None:
    draft = studio.begins()
    studio.scenarios_passed(draft)
    with pytest.raises(NotNow, match="Nothing is different"):
        publishing.submit(studio.office, studio.people["ona"], draft.id, "Why not")


def test_the_reason_and_a_day_to_come_are_asked_for(studio: Studio) -> None:
    draft = ready(studio)
    with pytest.raises(FormErrors) as wrong:
        publishing.submit(studio.office, studio.people["ona"], draft.id, " ", date(2024, 4, 2))
    assert set(wrong.value.errors) == {"why", "wanted_from"}


def test_a_change_takes_a_waiting_draft_back(studio: Studio) -> None:
    draft = submitted(studio)
    studio.writes(draft, YAML, "title: Contact, changed", "title: Other")
    with pytest.raises(NotPermitted, match="Nobody has asked"):
        publishing.approve(studio.office, studio.people["sol"], draft.id)
    assert studio.read(draft.id).status == "open"


def test_it_is_sent_back_with_a_reason(studio: Studio) -> None:
    draft = submitted(studio)
    with pytest.raises(FormErrors, match="what has to be different"):
        publishing.send_back(studio.office, studio.people["sol"], draft.id, "")
    publishing.send_back(studio.office, studio.people["sol"], draft.id, "Use the old title.")
    again = studio.read(draft.id)
    assert (again.status, again.history[-1].what) == ("open", "Sent it back: Use the old title.")


def test_a_draft_that_others_overtook_is_brought_up_to_date_first(studio: Studio) -> None:
    late = ready(studio, "Too late")
    first = submitted(studio)
    publishing.approve(studio.office, studio.people["sol"], first.id)
    with pytest.raises(NotNow, match="newer version of the procedure was published"):
        publishing.submit(studio.office, studio.people["ona"], late.id, "Why not")


def test_the_councils_numbers_are_published_with_it(studio: Studio) -> None:
    draft = studio.begins(procedure="corporate-complaint")
    draft = studio.writes(draft, PROFILE, "phone: 01632 960104", "phone: 01632 960199")
    studio.scenarios_passed(draft)
    before = studio.office.catalogue.procedures["corporate-complaint"].version
    publishing.submit(studio.office, studio.people["ona"], draft.id, "A new number")
    publishing.approve(studio.office, studio.people["sol"], draft.id)
    profile = studio.office.catalogue.profiles["DEMO-COUNCIL"]
    assert profile.officers["complaints_manager"]["phone"] == "01632 960199"
    assert studio.office.catalogue.procedures["corporate-complaint"].version == before


def test_numbers_that_break_another_procedure_are_refused(studio: Studio) -> None:
    draft = studio.begins(procedure="social-media")
    draft = studio.writes(draft, PROFILE, ", HEREFORD-2020]", "]")
    studio.scenarios_passed(draft)
    with pytest.raises(NotNow, match=r"Another procedure would break: .* no clocks any more"):
        publishing.submit(studio.office, studio.people["ona"], draft.id, "Why not")


def newer(shipped: Catalogue, title: str) -> Catalogue:
    """What comes with a newer Redress: contact-standards has another title."""
    old = shipped.procedures["contact-standards"]
    archive = unpacked(old.source, "procedure")
    text = archive.files[YAML].replace(f"title: {old.title}", f"title: {title}", 1)
    files = {**archive.files, YAML: text}
    return shipped.with_procedure(
        procedure_from_source(packed(dataclasses.replace(archive, files=files)))
    )


def test_a_newer_shipped_version_arrives_as_a_draft_once(
    any_studio: Studio, shipped: Catalogue, tmp_path: Path
) -> None:
    old, url = title(any_studio), any_studio.office.settings.database_url
    for _ in range(2):
        again = open_studio(url, tmp_path, newer(shipped, "From afar"))
        assert title(again) == old
        (head,) = drafts.all_of(again.office, again.people["ona"])
        assert (head.title, head.shipped, head.changed_by) == ("From afar", True, "Redress")
        again.office.store.close()


def test_what_shipped_first_is_the_first_published_version(studio: Studio) -> None:
    with studio.office.store.read() as session:
        found = publications.of(session, "procedure", "contact-standards")
    assert [(p.shipped, p.by) for p in found] == [(True, None)]
