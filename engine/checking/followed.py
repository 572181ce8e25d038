"""Which variables a search follows, what a step may do to them, and where they still matter.

Followed are choices and yes-or-no facts that some condition reads, that only the steps of one
line of work set. What two branches may set at the same time, what a called diagram sets, what
the findings give, dates, numbers and free text are not followed: a condition on them counts as
able to go either way.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from engine.catalogue.definition import Element, Field, Procedure
from engine.checking.net import Net, beside, set_meanwhile
from engine.checking.values import holds, literals, readable
from engine.errors import BadInput
from engine.expressions import Expression, parse_assignments

Values = tuple[object, ...]


class _Lost:
    """Not known, or no longer of interest."""

    def __repr__(self) -> str:
        return "?"


LOST = _Lost()


@dataclass(frozen=True, slots=True)
class Followed:
    """The variables followed through one net. ``values``: those tried for each, where the ones
    that no condition tells apart stand for each other: ``stands`` is the one that is tried for all
    of them. ``live``: element -> names that matter from there.
    """

    procedure: Procedure
    names: tuple[str, ...]
    values: Mapping[str, tuple[object, ...]]
    stands: Mapping[str, object]
    live: Mapping[str, tuple[bool, ...]]

    def known(self, values: Values) -> dict[str, object]:
        """The values that are known, by name."""
        return {n: v for n, v in zip(self.names, values, strict=True) if v is not LOST}

    def kept(self, element: str, values: Values) -> Values:
        """The values with those forgotten that nothing reads from ``element`` on."""
        pairs = zip(values, self.live[element], strict=True)
        return tuple(value if live else LOST for value, live in pairs)

    def begin(self, entry: str, given: Mapping[str, object]) -> Iterator[Values]:
        """The values a run may begin with; ``given``: those of a profile."""
        yield from product(*(self._at_first(name, entry, given) for name in self.names))

    def _at_first(self, name: str, entry: str, given: Mapping[str, object]) -> tuple[object, ...]:
        if name == "entry":
            return (entry,)
        variable = self.procedure.variables[name]
        if variable.origin == "profile" and name in given:
            return (given[name],)
        given_elsewhere = variable.origin in ("profile", "run", "case")
        return self.values[name] if given_elsewhere else (variable.default,)

    def after(self, element: Element, values: Values) -> Iterator[Values]:
        """The values once a step is done."""
        if element.tag == "userTask":
            yield from self._answered(element, values)
        elif element.tag == "scriptTask":
            yield self._script(element, values)
        else:
            yield values

    def _answered(self, element: Element, values: Values) -> Iterator[Values]:
        """A form is filled in from top to bottom; what it does not ask keeps its value."""
        found = {values}
        for field in fields_of(self.procedure, element):
            if field.id in self.names:
                found = {after for before in found for after in self._answer(field, before)}
        yield from sorted(found, key=repr)

    def _answer(self, field: Field, values: Values) -> Iterator[Values]:
        when = readable(field.when)
        shown = True if field.when is None else when and holds(when, self.known(values))
        place = self.names.index(field.id)
        if shown is not True or not insisted_on(field):
            yield values
        if shown is not False:
            for value in self._offered(field):
                yield (*values[:place], value, *values[place + 1 :])

    def _offered(self, field: Field) -> Iterator[object]:
        """The values tried that a form offers, or that stand for one which it offers."""
        tried, offered = self.values[field.id], {choice.value for choice in field.choices}
        stood_for = (offered & {*possible(self.procedure, field.id)}) - {*tried}
        for value in tried:
            if not offered or value in offered or (stood_for and value == self.stands[field.id]):
                yield value

    def _script(self, element: Element, values: Values) -> Values:
        known = self.known(values)
        for name, expression in assignments(element):
            try:
                known[name] = expression.value(known)
            except (BadInput, TypeError, ValueError):
                known.pop(name, None)
        return tuple(known.get(name, LOST) for name in self.names)


def followed(procedure: Procedure, net: Net) -> Followed:
    """What to follow through a net."""
    shaky = _set_beside(procedure, net)
    read = _names_read(net) - shaky
    names = tuple(sorted(name for name in read if possible(procedure, name)))
    live = _live(procedure, net, frozenset(names))
    for timer in (e for e in net.diagram.elements.values() if e.attached_to and not e.cancels):
        moving = (net.diagram.elements[e] for e in set_meanwhile(net, timer.id))
        live[timer.id] -= set[str]().union(*(sets(procedure, e) for e in moving))
    masks = {element: tuple(n in those for n in names) for element, those in live.items()}
    values, stands = _told_apart(procedure, net, names)
    return Followed(procedure, names, values, stands, masks)


def _told_apart(
    procedure: Procedure, net: Net, names: tuple[str, ...]
) -> tuple[Mapping[str, tuple[object, ...]], Mapping[str, object]]:
    """The values of each name that some condition mentions, and one that stands for all others;
    and which that is.
    """
    asked = [*_conditions(net), *_whens(procedure)]
    mentioned = literals(asked)
    whole = set[str]().union(*(_not_only_compared(expression) for expression in asked))
    found: dict[str, tuple[object, ...]] = {}
    stands: dict[str, object] = {}
    for name in names:
        values = possible(procedure, name)
        others = [value for value in values if value not in mentioned]
        spare = others if name in whole else others[1:]
        kept = tuple(value for value in values if value not in spare or name in whole)
        found[name], stands[name] = kept, next(iter(others), None)
    return found, stands


def _not_only_compared(expression: Expression) -> set[str]:
    """The names that are used otherwise than compared with constants."""
    compared: set[int] = set()
    for node in ast.walk(expression.tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if sum(isinstance(side, ast.Name) for side in sides) == 1:
                compared |= {id(side) for side in sides}
    names = (n for n in ast.walk(expression.tree) if isinstance(n, ast.Name))
    return {name.id for name in names if id(name) not in compared}


def possible(procedure: Procedure, name: str) -> tuple[object, ...]:
    """The values a variable can have; empty when it is not one to follow."""
    variable = procedure.variables.get(name)
    if name == "entry":
        return procedure.entries
    if variable is None or variable.origin == "derived":
        return ()
    if variable.type == "bool":
        return (False, True)
    return tuple(variable.of) if variable.type == "choice" else ()


def insisted_on(field: Field) -> bool:
    """Whether a form that asks for this field always gives it a value."""
    return field.required is True or field.default is not None


def assignments(element: Element) -> tuple[tuple[str, Expression], ...]:
    """What a setting step sets, as far as it can be read."""
    try:
        return parse_assignments(element.attributes.get("set", ""))
    except BadInput:
        return ()


def fields_of(procedure: Procedure, element: Element) -> tuple[Field, ...]:
    """The fields of a step's form."""
    form = procedure.forms.get(element.attributes.get("form", ""))
    return form.fields if form and element.tag == "userTask" else ()


