"""What values a condition may meet: the choices and yes-or-no facts that can be tried one by
one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from engine.catalogue.definition import Flow, Procedure, Variable
from engine.errors import BadInput, RedressError
from engine.expressions import Expression, parse

Values = Mapping[str, object]


def readable(text: str | None) -> Expression | None:
    """The expression, or None where it cannot be read (another rule says so)."""
    try:
        return parse(text) if text else None
    except BadInput:
        return None


def holds(condition: Expression, values: Values) -> bool | None:
    """Whether a condition holds; None when that cannot be told from ``values``."""
    if not condition.names <= values.keys():
        return None
    try:
        return bool(condition.value(values))
    except (RedressError, TypeError, ValueError):
        return None


def literals(conditions: Iterable[Expression]) -> set[object]:
    """The constants that conditions compare with."""
    found: set[object] = set()
    for condition in conditions:
        for node in ast.walk(condition.tree):
            if isinstance(node, ast.Constant):
                found.add(node.value)
    return found


def domain(variable: Variable, constants: Iterable[object] = ()) -> tuple[object, ...] | None:
    """The values to try for a variable, so that every different answer of the conditions shows.

    Choices and yes-or-no facts whole; numbers at, between and beyond the constants they are
    compared with; text as those constants and something else. None: cannot be tried (dates).
    """
    if variable.type == "bool":
        return (False, True)
    if variable.type == "choice":
        return tuple(variable.of)
    if variable.type == "number":
        numbers = sorted({c for c in constants if isinstance(c, int | float)})
        return tuple(sorted({n + d for n in [0, *numbers] for d in (-1, -0.5, 0, 0.5, 1)}))
    if variable.type == "text":
        return (*(c for c in constants if isinstance(c, str)), "something else")
    return None


def domain_of(
    procedure: Procedure, name: str, constants: Iterable[object] = ()
) -> tuple[object, ...] | None:
    """The values to try for a name; ``entry`` has the entries of the procedure."""
    variable = procedure.variables.get(name)
    if name == "entry":
        return procedure.entries
    return None if variable is None else domain(variable, constants)


def conditions_of(flows: Iterable[Flow]) -> list[tuple[Flow, Expression]]:
    """The flows with a condition that can be read, each with it."""
    pairs = ((flow, readable(flow.condition)) for flow in flows)
    return [(flow, condition) for flow, condition in pairs if condition is not None]


def shown(values: Values) -> str:
    """A combination in a sentence: ``triage is accept and urgent is true``."""
    said = (f"{n} is {str(v).lower() if isinstance(v, bool) else v}" for n, v in values.items())
    return " and ".join(said)
