"""An officer says that somebody is known already, or that this was wrong.

Never by itself and never by an e-mail address alone: a wrong link shows one person another's
letters. The row that the case came with is kept, so that it can be put back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from engine.casework import contact_details
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.errors import FormErrors, NotNow
from engine.store import known_people, likeness
from engine.store.known_people import KnownAs
from engine.store.people import Adjustment, Person
from engine.store.ways import give_over

#: details that may be taken over from what was typed now
TAKEN = ("email", "phone", "address")
EMAIL_ALONE = "An e-mail address alone does not say who somebody is. Say what else you checked."

NOTHING_ALIKE = "We have nothing that is the same of these two. Say what else you checked."


def same_person(hand: InHand, _action: AnyTime, values: Mapping[str, object]) -> None:
    """The `same_person` action: the complainant is this person, known already."""
    typed = _complainant(hand)
    known = hand.session.get(Person, int(str(values.get("person") or 0)))
    if known is None or known.id == typed.id:
        raise FormErrors({"person": "Enter the number of the person who is known already."})
    taking = [name for name in TAKEN if values.get(f"take_{name}")]
    link(hand, typed, known, checked(values, typed, known), taking)


def checked(values: Mapping[str, object], typed: Person, known: Person) -> str:
    """How the officer made sure, in one text. Raises FormErrors when it is not enough."""
    how = str(values.get("how_checked") or "").strip()
    beside = str(values.get("beside_email") or "").strip()
    if not how:
        raise FormErrors({"how_checked": "Say how you checked that this is the same person."})
    alike = likeness.likeness(typed.described(), known.described())
    if alike.email_alone and not beside:
        said = EMAIL_ALONE if likeness.SAME_EMAIL in alike.reasons else NOTHING_ALIKE
        raise FormErrors({"beside_email": said})
    return f"{how}\n{beside}".strip()


def link(
    hand: InHand, typed: Person, known: Person, how: str, taking: Collection[str] = ()
) -> None:
    """The known person takes the place of the row that the case came with."""
    if known_people.standing(hand.session, hand.case.id) is not None:
        raise NotNow("Somebody has said already who this is. Undo that first.", "same_person")
    if any(p.person_id == known.id and p.until is None for p in hand.books.participations):
        raise FormErrors({"person": f"{known.name} takes part in this case already."})
    _in_place_of(hand, typed, known)
    given = {name: getattr(typed, name) for name in TAKEN if name in taking}
    given = {name: detail for name, detail in given.items() if detail}
    row = KnownAs(
        case_id=hand.case.id,
        person_id=known.id,
        came_as=typed.id,
        how_checked=how,
        before=contact_details.put(known, given),
        adjustments=_give_adjustments(hand, typed, known),
        since=hand.now,
        recorded_by=hand.actor.person_id,
        undone_at=None,
        undone_by=None,
        undone_why="",
    )
    hand.session.add(row)
    hand.record("same_person", {"person": known.id, "came_as": typed.id})
    said = {"person": known.id, "came_as": typed.id, "taken": sorted(given), "reason": how}
    hand.audit("case:person:same", known.name, said)


def not_same_person(hand: InHand, _action: AnyTime, values: Mapping[str, object]) -> None:
    """The `not_same_person` action: the case gets back the person it came with."""
    row = known_people.standing(hand.session, hand.case.id)
    if row is None:
        raise NotNow("Nobody has said that this person is known already.", "not_same_person")
    known, typed = hand.session.get(Person, row.person_id), hand.session.get(Person, row.came_as)
    assert known is not None
    assert typed is not None
    why = str(values.get("reason") or "")
    _in_place_of(hand, known, typed)
    _give_back(known, typed, row)
    for each in [a for a in hand.books.adjustments if a.id in set(row.adjustments)]:
        hand.books.adjustments.remove(each)
        hand.session.delete(each)
    row.undone_at, row.undone_by, row.undone_why = hand.now, hand.actor.person_id, why
    hand.record("not_same_person", {"person": known.id, "came_as": typed.id})
    said = {"person": known.id, "came_as": typed.id, "reason": why}
    hand.audit("case:person:not_same", known.name, said)


def _complainant(hand: InHand) -> Person:
    return next(p for p in hand.books.people if p.id == hand.case.person_id)


def _in_place_of(hand: InHand, one: Person, other: Person) -> None:
    """``other`` stands in the case where ``one`` stood; letters that were sent stay readable."""
    for each in hand.books.participations:
        if each.person_id == one.id and each.capacity == "complainant":
            each.person_id = other.id
    hand.case.person_id = other.id
    if other not in hand.books.people:
        hand.books.people.append(other)
    give_over(hand.session, hand.case.id, one.id, other.id)


def _give_adjustments(hand: InHand, typed: Person, known: Person) -> list[int]:
    """Nothing that was asked for is lost: what they have not got yet is theirs too."""
    theirs = {(a.kind, a.detail) for a in _of(hand.books.adjustments, known)}
    rows = [
        Adjustment(
            person_id=known.id,
            kind=wish.kind,
            detail=wish.detail,
            since=hand.now,
            recorded_by=hand.actor.person_id,
            asked_by=wish.asked_by,
            asked_on=wish.asked_on,
        )
        for wish in _of(hand.books.adjustments, typed)
        if (wish.kind, wish.detail) not in theirs
    ]
    hand.session.add_all(rows)
    hand.session.flush()
    hand.books.adjustments.extend(rows)
    return [row.id for row in rows]


def _of(adjustments: Iterable[Adjustment], person: Person) -> list[Adjustment]:
    return [each for each in adjustments if each.person_id == person.id]


def _give_back(known: Person, typed: Person, row: KnownAs) -> None:
    """A detail taken over goes back, unless it has been changed since."""
    taken = {n: v for n, v in row.before.items() if getattr(known, n) == getattr(typed, n)}
    contact_details.put(known, taken)
