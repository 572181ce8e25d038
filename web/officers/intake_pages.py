"""The pages on which an officer writes down what came in, and which box stands on which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.catalogue.definition import Procedure
from web.forms.typed import Typed

#: in their order, with their headings; a procedure's own questions come after what it is about
PAGES: Mapping[str, str] = {
    "came": "How it reached us",
    "about": "What it is about",
    "person": "The person who complains",
    "representative": "Somebody who speaks for them",
}
OWN = "own"
FIRST, LAST = next(iter(PAGES)), list(PAGES)[-1]
_BOXES: Mapping[str, frozenset[str]] = {
    "came": frozenset({"channel", "received", "source", "at_risk", "risk"}),
    "about": frozenset(
        {
            *("service", "location", "text", "points", "happened", "known", "earlier_reports"),
            *("contractor", "contractor_contacted", "wanted"),
        }
    ),
    "representative": frozenset({"relation", "authority", "copies"}),
}
#: before the boxes of a procedure's own questions, wherever they are carried
OWN_BOX = "own:"


def of(procedure: Procedure) -> Mapping[str, str]:
    """The pages of a procedure: its own questions too, and whoever it is for by their name."""
    pages = dict(PAGES)
    if procedure.intake.complainant != "Complainant":
        pages["person"] = procedure.intake.complainant
    if "representative" in procedure.intake.skips:
        del pages["representative"]
    form = procedure.forms.get(procedure.intake.form)
    if form is None:
        return pages
    order = ["came", "about", OWN, *(page for page in pages if page not in ("came", "about"))]
    title = form.for_officers().title
    return {page: pages.get(page, title) for page in order}


def page_of(box: str) -> str:
    """Where a box stands; the boxes of a date and a time by what comes before the dash."""
    if box.startswith("representative"):
        return "representative"
    if box.startswith(OWN_BOX):
        return OWN
    name = box.partition("-")[0]
    return next((page for page, boxes in _BOXES.items() if name in boxes), "person")


def turned(page: str, step: int, pages: Mapping[str, str] = PAGES) -> str:
    """The next page, or the one before."""
    order = list(pages)
    return order[min(max(order.index(page) + step, 0), len(order) - 1)]


def wrong_page(errors: Mapping[str, str], page: str, pages: Mapping[str, str] = PAGES) -> str:
    """The first page so far on which something is wrong, or nothing."""
    so_far = list(pages)[: list(pages).index(page) + 1]
    return next((each for each in so_far if each in map(page_of, errors)), "")


def carried(typed: Typed, page: str, without: Sequence[str]) -> list[tuple[str, str]]:
    """What was typed on the other pages, to be sent with this one."""
    return [
        (box, text)
        for box, texts in typed.items()
        if box not in without and page_of(box) != page
        for text in texts
    ]
