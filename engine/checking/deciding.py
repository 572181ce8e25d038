"""What the conditions of each decision can come to together, whatever the answers are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from engine.catalogue.definition import Diagram, Element, Flow, Procedure
from engine.checking.splitting import Space, TooManyParts
from engine.checking.subject import Subject
from engine.checking.values import Values, conditions_of, domain_of, literals
from engine.expressions import Expression

MOST = 50_000  # comparisons made, for all decisions together


@dataclass(frozen=True, slots=True)
class Both:
    """Two ways that are open together, and when."""

    one: Expression
    other: Expression
    when: Values


@dataclass(frozen=True, slots=True)
class Decision:
    """One gateway. ``never``: the ways that nothing opens. ``untried``: some of its conditions
    have more combinations than are tried.
    """

    diagram: Diagram
    gateway: Element
    never: tuple[tuple[Flow, Expression], ...]
    both: tuple[Both, ...]
    untried: bool


@lru_cache(maxsize=4)
def decisions(subject: Subject) -> tuple[Decision, ...]:
    """Every decision of the procedure's diagrams."""
    trial = _Trial(subject.procedure)
    gateways = subject.elements("exclusiveGateway", "inclusiveGateway")
    return tuple(trial.decision(diagram, gateway) for diagram, gateway in gateways)


class _Trial:
    """Tries the decisions of one procedure."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure, self.left, self.untried = procedure, MOST, False
        self.constants: dict[str, set[object]] = {}

    def decision(self, diagram: Diagram, gateway: Element) -> Decision:
        self.untried = False
        ways = conditions_of(diagram.leaving(gateway.id))
        never = tuple((way, its) for way, its in ways if self._is_impossible(its))
        asking = [condition for way, condition in ways if not way.default]
        alone = gateway.tag == "exclusiveGateway"
        both = tuple(self._together(asking)) if alone else ()
        return Decision(diagram, gateway, never, both, self.untried)

    def _is_impossible(self, condition: Expression) -> bool:
        truths = [truths[0] for truths, _ in self._parts(condition)]
        return bool(truths) and all(truth is False for truth in truths)

    def _together(self, conditions: list[Expression]) -> Iterator[Both]:
        for pair in combinations(conditions, 2):
            rows = [row for truths, row in self._parts(*pair) if all(truths)]
            if rows:
                first = min(rows, key=lambda row: tuple(place for place, _ in row.values()))
                yield Both(*pair, {name: value for name, (_, value) in first.items()})

    def _parts(
        self, *conditions: Expression
    ) -> list[tuple[tuple[bool | None, ...], dict[str, tuple[int, object]]]]:
        """What the conditions come to in each part of all combinations, with the first of it;
        nothing, when they cannot all be tried.
        """
        if self.left <= 0:
            self.untried = True
            return []
        names = sorted(set[str]().union(*(condition.names for condition in conditions)))
        constants = set[object]().union(*(self._literals(condition) for condition in conditions))
        domains = [domain_of(self.procedure, name, constants) for name in names]
        if not all(domains):
            return []
        space = Space(names)
        everything = tuple(space.set_of(n, values or ()) for n, values in enumerate(domains))
        found: list[tuple[tuple[bool | None, ...], tuple[int, ...]]] = [((), everything)]
        try:
            for condition in conditions:
                found = [
                    ((*truths, truth), piece)
                    for truths, part in found
                    if all(truths)
                    for truth, piece in space.split(condition, part)
                ]
        except TooManyParts:
            self.untried = True
            return []
        finally:
            self.left -= space.compared
        return [(truths, _first(space, part)) for truths, part in found]

    def _literals(self, condition: Expression) -> set[object]:
        if condition.text not in self.constants:
            self.constants[condition.text] = literals((condition,))
        return self.constants[condition.text]


def _first(space: Space, part: tuple[int, ...]) -> dict[str, tuple[int, object]]:
    """The first value of each name, with its place among the values of the name."""
    lowest = [some & -some for some in part]
    return {
        name: (bit, space.values(place, bit)[0])
        for place, (name, bit) in enumerate(zip(space.names, lowest, strict=True))
    }
