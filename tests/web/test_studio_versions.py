"""Versions on pages: one to come is withdrawn, an earlier one begun again, a new one copied."""

from __future__ import annotations

from datetime import date

from engine.clock import SetClock
from engine.store.drafts import Trial
from engine.studio import drafts, publishing
from tests.web.places import NOW, House

ID = "contact-standards"
VERSIONS = f"/officers/studio/procedures/{ID}/versions"


def passed(house: House, number: int) -> drafts.Draft:
    """As if the draft's scenarios had been run and had passed."""
    draft = drafts.read(house.office, house.actors["owner"], number)
    with house.office.store.write() as session:
        session.add(
            Trial(
                draft_id=number,
                content=draft.content,
                started_at=NOW,
                finished_at=NOW,
                results={},
                total=1,
                done=1,
            )
        )
    return draft


def publish(house: House, title: str, day: date | None = None) -> int:
    """Another title, asked for by one and approved by the other."""
    owner = house.actors["owner"]
    number = drafts.begin(house.office, owner, ID)
    draft = drafts.read(house.office, owner, number)
    line = next(x for x in draft.files[draft.yaml].splitlines() if x.startswith("title:"))
    text = draft.files[draft.yaml].replace(line, f"title: {title}")
    drafts.keep(house.office, owner, number, {draft.yaml: text}, {})
    passed(house, number)
    publishing.submit(house.office, owner, number, "<script>alert(1)</script> {{7*7}}", day)
    publishing.approve(house.office, house.actors["second"], number)
    return number


def test_a_version_to_come_is_shown_and_withdrawn_by_two(house: House) -> None:
    number = publish(house, "Later", date(2026, 3, 9))
    owner, second = house.officer("owner"), house.officer("second")
    own = f"/officers/studio/drafts/{number}"
    assert "A newer version begins on" in owner.get("/officers/studio/").main
    assert "To come" in owner.get(VERSIONS).main
    assert owner.post(f"{own}/withdraw", {"stop_why": ""}).errors == [
        "Say why it must not begin, for whoever confirms it."
    ]
    page = owner.post(f"{own}/withdraw", {"stop_why": "<b>Wrong</b>"})
    assert "you asked for it yourself" in page.main and "<b>Wrong" not in page.source
    assert owner.post(f"{own}/withdraw/confirm").status == 403
    assert house.officer("manager").post(f"{own}/withdraw/confirm").status == 403
    assert "Withdrawn." in second.post(f"{own}/withdraw/confirm").main
    assert "newer version begins" not in owner.get("/officers/studio/").main
    versions = owner.get(VERSIONS)
    assert "Withdrawn" in versions.main
    assert "<script>alert" not in versions.source and "49" not in versions.main
    assert second.post(f"{own}/withdraw/confirm").status == 409
    assert "It was withdrawn before it began" in second.get(own).main


def test_a_version_to_come_begins_at_midnight(house: House) -> None:
    publish(house, "From Monday", date(2026, 3, 9))
    owner = house.officer("owner")
    assert isinstance(house.office.clock, SetClock)
    house.office.clock.set(NOW.replace(day=9, hour=0, minute=1))
    assert "From Monday" in house.officer("owner").get("/officers/studio/procedures").main
    assert "newer version begins" not in owner.get("/officers/studio/").source


def test_an_earlier_version_is_begun_from_the_list(house: House) -> None:
    first = house.office.catalogue.procedures[ID].version
    publish(house, "Not so good")
    owner = house.officer("owner")
    assert "Begin a draft of this version" in owner.get(VERSIONS).main
    assert "Begin a draft" not in house.officer("manager").get(VERSIONS).main
    assert house.officer("manager").post(VERSIONS, {"version": first}).status == 403
    begun = owner.post(VERSIONS, {"version": first})
    assert "The draft holds that version" in begun.main
    assert "instead of “Not so good”" in owner.get(f"{begun.path}/compare").main
    assert owner.post(VERSIONS, {"version": "nothing"}).status == 404


def test_a_new_procedure_is_begun_as_a_copy(house: House) -> None:
    owner = house.officer("owner")
    wrong = owner.post("/officers/studio/new-procedure", {"procedure": ID, "prefix": "ENG"})
    assert wrong.status == 422
    assert wrong.errors == [
        "Say what it is called, in 120 characters or fewer.",
        "References of another procedure begin with ENG: give others.",
    ]
    name = {"title": "Allotments <script>alert(1)</script>{{7*7}}", "prefix": "alo"}
    unknown = owner.post("/officers/studio/new-procedure", {"procedure": "x", **name})
    assert unknown.status == 404
    begun = owner.post("/officers/studio/new-procedure", {"procedure": ID, **name})
    assert begun.status == 200
    for part in ("", "/compare", "/clocks", "/forms", "/roles", "/letters", "/actions", "/play"):
        page = owner.get(f"{begun.path}{part}")
        assert page.status == 200, part
        assert "<script>alert" not in page.source and "49" not in page.title, part
    assert "is a new procedure" in owner.get(f"{begun.path}/compare").main
