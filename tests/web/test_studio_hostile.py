"""What the studio is sent that no page of it would send: refused in a sentence, never a fault."""

from __future__ import annotations

import re

import pytest

from engine.studio import drafts
from tests.effort import calls
from tests.web.places import NOW, House, Officer
from tests.web.studio_desk import Studio

DIAGRAM = "/diagram/procedure.bpmn"
DEEP = "[" * 100_000


def sent(studio: Studio, method: str, place: str, body: object, raw: str = "") -> tuple[int, str]:
    """The status and the words of what the editor's server answers."""
    headers = {"X-CSRFToken": studio.owner.token()}
    given = {"data": raw, "content_type": "application/json"} if raw else {"json": body}
    answer = studio.owner.client.open(studio.at(place), method=method, headers=headers, **given)
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("method", "place"), [("PUT", DIAGRAM), ("POST", "/tidy"), ("POST", "/declare")]
)
def test_data_that_cannot_be_used_is_refused_in_words(
    studio: Studio, method: str, place: str
) -> None:
    before = dict(studio.draft.files)
    for raw in (DEEP, '{"a":' * 50_000, "[1]", "{", '{"xml": NaN}', '{"xml": 1, "seen": 2}'):
        status, words = sent(studio, method, place, None, raw)
        assert (status, "could not be read" in words) == (422, True), raw[:20]
    for sign in ("\ud800", "\x00", "\x07"):
        body = {"xml": f"<a>{sign}</a>", "seen": "", "sheet": "x", "kind": "form", "title": sign}
        status, words = sent(studio, method, place, body)
        assert (status, "cannot be printed" in words) == (422, True), repr(sign)
    assert studio.draft.files == before


@pytest.mark.parametrize("who", ["nobody", "manager"])
def test_nobody_else_writes_a_diagram(studio: Studio, who: str) -> None:
    house = studio.house
    visitor = house.somebody() if who == "nobody" else house.officer(who)
    headers = {"X-CSRFToken": visitor.token()}
    body = {"xml": "<a/>", "seen": ""}
    answer = visitor.client.put(studio.at(DIAGRAM), json=body, headers=headers)
    assert answer.status_code == (302 if who == "nobody" else 403)
    forged = studio.owner.client.put(studio.at(DIAGRAM), json=body)
    assert forged.status_code == 400
    assert studio.draft.files == studio.first


def test_a_diagram_of_too_many_elements_is_kept_and_told(studio: Studio) -> None:
    file = "processes/corporate-complaint/procedure.bpmn"
    xml = studio.draft.files[file]
    many = re.sub(r"(<\w*:?process [^>]*>)", r"\1" + "<task/>" * 7_000, xml, count=1)
    fresh = {"xml": many, "seen": studio.draft.fingerprint(file)}
    assert sent(studio, "PUT", DIAGRAM, fresh)[0] == 200
    assert "6,000 is the most" in studio.get("").main
    status, words = sent(studio, "POST", "/tidy", {"xml": many, "sheet": "x"})
    assert (status, "6,000 is the most" in words) == (422, True)


def test_a_draft_without_its_procedure_is_told_on_every_form(studio: Studio) -> None:
    file = "processes/corporate-complaint/procedure.yaml"
    drafts.keep(studio.house.office, studio.house.actors["owner"], studio.number, {file: None}, {})
    for place in ("/forms", "/forms/x/fields", "/roles/x/remove", "/letters/X/remove",
                  "/variables/x/remove", "/new-separation", "/clocks/x/remove"):  # fmt: skip
        answer = studio.owner.post(studio.at(place), {"title": "A", "label": "B"})
        assert answer.status in (404, 422), place
    assert "holds no file" in studio.owner.post(studio.at("/forms"), {"title": "A"}).main


def shipped_numbers(house: House) -> int:
    """A draft of the council's numbers, as an upgrade brings it."""
    from engine.catalogue.archive import unpacked
    from engine.store import drafts as rows
    from engine.store.drafts import DraftRow

    own = house.office.catalogue.profiles["DEMO-COUNCIL"]
    with house.office.store.write() as session:
        row = DraftRow(
            kind="profile",
            of=own.id,
            title=own.title,
            profile=own.id,
            base_profile=own.version,
            shipped="0" * 64,
            made_at=NOW,
            changed_at=NOW,
        )
        session.add(row)
        session.flush()
        rows.put_texts(session, row.id, unpacked(own.source, "profile").files)
        return row.id


def test_a_draft_of_numbers_has_the_pages_that_it_can_have(
    studio_council: House, owner: Officer
) -> None:
    number = shipped_numbers(studio_council)
    own = f"/officers/studio/drafts/{number}"
    page = owner.get(own)
    tabs = page.tree.xpath("//nav[@aria-label='Parts of the draft']//a/text()")
    assert tabs == ["Overview", "Compare"]
    assert "Nothing is different." in owner.get(f"{own}/compare").main
    for part in ("diagram", "clocks", "forms", "roles", "actions", "letters", "play", "scenarios"):
        found = owner.get(f"{own}/{part}")
        assert (found.status, "council's numbers alone" in found.main) == (409, True), part


def test_a_draft_that_goes_round_for_ever_is_told_where_it_is_played(studio: Studio) -> None:
    file = "processes/corporate-complaint/procedure.bpmn"
    xml = studio.draft.files[file]
    start = re.search(r'<startEvent id="([^"]+)"', xml)
    assert start is not None
    flow = re.search(rf'<sequenceFlow [^>]*sourceRef="{start[1]}" targetRef="([^"]+)"', xml)
    assert flow is not None
    round_it = (
        '<exclusiveGateway id="G1"/><exclusiveGateway id="G2" default="q2"/>'
        '<sequenceFlow id="q1" sourceRef="G1" targetRef="G2"/>'
        '<sequenceFlow id="q2" sourceRef="G2" targetRef="G1"/>'
        f'<sequenceFlow id="q3" sourceRef="G2" targetRef="{flow[1]}">'
        '<conditionExpression xsi:type="tFormalExpression">about_staff</conditionExpression>'
        "</sequenceFlow>"
    )
    turned = xml.replace(flow[0], flow[0].replace(f'targetRef="{flow[1]}"', 'targetRef="G1"'))
    changed = re.sub(r"<process [^>]*>", lambda m: m[0] + round_it, turned, count=1)
    drafts.keep(
        studio.house.office, studio.house.actors["owner"], studio.number, {file: changed}, {}
    )
    page = studio.send("/play", studio.get("/play"), "/play")
    assert page.status == 422
    assert "goes round for ever" in page.main
    assert "How does the case come in?" in page.main


def test_a_page_of_five_thousand_roles_asks_for_each_problem_once(studio: Studio) -> None:
    file = "processes/corporate-complaint/procedure.yaml"
    many = "roles:\n" + "".join(f"  r{number}: {{title: R}}\n" for number in range(5_000))
    text = studio.draft.files[file].replace("roles:\n", many, 1)
    drafts.keep(studio.house.office, studio.house.actors["owner"], studio.number, {file: text}, {})
    assert calls(lambda: studio.get("/roles")) < 20_000_000


def test_every_list_of_drafts_is_found_on_the_studios_page(house: House) -> None:
    for _ in range(60):
        drafts.begin(house.office, house.actors["owner"], "contact-standards", "<b>{{7*7}}</b>")
    shipped_numbers(house)
    page = house.officer("owner").get("/officers/studio/")
    assert len(page.tree.xpath("//table[1]/tbody/tr")) >= 60
    assert "Newer from Redress" in page.main
    assert page.main.count("<b>{{7*7}}</b>") == 60
