"""The letters that a step would send, and how each would go, for whoever is about to send them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.casework.in_hand import InHand
from engine.letters import letter_from_json
from engine.letters.document import Letter
from engine.store import dossier
from engine.store.letters import Dispatch


@dataclass(frozen=True, slots=True)
class RehearsedWay:
    """One recipient of a letter, and how it would reach them. No channel: it cannot be sent."""

    recipient: str
    capacity: str
    channel: str
    large_print: bool


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A letter that a step would send, as those in ``ways`` get it.

    A recipient with a text of their own has a letter of their own here.
    """

    code: str
    title: str
    letter: Letter
    ways: tuple[RehearsedWay, ...]

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who gets it, by name."""
        return tuple(way.recipient for way in self.ways)


def written_since(hand: InHand, before: set[int]) -> Iterator[Rehearsed]:
    """What was written after those letters."""
    rows = [row for row in dossier.letters(hand.session, hand.case.id) if row.id not in before]
    sent = dossier.dispatches(hand.session, hand.case.id)
    for row in rows:
        texts: list[tuple[Letter, list[Dispatch]]] = []
        for dispatch in (d for d in sent if d.letter_id == row.id):
            letter = letter_from_json(dispatch.letter)
            same = next((those for first, those in texts if first.body == letter.body), None)
            if same is None:
                texts.append((letter, [dispatch]))
            else:
                same.append(dispatch)
        for letter, those in texts:
            ways = tuple(_way(each) for each in those)
            yield Rehearsed(row.code, letter.body.title, letter, ways)


def _way(dispatch: Dispatch) -> RehearsedWay:
    return RehearsedWay(
        dispatch.recipient, dispatch.capacity, dispatch.channel, dispatch.large_print
    )
