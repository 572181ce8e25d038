"""An officer says that a complainant is none of the people who are known already."""

from __future__ import annotations

from collections.abc import Collection

from engine.casework import actions
from engine.casework.in_hand import InHand, take
from engine.errors import NotFound, NotNow
from engine.permissions import Actor
from engine.store import known_people
from engine.store.office import Office

#: whoever may say who somebody is may say who they are not
ACTION = "same_person"
NOBODY = "Nobody whom we know is like this person, or somebody has said so already."


def somebody_new(office: Office, actor: Actor, reference: str, people: Collection[int]) -> None:
    """These people, who were shown beside the case, are others; one commit.

    Somebody like them who comes later is shown anew. Raises NotPermitted and NotNow.
    """
    with take(office, actor, reference) as hand:
        action = hand.procedure.any_time.get(ACTION)
        if action is None:
            raise NotFound("This procedure asks of nobody whether they are known.")
        actions.allow(hand, action)
        before = list(hand.case.data.get("others") or ())
        others = [person for person in _alike(hand) if person in people and person not in before]
        if not others:
            raise NotNow(NOBODY, ACTION)
        hand.case.data = {**hand.case.data, "others": [*before, *others]}
        said = {"others": others, "reason": "None of the people found is the same."}
        hand.audit("case:person:new", "", said)


def _alike(hand: InHand) -> list[int]:
    person = next(each for each in hand.books.people if each.id == hand.case.person_id)
    here = {each.person_id for each in hand.books.participations}
    found = known_people.possible(hand.session, person.described(), here)
    return [match.person.id for match in found]
