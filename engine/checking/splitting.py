"""What the names of a search can be, as sets that are divided only where a condition asks.

Three answers that nothing has asked about yet are one situation, not three; thirty of them are
one as well, not a thousand million. A condition divides the sets of the names it reads into those
for which it holds and those for which it does not, so nothing is lost by waiting.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import product
from math import prod
from operator import or_
from typing import TypeVar

from engine.checking.values import holds
from engine.errors import RedressError
from engine.expressions import Expression

T = TypeVar("T")

MOST = 256  # parts that one condition may divide a situation into

Sets = tuple[int, ...]  # for each name its possible values as bits; 0: not known
Part = tuple[bool | None, Sets]


class TooManyParts(RedressError):
    """A condition divides a situation into more parts than are followed."""


class Space:
    """The names, and every value that was met for each of them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._place = {name: place for place, name in enumerate(self.names)}
        self._values: list[list[object]] = [[] for _ in self.names]
        self._bits: list[dict[tuple[type, str], int]] = [{} for _ in self.names]
        self._atoms: dict[int, _Atom] = {}
        self.compared = 0  # how often it was looked what a comparison comes to

    def place(self, name: str) -> int | None:
        """Where a name stands, if it is one of these."""
        return self._place.get(name)

    def bit(self, place: int, value: object) -> int:
        """The set of one value."""
        key, bits = (type(value), repr(value)), self._bits[place]
        if key not in bits:
            bits[key] = 1 << len(bits)
            self._values[place].append(value)
        return bits[key]

    def set_of(self, place: int, values: Iterable[object]) -> int:
        """The set of some values."""
        return reduce(or_, (self.bit(place, value) for value in values), 0)

    def values(self, place: int, of: int) -> list[object]:
        """The values in a set, in the order in which they were met."""
        return [value for number, value in enumerate(self._values[place]) if of >> number & 1]

    def split(self, condition: Expression, sets: Sets) -> list[Part]:
        """The parts of a situation, each with whether the condition holds there; None: that
        cannot be told. Raises TooManyParts.
        """
        return self._split(condition.tree, sets)

    def valued(self, place: int, expression: Expression, sets: Sets) -> Iterator[Sets]:
        """The parts of a situation once a name has become what an expression comes to. Raises
        TooManyParts.
        """
        if self._is_condition(expression.tree):
            for truth, part in self._split(expression.tree, sets):
                yield put(part, place, 0 if truth is None else self.bit(place, truth))
            return
        places = [self._place.get(name) for name in sorted(expression.names)]
        known = [at for at in places if at is not None and sets[at]]
        if len(known) < len(places):
            yield put(sets, place, 0)
            return
        for part in _one_by_one(known, sets):
            names = {self.names[at]: self.values(at, part[at])[0] for at in known}
            try:
                yield put(part, place, self.bit(place, expression.value(names)))
            except (RedressError, TypeError, ValueError):
                yield put(part, place, 0)

    def _is_condition(self, node: ast.expr) -> bool:
        """Whether it comes to yes or no, whatever its names are."""
        match node:
            case ast.BoolOp(values=values):
                return all(self._is_condition(value) for value in values)
            case ast.Name(id=name):
                met = self._values[self._place[name]] if name in self._place else [None]
                return all(isinstance(value, bool) for value in met)
        return isinstance(node, ast.Compare) or (
            isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        )

    def _split(self, node: ast.expr, sets: Sets) -> list[Part]:
        match node:
            case ast.BoolOp(op=op, values=values):
                return self._joined(values, isinstance(op, ast.Or), sets)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                parts = self._split(operand, sets)
                return [(None if truth is None else not truth, part) for truth, part in parts]
        self.compared += 1
        if id(node) not in self._atoms:
            self._atoms[id(node)] = _Atom(node, self._place)
        return list(self._parts(self._atoms[id(node)], sets))

    def _joined(self, values: Sequence[ast.expr], stops_at: bool, sets: Sets) -> list[Part]:
        """All of it holds unless one part does not (``and``), or the other way round (``or``)."""
        done: dict[Part, None] = {}
        going: dict[Part, None] = {(not stops_at, sets): None}
        for value in values:
            onward: dict[Part, None] = {}
            for so_far, part in going:
                for truth, piece in self._split(value, part):
                    if truth is stops_at:
                        done[stops_at, piece] = None
                    else:
                        onward[so_far if truth is not None else None, piece] = None
                _check(len(done) + len(onward))
            going = onward
        return [*done, *going]

    def _parts(self, atom: _Atom, sets: Sets) -> Iterator[Part]:
        if atom.open or not all(sets[place] for place in atom.places):
            yield None, sets
        elif not atom.places:
            yield self._truth(atom, sets), sets
        else:
            *others, last = atom.places
            for part in _one_by_one(others, sets):
                for truth, some in self._divided(atom, last, part):
                    yield truth, put(part, last, some)

    def _divided(self, atom: _Atom, place: int, sets: Sets) -> Iterator[tuple[bool | None, int]]:
        """The set at one place divided, where all others that the atom reads are single."""
        key = tuple(sets[at] for at in atom.places)
        if key not in atom.known:
            found: dict[bool | None, int] = {}
            for bit in bits_of(sets[place]):
                truth = self._truth(atom, put(sets, place, bit))
                found[truth] = found.get(truth, 0) | bit
            atom.known[key] = tuple(found.items())
        yield from atom.known[key]

    def _truth(self, atom: _Atom, sets: Sets) -> bool | None:
        names = {self.names[at]: self.values(at, sets[at])[0] for at in atom.places}
        return holds(atom.expression, names)


class _Atom:
    """A piece of a condition without “and”, “or” and “not”. ``open``: it cannot be told."""

    def __init__(self, node: ast.expr, place: dict[str, int]) -> None:
        names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        self.open = not names <= place.keys()
        self.places = tuple(sorted(place[name] for name in names & place.keys()))
        self.expression = Expression("", frozenset(names), frozenset(), node)
        self.known: dict[Sets, tuple[tuple[bool | None, int], ...]] = {}


def put(sets: Sets, place: int, some: int) -> Sets:
    """The sets with another one at a place."""
    return sets if sets[place] == some else (*sets[:place], some, *sets[place + 1 :])


def bits_of(some: int) -> Iterator[int]:
    """The single values of a set."""
    while some:
        lowest = some & -some
        yield lowest
        some ^= lowest


def _one_by_one(places: Sequence[int], sets: Sets) -> Iterator[Sets]:
    """Each combination of single values at some places."""
    _check(prod(sets[place].bit_count() for place in places))
    for row in product(*(bits_of(sets[place]) for place in places)):
        part = sets
        for place, bit in zip(places, row, strict=True):
            part = put(part, place, bit)
        yield part


def few(parts: Iterable[T]) -> tuple[T, ...]:
    """The different ones among some parts. Raises TooManyParts."""
    found: dict[T, None] = {}
    for part in parts:
        found[part] = None
        _check(len(found))
    return tuple(found)


def _check(number: int) -> None:
    if number > MOST:
        raise TooManyParts(f"more than {MOST} parts")
