"""A process owner moves open cases to the version in force, on plain pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest

from engine import scheduler
from engine.casework import intake, tasks
from engine.catalogue import procedure_from_source, variant
from engine.catalogue.archive import Archive, packed, unpacked
from engine.store.cases import by_reference
from engine.store.office import Office
from engine.studio import moving_cases
from tests.casework.versions import put_in_force
from tests.web.conftest import Build
from tests.web.places import House, Page

PATH = "/officers/studio/procedures/corporate-complaint/moves"
PROCEDURE = "corporate-complaint"
ACK1 = 'name="Acknowledge the complaint" redress:letter="COR-ACK1"'
#: what nobody notices who waits anywhere
HARMLESS = {ACK1: ACK1.replace("Acknowledge the complaint", "Say that we have it")}
ROLE = 'redress:form="answer_stage1" redress:role="stage1_investigator"'
OTHER_ROLE = {ROLE: ROLE.replace("stage1_investigator", "complaints_manager")}
GONE = {'"answer_stage1"': '"answer_first"'}
WHY = "The policy has changed."


def publish(
    house: House,
    changed: Mapping[str, str],
    settings: Mapping[str, object] | None = None,
    of: str = PROCEDURE,
) -> str:
    """Another version of a procedure comes into force; the version."""
    return publish_in(house.office, changed, settings, of=of)


def publish_in(
    office: Office,
    changed: Mapping[str, str],
    settings: Mapping[str, object] | None = None,
    profile: str = "LGSCO-2024",
    of: str = PROCEDURE,
) -> str:
    """The same in an office: texts of the diagram, and settings of its profile, are others."""
    diagram, known = f"processes/{of}/procedure.bpmn", office.catalogue
    archive = unpacked(known.procedures[of].source, "procedure")
    text = archive.files[diagram]
    for was, now in changed.items():
        assert was in text
        text = text.replace(was, now)
    files = {**archive.files, diagram: text}
    made = procedure_from_source(packed(Archive("procedure", of, files)))
    new = known.with_procedure(made)
    if settings:
        new = new.with_profile(variant(known.profiles[profile], settings))
    put_in_force(office, new)
    return made.version


def accepted(house: House) -> str:
    reference, _ = house.investigated()
    return reference


def version_of(house: House, reference: str) -> str:
    with house.office.store.read() as session:
        return by_reference(session, reference).version


def row(page: Page, reference: str) -> str:
    """The words of a case's row."""
    (found,) = page.tree.xpath(f"//tr[th[contains(., '{reference}')]]")
    return " ".join(found.text_content().split())


def sends(house: House, page: Page, **more: object) -> Page:
    """Press a button of the first form of the page, as it was shown."""
    boxes = {
        box.get("name"): box.get("value")
        for box in page.tree.xpath("(//main//form)[1]//input[@type='hidden']")
        if box.get("name") != "csrf_token"
    }
    return house.officer("owner").post(PATH, {"do": "chosen", **boxes, **more})


def test_only_process_owners_come_here(house: House) -> None:
    assert house.officer("manager").get(PATH).status == 403
    assert house.somebody().get(PATH).path.startswith("/sign-in")
    assert house.officer("owner").get(PATH.replace("corporate-", "no-")).status == 404
    shown = PATH.removesuffix("/moves")
    assert PATH in house.officer("owner").get(shown).links()
    assert PATH not in house.officer("manager").get(shown).links()


def test_there_is_nothing_to_move_while_every_case_follows_what_is_in_force(house: House) -> None:
    accepted(house)
    page = house.officer("owner").get(PATH)
    assert "Every open case follows the version in force." in page.main


def test_each_case_is_judged_and_nothing_changes_by_looking(house: House) -> None:
    new, stands = house.complaint().reference, accepted(house)
    old = version_of(house, stands)
    publish(house, OTHER_ROLE)
    page = house.officer("owner").get(PATH)
    assert "2 open cases of older versions" in page.main
    assert "Safe" in row(page, new)
    assert "Decide what this is" in row(page, new)
    assert "Needs a decision" in row(page, stands)
    assert "would be for “Complaints manager” instead of" in row(page, stands)
    assert version_of(house, stands) == version_of(house, new) == old
    publish(house, GONE)
    page = house.officer("owner").get(PATH)
    assert "Cannot be moved" in row(page, stands)
    assert "where the case stands, is not in the new version" in row(page, stands)
    assert not page.tree.xpath(f"//input[@name='case'][@value='{stands}']")


def test_what_was_chosen_is_moved_with_a_reason_and_back_again(house: House) -> None:
    new, stands = house.complaint().reference, accepted(house)
    old = version_of(house, new)
    version = publish(house, OTHER_ROLE)
    owner = house.officer("owner")
    page = owner.get(PATH)
    refused = sends(house, page, case=[new, stands], reason=" ")
    assert (refused.status, refused.errors) == (422, ["Enter why the cases are moved."])
    assert refused.tree.xpath("count(//input[@name='case'][@checked])") == 2
    refused = sends(house, page, reason=WHY)
    assert refused.errors == ["Choose at least one case."]
    done = sends(house, page, case=[new, stands], reason=WHY)
    assert "2 cases were moved" in done.main
    assert (version_of(house, new), version_of(house, stands)) == (version, version)
    assert WHY in owner.opens(new, "/history").main
    page = owner.get(PATH)
    assert f"Move back {new}" in row(page, new)
    again = owner.post(f"{PATH}/back", {"back": [new], "back_reason": ""})
    assert again.errors == ["Enter why the cases are moved."]
    done = owner.post(f"{PATH}/back", {"back": [new], "back_reason": "Too early."})
    assert "1 case was moved back" in done.main
    assert (version_of(house, new), version_of(house, stands)) == (old, version)


