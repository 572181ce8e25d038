"""What the diagram editor asks of the server: kept, judged, drawn afresh; never overwritten."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from engine.studio import drafts
from engine.studio.vocabulary import vocabulary_of
from tests.web.places import House, Officer

MAIN = "processes/mp-enquiry/procedure.bpmn"


class Drawing:
    """A process owner's draft, as the editor's page speaks with the server."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.visitor = house.officer("owner")
        self.id = drafts.begin(house.office, house.actors["owner"], "mp-enquiry")

    @property
    def draft(self) -> drafts.Draft:
        return drafts.read(self.house.office, self.house.actors["owner"], self.id)

    @property
    def xml(self) -> str:
        return self.draft.files[MAIN]

    def path(self, rest: str = "diagram") -> str:
        return f"/officers/studio/drafts/{self.id}/{rest}"

    def ask(self, method: str, rest: str, sent: object = None, *, token: bool = True) -> Any:
        """The answer to what a script of the page sends."""
        headers = {"X-CSRFToken": self.visitor.token()} if token else {}
        return self.visitor.client.open(self.path(rest), method=method, json=sent, headers=headers)

    def keep(self, xml: str, seen: str | None = None, file: str = "procedure.bpmn") -> Any:
        now = self.draft.fingerprint(MAIN) if seen is None else seen
        return self.ask("PUT", f"diagram/{file}", {"xml": xml, "seen": now})

    def problems(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("GET", "problems").get_json()["problems"]
        return found


@pytest.fixture
def drawing(house: House) -> Drawing:
    return Drawing(house)


def test_the_page_carries_the_diagram_and_what_it_can_name(drawing: Drawing) -> None:
    page = drawing.visitor.get(drawing.path())
    (carried,) = page.tree.xpath("//script[@id='editor-config']/text()")
    config = json.loads(carried)
    assert config["xml"] == drawing.xml
    assert config["seen"] == drawing.draft.fingerprint(MAIN)
    names = {word["id"] for word in config["vocabulary"]["variables"]}
    assert {"route", "withdrawal"} <= names
    assert not page.tree.xpath("//script[not(@src) and not(@type='application/json')]")


def test_only_the_editors_page_lets_scripts_run(drawing: Drawing) -> None:
    client = drawing.visitor.client
    policy = client.get(drawing.path()).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src-attr 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy
    other = client.get(drawing.path("").rstrip("/")).headers["Content-Security-Policy"]
    assert "script-src" not in other


def test_what_is_drawn_is_kept_with_its_new_fingerprint(drawing: Drawing) -> None:
    changed = drawing.xml.replace('name="', 'name="New ', 1)
    answer = drawing.keep(changed).get_json()
    assert drawing.xml == changed
    assert answer["seen"] == drawing.draft.fingerprint(MAIN)
    assert answer["split"] is False
    assert re.fullmatch(r"\d+:\d\d[ap]m", answer["at"])


def test_what_another_drew_meanwhile_is_not_overwritten(drawing: Drawing) -> None:
    first = drawing.xml.replace('name="', 'name="First ', 1)
    second = drawing.xml.replace('name="', 'name="Second ', 1)
    seen = drawing.draft.fingerprint(MAIN)
    drawing.keep(first, seen)
    answer = drawing.keep(second, seen).get_json()
    assert answer["split"] is True
    assert drawing.xml == first
    number = int(re.findall(r"/drafts/(\d+)/", answer["save"])[0])
    assert number != drawing.id
    other = drafts.read(drawing.house.office, drawing.house.actors["owner"], number)
    assert other.files[MAIN] == second


def test_a_broken_diagram_is_kept_and_its_problems_are_told(drawing: Drawing) -> None:
    assert drawing.problems() == [] or all(not each["serious"] for each in drawing.problems())
    drawing.keep("<definitions")
    assert drawing.xml == "<definitions"
    (problem, *_) = [each for each in drawing.problems() if each["file"] == MAIN]
    assert problem["serious"]
    assert "well-formed" in problem["reason"]
    page = drawing.visitor.get(drawing.path())
    assert page.status == 200


def test_each_problem_leads_to_where_it_is_mended(drawing: Drawing) -> None:
    step = re.search(r'<userTask id="(\w+)"[^>]* redress:form="(\w+)"', drawing.xml)
    assert step is not None
    drawing.keep(drawing.xml.replace(f'redress:form="{step[2]}"', 'redress:form="gone"'))
    (told,) = [each for each in drawing.problems() if each["element"] == step[1]][:1]
    assert told["url"].endswith(f"/diagram/procedure.bpmn#{step[1]}")
    assert "gone" in told["reason"]
    for each in drawing.problems():
        assert drawing.visitor.get(each["url"]).status == 200, each


@pytest.mark.parametrize(
    ("file", "sent", "status", "said"),
    [
        ("procedure.bpmn", {"xml": 1, "seen": ""}, 422, "could not be read"),
        ("procedure.bpmn", ["xml"], 422, "could not be read"),
        ("procedure.bpmn", {"xml": "a\x00b", "seen": ""}, 422, "cannot be printed"),
        ("procedure.bpmn", {"xml": "x" * 1_000_001, "seen": ""}, 422, "1,000,000"),
        ("another.bpmn", {"xml": "", "seen": ""}, 404, "no diagram another.bpmn"),
        ("../procedure.yaml", {"xml": "", "seen": ""}, 404, ""),
        ("procedure.yaml", {"xml": "", "seen": ""}, 404, "no diagram procedure.yaml"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    drawing: Drawing, file: str, sent: object, status: int, said: str
) -> None:
    before = drawing.draft.content
    answer = drawing.ask("PUT", f"diagram/{file}", sent)
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)
    assert drawing.draft.content == before


def test_nothing_is_kept_without_the_pages_token(drawing: Drawing) -> None:
    before = drawing.draft.content
    sent = {"xml": "<a/>", "seen": drawing.draft.fingerprint(MAIN)}
    assert drawing.ask("PUT", "diagram/procedure.bpmn", sent, token=False).status_code == 400
    assert drawing.draft.content == before


@pytest.mark.parametrize("rest", ["diagram", "diagram/procedure.bpmn", "problems"])
def test_only_process_owners_see_it(drawing: Drawing, rest: str) -> None:
    manager = Officer(drawing.house.app, "manager")
    assert manager.client.get(drawing.path(rest)).status_code == 403


def test_a_sheet_is_drawn_afresh_without_being_kept(drawing: Drawing) -> None:
    before = drawing.draft.content
    sheet = re.search(r'<subProcess id="(\w+)"', drawing.xml)
    assert sheet is not None
    drawn = drawing.ask("POST", "tidy", {"xml": drawing.xml, "sheet": sheet[1]}).get_json()
    assert drawn["shapes"]
    assert all(len(way) >= 2 for way in drawn["edges"].values())
    assert drawing.draft.content == before
    answer = drawing.ask("POST", "tidy", {"xml": drawing.xml, "sheet": "gone"})
    assert (answer.status_code, answer.get_json()["said"][:10]) == (422, "This sheet")
    entity = '<!DOCTYPE a [<!ENTITY b "c">]>' + drawing.xml
    answer = drawing.ask("POST", "tidy", {"xml": entity, "sheet": sheet[1]})
    assert answer.status_code == 422


def test_a_draft_that_was_put_away_is_not_drawn_in(drawing: Drawing) -> None:
    drawing.visitor.post(drawing.path("discard"))
    page = drawing.visitor.get(drawing.path())
    assert "can no longer be changed" in page.main
    assert drawing.keep("<a/>").status_code == 409


def test_a_procedure_that_cannot_be_read_offers_what_is_drawn(drawing: Drawing) -> None:
    files = {**drawing.draft.files, drawing.draft.yaml: "roles: ["}
    words = vocabulary_of("mp-enquiry", files)
    assert not words.readable
    assert words.records == vocabulary_of("mp-enquiry", drawing.draft.files).records
    assert words.forms == ()


def test_a_step_gets_a_form_and_a_letter_of_its_own(drawing: Drawing) -> None:
    before = drawing.draft
    form = drawing.ask("POST", "declare", {"kind": "form", "title": "Ask the lawyers"})
    letter = drawing.ask("POST", "declare", {"kind": "letter", "title": "Tell the member"})
    again = drawing.ask("POST", "declare", {"kind": "letter", "title": "Tell the member"})
    assert form.get_json()["id"] == "ask_the_lawyers"
    code = letter.get_json()["id"]
    assert code.endswith("-TELL-THE-MEMBER")
    assert again.get_json()["id"] == f"{code}-2"
    words = letter.get_json()["vocabulary"]
    assert ("Ask the lawyers", "ask_the_lawyers") in {
        (f["title"], f["id"]) for f in words["forms"]
    }
    assert {"id": code, "title": "Tell the member"}.items() <= words["letters"][-1].items()
    text = drawing.draft.files[drawing.draft.yaml]
    assert set(before.files[drawing.draft.yaml].splitlines()) <= set(text.splitlines())
    refused = drawing.ask("POST", "declare", {"kind": "role", "title": "Anybody"})
    assert refused.status_code == 422
