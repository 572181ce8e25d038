"""What can come next from each situation of one diagram, worked out once for all its walks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from engine.catalogue.definition import Element, Field, Procedure
from engine.checking.followed import assignments, fields_of, followed, insisted_on, possible
from engine.checking.net import Hop, Net
from engine.checking.splitting import Sets, Space, TooManyParts, bits_of, few, put
from engine.checking.values import readable

MOST_APART = 64  # combinations that a run may begin with, looked at one by one


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """An element about to be done, and what is known there. Each is there only once."""

    element: str
    sets: Sets


Steps = tuple[tuple[Hop, Situation], ...]
Truths = tuple[bool | None, ...]


class Moves:
    """The situations of one diagram, with what follows each."""

    def __init__(self, procedure: Procedure, net: Net) -> None:
        self.procedure, self.net = procedure, net
        keep = followed(procedure, net)
        self.space = Space(keep.names)
        self._live = keep.live
        self._met: dict[tuple[str, Sets], Situation] = {}
        self._ahead: dict[Situation, Steps | None] = {}
        self._offers = {name: possible(procedure, name) for name in keep.names}

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are followed."""
        return self.space.names

    def begin(
        self, entry: str, given: Mapping[str, object], apart: bool = False
    ) -> tuple[Situation, ...]:
        """What a run may begin with; ``given``: the values of a profile. ``apart``: each of its
        combinations by itself, as long as they are few.
        """
        first = tuple(
            self.space.set_of(place, self._at_first(name, entry, given))
            for place, name in enumerate(self.names)
        )
        apart = apart and prod(some.bit_count() for some in first) <= MOST_APART
        rows = product(*(tuple(bits_of(some)) for some in first)) if apart else (first,)
        met = (self._situation(name, row) for row in rows for name in self.net.begin)
        return tuple(dict.fromkeys(met))

    def _at_first(self, name: str, entry: str, given: Mapping[str, object]) -> tuple[object, ...]:
        if name == "entry":
            return (entry,)
        variable = self.procedure.variables[name]
        if variable.origin == "profile" and name in given:
            return (given[name],)
        given_elsewhere = variable.origin in ("profile", "run", "case")
        return self._offers[name] if given_elsewhere else (variable.default,)

    def after(self, situation: Situation) -> Steps | None:
        """Every way onward, each with where it leads; None: too many to follow."""
        if situation not in self._ahead:
            try:
                self._ahead[situation] = tuple(dict.fromkeys(self._steps(situation)))
            except TooManyParts:
                self._ahead[situation] = None
        return self._ahead[situation]

    def known(self, situation: Situation) -> dict[str, object]:
        """What is known for certain in a situation."""
        pairs = enumerate(zip(self.names, situation.sets, strict=True))
        return {n: self.space.values(place, s)[0] for place, (n, s) in pairs if s.bit_count() == 1}

    def _situation(self, element: str, sets: Sets) -> Situation:
        """Without what nothing reads from there on."""
        pairs = zip(sets, self._live[element], strict=True)
        key = element, tuple([some if live else 0 for some, live in pairs])
        met = self._met.get(key)
        if met is None:
            met = self._met[key] = Situation(*key)
        return met

    def _steps(self, situation: Situation) -> Iterator[tuple[Hop, Situation]]:
        hops = self.net.hops[situation.element]
        for hop in hops:
            if hop.early:
                yield hop, self._situation(hop.target, situation.sets)
        element = self.net.diagram.elements[situation.element]
        onward = tuple(hop for hop in hops if not hop.early)
        for sets in self._done(element, situation.sets):
            for hop, part in self._open_ways(onward, sets):
                yield hop, self._situation(hop.target, part)

    def _done(self, element: Element, sets: Sets) -> tuple[Sets, ...]:
        """What is known once a step is done; a form is filled in from top to bottom."""
        found: tuple[Sets, ...] = (sets,)
        if element.tag == "userTask":
            for asked in fields_of(self.procedure, element):
                place = self.space.place(asked.id)
                if place is not None:
                    answered = (s for part in found for s in self._answer(asked, place, part))
                    found = few(answered)
        elif element.tag == "scriptTask":
            for name, expression in assignments(element):
                place = self.space.place(name)
                if place is not None:
                    said = (s for p in found for s in self.space.valued(place, expression, p))
                    found = few(said)
        return found

    def _answer(self, asked: Field, place: int, sets: Sets) -> Iterator[Sets]:
        """What a form does not ask keeps its value; so may what it does not insist on."""
        when = readable(asked.when)
        if when is not None:
            parts = self.space.split(when, sets)
        else:
            parts = [(True if asked.when is None else None, sets)]
        for shown, part in parts:
            kept = part[place]
            if shown is False:
                yield part
            elif shown and insisted_on(asked):
                yield put(part, place, self._offered(asked, place))
            else:
                if not kept:
                    yield part
                yield put(part, place, kept | self._offered(asked, place))

    def _offered(self, asked: Field, place: int) -> int:
        values, offered = self._offers[asked.id], {choice.value for choice in asked.choices}
        return self.space.set_of(place, (v for v in values if not offered or v in offered))

    def _open_ways(self, hops: tuple[Hop, ...], sets: Sets) -> Iterator[tuple[Hop, Sets]]:
        """The ways that a gateway may take; everything else has its only way."""
        elements = self.net.diagram.elements
        source = elements.get(hops[0].flow.source) if hops and hops[0].flow else None
        if len(hops) < 2 or source is None or source.tag == "parallelGateway":
            yield from ((hop, sets) for hop in hops)
            return
        asking = [hop for hop in hops if not _is_default(hop)]
        for part, truths in self._told_apart(asking, sets):
            sure = any(truths)
            truth = dict(zip(asking, truths, strict=True))
            for hop in hops:
                if not sure if _is_default(hop) else truth[hop] is not False:
                    yield hop, part

    def _told_apart(self, hops: list[Hop], sets: Sets) -> tuple[tuple[Sets, Truths], ...]:
        """The parts of a situation, each with what the conditions come to there."""
        found: tuple[tuple[Sets, Truths], ...] = ((sets, ()),)
        for hop in hops:
            condition = readable(hop.flow.condition) if hop.flow else None
            if condition is None:
                found = tuple((part, (*truths, None)) for part, truths in found)
                continue
            found = few(
                (piece, (*truths, truth))
                for part, truths in found
                for truth, piece in self.space.split(condition, part)
            )
        return found


def _is_default(hop: Hop) -> bool:
    return hop.flow is not None and hop.flow.default
