"""A council that publishes another version of the small procedure while cases are under way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.casework import version_moves
from engine.casework.in_hand import InHand
from engine.casework.version_judging import Judged, judge
from engine.casework.version_moves import Decision
from engine.casework.version_target import in_force
from engine.catalogue import Catalogue
from engine.permissions import Actor
from engine.store import publications, shipping
from engine.store.books import open_books
from engine.store.cases import by_reference
from engine.store.office import Office
from engine.store.publications import Publication
from tests.casework.council import Council
from tests.casework.small import SMALL, small_catalogue

OWNERS: Mapping[str, tuple[tuple[str, ...], int]] = {
    **SMALL,
    "olive": (("process_owner", "manager"), 7),
}
WHY = "The law has changed."
#: a step put in after the answer: nothing where anybody waits is different
FURTHER_ON = {
    "insert": {
        "stage1": '<userTask id="check" name="Read it through" redress:form="check"'
        ' redress:role="manager"/><sequenceFlow id="f_check" sourceRef="check"'
        ' targetRef="send_resp"/>'
    },
    "text": {"procedure.bpmn": [['sourceRef="answer" targetRef="send_resp"',
                                 'sourceRef="answer" targetRef="check"']]},
    "yaml": {"forms": {"check": {"title": "Read", "fields": [
        {"id": "note", "type": "text", "label": "Note"}]}}},
}  # fmt: skip
#: the same step before the answer
BEFORE = {
    **FURTHER_ON,
    "insert": {
        "stage1": FURTHER_ON["insert"]["stage1"].replace('"send_resp"', '"answer"')  # type: ignore[index]
    },
    "text": {"procedure.bpmn": [['sourceRef="stage1_begins" targetRef="answer"',
                                 'sourceRef="stage1_begins" targetRef="check"']]},
}  # fmt: skip
SHORTER = {"profile": {"clocks": {"small": {"response1": {"number": 5}}}}}


def small_council(url: str, folder: Path, **change: Any) -> Council:
    """A council whose only procedure is the small one, with a process owner."""
    known = small_catalogue(folder / "first", change)
    made = Council(url, folder / "var", "BASE-2024", known=known)
    made.hires(OWNERS)
    return made


def publish(council: Council, folder: Path, **change: Any) -> str:
    """Another version of it comes into force, with its profile; the version."""
    known = small_catalogue(folder, change)
    put_in_force(council.office, known)
    return known.procedures["small"].version


def put_in_force(office: Office, known: Catalogue) -> None:
    """These procedures and profiles are published from now on."""
    with office.store.write() as session:
        shipping.keep(session, known, office.clock.now())
        for kind, kept in (("procedure", known.procedures), ("profile", known.profiles)):
            for each in kept.values():
                session.add(
                    Publication(
                        kind=kind,
                        of=each.id,
                        version=each.version,
                        effective_from=publications.ALWAYS,
                        at=office.clock.now(),
                    )
                )
        session.flush()
        office.take_up(session)


def owner(council: Council) -> Actor:
    """Whoever owns the procedures."""
    return council.people["olive"]


def judged(council: Council, reference: str) -> Judged:
    office = council.office
    with office.store.read() as session:
        case = by_reference(session, reference)
        books = open_books(session, case.id)
        hand = InHand(office, session, case, owner(council), office.clock.now(), opened=books)
        return judge(hand, in_force(office, case.procedure))


def move(council: Council, reference: str, to: str, **decision: Any) -> None:
    seen = judged(council, reference).seen
    chosen = Decision(**{"seen": seen, **decision})
    version_moves.move(council.office, owner(council), reference, to, WHY, chosen)
