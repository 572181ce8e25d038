"""The letter's page of a draft, as tests read it and write on it."""

from __future__ import annotations

from engine.studio import drafts
from tests.web.places import House, Officer, Page


def files(house: House, number: int = 1) -> dict[str, str]:
    return dict(drafts.read(house.office, house.actors["owner"], number).files)


def boxes(page: Page) -> dict[str, object]:
    """What the letter's form would send."""
    form = page.tree.xpath("//form[@id='letter-form']")[0]
    sent: dict[str, object] = {
        box.get("name"): (box.text or "").removeprefix("\n") for box in form.xpath(".//textarea")
    }
    for box in form.xpath(".//input"):
        if box.get("type") == "checkbox":
            if box.get("checked") is not None:
                sent.setdefault("channels", []).append(box.get("value"))  # type: ignore[attr-defined]
        else:
            sent[box.get("name")] = box.get("value") or ""
    return sent


def preview(page: Page) -> str:
    return " ".join(page.tree.get_element_by_id("letter-preview").text_content().split())


def standing(page: Page) -> str:
    return " ".join(page.tree.get_element_by_id("letter-standing").text_content().split())


def writes(owner: Officer, draft: str, text: str, do: str = "preview", **more: str) -> Page:
    """Type a whole text into COR-RESP1, and press a button."""
    typed = boxes(owner.get(f"{draft}/letters/COR-RESP1"))
    return owner.post(f"{draft}/letters/COR-RESP1", {**typed, "text-": text, "do": do, **more})