def test_one_that_has_gone_on_meanwhile_is_refused_and_the_others_go_on(house: House) -> None:
    new, stands = house.complaint().reference, accepted(house)
    version = publish(house, OTHER_ROLE)
    page = house.officer("owner").get(PATH)
    found = {"finding": "upheld", "reason": "It is so."}
    answer = {"points": {"p1": found, "p2": found}}
    tasks.complete(house.office, house.actors["investigator"], house.task(stands), answer)
    scheduler.sweep(house.office)
    done = sends(house, page, case=[new, stands], reason=WHY)
    assert "1 case was moved" in done.main
    assert f"1 was refused {stands}The case is closed." in done.main
    assert version_of(house, new) == version
    assert version_of(house, stands) != version


def test_all_that_are_safe_are_moved_in_turns(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving_cases, "AT_ONCE", 2)
    safe = [house.complaint(name=f"Person {n}").reference for n in range(3)]
    stands = accepted(house)
    version = publish(house, OTHER_ROLE)
    done = sends(house, house.officer("owner").get(PATH), do="safe", reason=WHY)
    assert "2 cases were moved" in done.main
    done = sends(house, done)
    assert "1 case was moved" in done.main
    assert "1 case was left" in done.main
    assert [version_of(house, each) for each in safe] == [version] * 3
    assert version_of(house, stands) != version


def test_a_long_list_has_pages(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving_cases, "PAGE", 2)
    known = [house.complaint(name=f"Person {n}").reference for n in range(3)]
    publish(house, HARMLESS)
    owner = house.officer("owner")
    first = owner.get(PATH)
    assert "3 open cases of older versions, 2 of them here" in first.main
    (onward,) = [link for link in first.links() if "after=" in link]
    second = owner.get(onward)
    assert known[2] in second.main
    assert known[0] not in second.main


def test_the_new_numbers_are_shown_and_taken_only_by_choice(house: House) -> None:
    kept, taken = accepted(house), accepted(house)
    scheduler.sweep(house.office)
    shorter = {"clocks.corporate-complaint.response1.number": 5}
    version = publish(house, HARMLESS, shorter)
    owner = house.officer("owner")
    page = owner.get(PATH)
    assert "Safe" in row(page, kept)
    change = "would be due Tuesday 10 March 2026 instead of Tuesday 17 March 2026"
    assert change in row(page, kept)
    done = sends(house, page, case=[kept, taken], numbers=[taken], reason=WHY)
    assert "2 cases were moved" in done.main
    assert version_of(house, kept) == version
    assert "10 March 2026" in owner.opens(taken).main
    assert "17 March 2026" in owner.opens(kept).main
    assert "It took the new numbers." in row(owner.get(PATH), taken)
    assert "Its dates stayed as they were." in owner.opens(kept, "/history").main


def test_of_a_case_kept_apart_only_its_number_and_whether_it_fits_are_shown(build: Build) -> None:
    house = build(profile="BUCKS-2020")
    clerk = dataclasses.replace(house.actors["manager"], roles=frozenset({"monitoring_officer"}))
    complaint = intake.Complaint(
        name="Dilys Example",
        email="dilys@example.org",
        address=("1 Sample Street", "Exampletown", "AB99 9ZZ"),
        text="About a councillor.",
        procedure="councillor-conduct",
        answers={
            "councillor": "A councillor",
            "which_council": "principal",
            "official_capacity": "not_sure",
            "confidentiality": False,
        },
    )
    of = "councillor-conduct"
    reference = intake.receive(house.office, complaint, clerk).reference
    name = house.office.catalogue.procedures[of].diagram.elements
    step = next(e.name for e in name.values() if e.tag == "sendTask" and e.name)
    publish(house, {f'name="{step}"': f'name="{step} now"'}, of=of)
    page = house.officer("owner").get(PATH.replace(PROCEDURE, of))
    words = row(page, reference)
    assert "Only those who work on such cases may read this one." in words
    assert "Safe" in words
    assert "Received" not in words


def test_cases_whose_numbers_alone_are_older_are_listed_and_take_them_by_choice(
    house: House,
) -> None:
    kept, taken = accepted(house), accepted(house)
    scheduler.sweep(house.office)
    version = publish(house, {}, {"clocks.corporate-complaint.response1.number": 5})
    assert version == version_of(house, kept)
    owner = house.officer("owner")
    page = owner.get(PATH)
    assert "2 open cases of older versions or numbers" in page.main
    words = row(page, taken)
    assert "Only the numbers are new" in words
    assert "would be due Tuesday 10 March 2026 instead of Tuesday 17 March 2026" in words
    assert not page.tree.xpath("//input[@name='case'][@checked]")
    safe = sends(house, page, do="safe", reason=WHY)
    assert "No case was moved" in safe.main
    done = sends(house, page, case=[taken], numbers=[taken], reason=WHY)
    assert "1 case was moved" in done.main
    assert "10 March 2026" in owner.opens(taken).main
    assert "17 March 2026" in owner.opens(kept).main
    assert "Took the council’s numbers" in owner.opens(taken, "/history").main
    page = owner.get(PATH)
    assert "1 open case of older versions or numbers" in page.main
    owner.post(f"{PATH}/back", {"back": [taken], "back_reason": "Too early."})
    assert "17 March 2026" in owner.opens(taken).main


def test_another_telephone_number_is_no_other_number_of_a_case(house: House) -> None:
    accepted(house)
    publish(house, {}, {"council.phone": "01632 960111"})
    page = house.officer("owner").get(PATH)
    assert "Every open case follows the version in force." in page.main