def sets(procedure: Procedure, element: Element) -> set[str]:
    """The variables that a step may set."""
    names = {name for name, _ in assignments(element)} if element.tag == "scriptTask" else set()
    return names | {field.id for field in fields_of(procedure, element)}


def _conditions(net: Net) -> list[Expression]:
    flows = (readable(flow.condition) for flow in net.diagram.flows.values())
    scripts = (e for el in net.diagram.elements.values() for _, e in assignments(el))
    return [expression for expression in (*flows, *scripts) if expression is not None]


def _whens(procedure: Procedure) -> list[Expression]:
    fields = (field for form in procedure.forms.values() for field in form.fields)
    return [when for field in fields if (when := readable(field.when)) is not None]


def _names_read(net: Net) -> set[str]:
    return set[str]().union(*(expression.names for expression in _conditions(net)))


def _set_beside(procedure: Procedure, net: Net) -> set[str]:
    """What may be set by something that is not followed: an action, a branch beside, a called
    diagram.
    """
    asked = (procedure.forms.get(action.form or "") for action in procedure.any_time.values())
    names = {field.id for form in asked if form for field in form.fields}
    shared = (
        d for name, d in procedure.side_diagrams.items() if "/" in name and d is not net.diagram
    )
    moving = [element for diagram in shared for element in diagram.elements.values()]
    moving += [net.diagram.elements[name] for name in beside(net)]
    return names.union(*(sets(procedure, element) for element in moving))


def _live(procedure: Procedure, net: Net, names: frozenset[str]) -> dict[str, frozenset[str]]:
    """Backward data flow: what is read from an element on, before it is set again for certain."""
    elements = net.diagram.elements
    reads = {e: (_reads(net, e) | _asked(procedure, elements[e])) & names for e in elements}
    sure = {e: _certain(procedure, elements[e]) for e in elements}
    live = dict.fromkeys(elements, frozenset[str]())
    changed = True
    while changed:
        changed = False
        for element, hops in net.hops.items():
            early = frozenset[str]().union(*(live[h.target] for h in hops if h.early))
            later = frozenset[str]().union(*(live[h.target] for h in hops if not h.early))
            new = reads[element] | early | (later - sure[element])
            changed, live[element] = changed or new != live[element], new
    return live


def _reads(net: Net, element: str) -> frozenset[str]:
    conditions = [readable(hop.flow.condition) for hop in net.hops[element] if hop.flow]
    scripts = [e for _, e in assignments(net.diagram.elements[element])]
    return frozenset[str]().union(*(e.names for e in (*conditions, *scripts) if e is not None))


def _asked(procedure: Procedure, element: Element) -> frozenset[str]:
    """What the fields of a form ask before the form itself has answered it."""
    found, sure = set[str](), set[str]()
    for field in fields_of(procedure, element):
        when = readable(field.when)
        found |= when.names - sure if when else set()
        sure |= {field.id} if field.when is None and insisted_on(field) else set()
    return frozenset(found)


def _certain(procedure: Procedure, element: Element) -> frozenset[str]:
    fields = fields_of(procedure, element)
    return frozenset(f.id for f in fields if f.when is None and insisted_on(f))
