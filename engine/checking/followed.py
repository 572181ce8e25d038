"""Which variables a search follows, and where they still matter.

Followed are choices and yes-or-no facts that some condition reads, that only the steps of one
line of work set. What two branches may set at the same time, what a called diagram sets, what
the findings give, dates, numbers and free text are not followed: a condition on them counts as
able to go either way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.catalogue.definition import Element, Field, Procedure
from engine.checking.net import Net, beside, set_meanwhile
from engine.checking.values import readable
from engine.errors import BadInput
from engine.expressions import Expression, parse_assignments


@dataclass(frozen=True, slots=True)
class Followed:
    """The names followed through one net. ``live``: element -> which of them matter from there."""

    names: tuple[str, ...]
    live: Mapping[str, tuple[bool, ...]]


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
    return Followed(names, masks)


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
    before: dict[str, set[str]] = {element: set() for element in elements}
    for element, hops in net.hops.items():
        for hop in hops:
            before[hop.target].add(element)
    waiting = dict.fromkeys(elements)
    while waiting:
        element, _ = waiting.popitem()
        hops = net.hops[element]
        early = frozenset[str]().union(*(live[h.target] for h in hops if h.early))
        later = frozenset[str]().union(*(live[h.target] for h in hops if not h.early))
        new = reads[element] | early | (later - sure[element])
        if new != live[element]:
            live[element] = new
            waiting.update(dict.fromkeys(before[element]))
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
