"""The words that tests of the studio's plain pages speak: a draft, its pages and their boxes."""

from __future__ import annotations

import difflib

from engine.studio import drafts
from engine.studio.drafts import Draft
from tests.web.places import House, Officer, Page

YAML = "processes/corporate-complaint/procedure.yaml"
OWN = "processes/profiles/demo-council.yaml"
THEIRS = "processes/profiles/nhdc-2019.yaml"


class Studio:
    """A process owner with a draft of the complaint procedure."""

    def __init__(self, house: House, owner: Officer) -> None:
        self.house, self.owner = house, owner
        begun = self.owner.post(
            "/officers/studio/drafts", {"procedure": "corporate-complaint", "why": "Trying"}
        )
        assert begun.status == 200, begun.main
        self.number = int(begun.path.rpartition("/")[2])
        self.first = dict(self.draft.files)

    @property
    def draft(self) -> Draft:
        return drafts.read(self.house.office, self.house.actors["owner"], self.number)

    def at(self, place: str) -> str:
        return f"/officers/studio/drafts/{self.number}{place}"

    def get(self, place: str, who: Officer | None = None) -> Page:
        page = (who or self.owner).get(self.at(place))
        assert page.status == 200, page.main
        return page

    def send(self, place: str, shown: Page, form: str, /, **changed: object) -> Page:
        """Send the form with that address as it was shown, with some boxes changed."""
        boxes = {**boxes_of(shown, self.at(form)), **changed}
        return self.owner.post(self.at(place), boxes)

    def lines(self, file: str = YAML) -> tuple[list[str], list[str]]:
        """The lines that went out of a file of the draft and those that came into it."""
        old, new = self.first[file].split("\n"), self.draft.files[file].split("\n")
        found = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
        gone = [line[2:].strip() for line in found if line[0] == "-"]
        return gone, [line[2:].strip() for line in found if line[0] == "+"]


def boxes_of(page: Page, action: str) -> dict[str, object]:
    """Everything that a browser would send of a form, as it stands."""
    (form,) = page.tree.xpath(f"//form[@action='{action}'][@method='post']")
    found: dict[str, list[str]] = {}
    for each in form.xpath(".//input[@name] | .//textarea | .//select"):
        name, kind = each.get("name"), each.get("type")
        if each.tag == "select":
            chosen = each.xpath(".//option[@selected]") or each.xpath(".//option")[:1]
            found.setdefault(name, []).append(chosen[0].get("value"))
        elif each.tag == "textarea":
            found.setdefault(name, []).append((each.text or "").removeprefix("\n"))
        elif kind not in ("checkbox", "radio") or each.get("checked") is not None:
            found.setdefault(name, []).append(each.get("value") or "")
    found.pop("csrf_token", None)
    return {name: texts if len(texts) > 1 else texts[0] for name, texts in found.items()}
