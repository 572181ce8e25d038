"""A variable is compared with values that it can have.

A mistyped value is never equal to anything: the way it opens is never taken, and the default hides
the mistake. The values are those of the variable's `of`, of the field's choices, or true and
false.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from engine.checking.asked import Asked, all_asked
from engine.checking.subject import Subject
from engine.checking.words import meant
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each value that a choice is compared with and cannot have."""
    for asked in all_asked(subject):
        for expression in asked.expressions:
            for node in ast.walk(expression.tree):
                if isinstance(node, ast.Compare):
                    yield from _compared(asked, node)


def _compared(asked: Asked, node: ast.Compare) -> Iterator[Problem]:
    sides = [node.left, *node.comparators]
    names = [s.id for s in sides if isinstance(s, ast.Name)]
    for name in names:
        possible = asked.names.get(name)
        if possible is None:
            continue
        for value in (v for side in sides for v in _constants(side)):
            if value is not None and not any(value is p or value == p for p in possible):
                reason = f"“{name}” is never “{value}”."
                yield asked.at(reason, meant(str(value), map(str, possible)))


def _constants(node: ast.expr) -> Iterator[object]:
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List):
        for item in node.elts:
            yield from _constants(item)
