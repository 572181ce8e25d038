"""The safe language of conditions, guards and ``redress:set``.

It compares, combines, counts a little and asks: ``triage == 'accept' and not (points > 3 or entry
in ('stage2', 'reopened'))``. Names are the variables that were handed in and no others, functions
likewise. There are no attributes, no subscripts, no loops and no way to build a long text or a
large number, so the cost of any expression is bounded by its length.
"""

from __future__ import annotations

import ast
import operator
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from reprlib import repr as brief
from types import MappingProxyType
from typing import Any

from simpleeval import EvalWithCompoundTypes, InvalidExpression

from engine.errors import BadExpression

MOST_CHARACTERS = 2_000
MOST_STATEMENTS = 40
DEEPEST = 30  # levels of brackets and operators
LARGEST = 10**12  # numbers beyond it are a mistake or an attack

Functions = Mapping[str, Callable[..., object]]
_NO_FUNCTIONS: Functions = MappingProxyType({})
_NOTHING: Mapping[str, object] = MappingProxyType({})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CONSTANTS = (str, bool, int, float, type(None))
_LOWER = {"true": "True", "false": "False", "null": "None", "none": "None"}
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError, Warning)


def _number(value: Any) -> Any:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadExpression(f"it counts with {brief(value)}, which is not a number")
    return _small(value)


def _small(value: Any) -> Any:
    if not -LARGEST <= value <= LARGEST:
        raise BadExpression("it comes to a number that is too large")
    return value


def _counting(by: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda a, b: _small(by(_number(a), _number(b)))


_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: _counting(operator.add),
    ast.Sub: _counting(operator.sub),
    ast.Mult: _counting(operator.mul),
    ast.USub: lambda a: -_number(a),
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}
_STRUCTURE = (
    ast.Name, ast.Load, ast.Constant, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.And, ast.Or,
    ast.Compare, ast.Call, ast.Tuple, ast.List,
)  # fmt: skip


class _Reader(EvalWithCompoundTypes):  # type: ignore[misc]  # simpleeval has no types
    """simpleeval with only what the language has; one a reading, as it is not thread-safe.

    Its own ``__init__`` is not called: it adds functions, and sets warning filters of all threads.
    Making one costs more than a reading, so those that are done are kept.
    """

    def __init__(self) -> None:
        self.names, self.functions, self.operators = _NOTHING, _NO_FUNCTIONS, _OPERATORS
        self.nodes = {
            ast.Name: self._eval_name,
            ast.Constant: self._eval_constant,
            ast.UnaryOp: self._eval_unaryop,
            ast.BinOp: self._eval_binop,
            ast.BoolOp: self._eval_boolop,
            ast.Compare: self._eval_compare,
            ast.Call: self._eval_call,
            ast.Tuple: self._eval_tuple,
            ast.List: self._eval_list,
        }


#: readers that nobody uses now; taking and giving back are single steps of the interpreter
_FREE: deque[_Reader] = deque(maxlen=64)


def _read_with(
    text: str, tree: ast.expr, names: Mapping[str, object], functions: Functions
) -> object:
    try:
        reader = _FREE.pop()
    except IndexError:
        reader = _Reader()
    reader.names, reader.functions = names, functions
    try:
        return reader.eval(text, tree)
    finally:
        reader.names, reader.functions = _NOTHING, _NO_FUNCTIONS
        _FREE.append(reader)


_SHOWN = {
    ast.Attribute: "a dot between names",
    ast.Subscript: "square brackets after a name",
    ast.IfExp: "if … else",
    ast.JoinedStr: "an f-string",
    ast.Dict: "curly brackets",
    ast.Set: "curly brackets",
    ast.Lambda: "lambda",
    ast.NamedExpr: ":=",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was found harmless. ``names`` are variables, ``calls`` functions."""

    text: str
    names: frozenset[str]
    calls: frozenset[str]
    tree: ast.expr = field(compare=False, repr=False)

    def given_to(self, functions: Collection[str]) -> tuple[str, ...]:
        """The texts in the brackets of these functions, in order."""
        calls = (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        called = (c for c in calls if isinstance(c.func, ast.Name) and c.func.id in functions)
        given = (
            arg.value for call in called for arg in call.args if isinstance(arg, ast.Constant)
        )
        return tuple(str(each) for each in given)

    def value(self, names: Mapping[str, object], functions: Functions = _NO_FUNCTIONS) -> object:
        """What it comes to. Raises BadExpression when something is not known or does not fit."""
        for name in sorted(self.names - names.keys()):
            raise BadExpression(f"“{self.text}” uses {name}, which is not known.")
        for name in sorted(self.calls - functions.keys()):
            raise BadExpression(f"“{self.text}” uses {name}(), which is not known.")
        try:
            return _read_with(self.text, self.tree, names, functions)
        except BadExpression as error:
            raise _faulty(self.text, str(error)) from None
        except (InvalidExpression, TypeError, ValueError, ArithmeticError) as error:
            raise _faulty(self.text, f"its values do not fit ({error})") from error

    def bound(self, names: Mapping[str, object]) -> str:
        """The same with these names' values written in; what cannot be written stays a name."""

        class _Bind(ast.NodeTransformer):
            def visit_Call(self, node: ast.Call) -> ast.AST:
                return node

            def visit_Name(self, node: ast.Name) -> ast.AST:
                value = names.get(node.id, node)
                if value is None or isinstance(value, bool):
                    return ast.Constant(value)
                writable = isinstance(value, str) and not {"\\", "#"} & set(repr(value))
                return ast.Constant(str(value)) if writable else node

        return ast.unparse(_Bind().visit(ast.parse(self.text, mode="eval").body))


def parse(text: str) -> Expression:
    """Read one expression. Raises BadExpression and nothing else. Texts are read once and kept."""
    return _parse(_bounded(text))


def parse_assignments(text: str) -> tuple[tuple[str, Expression], ...]:
    """Read ``a = 1; b = a == 2``: names and what they become, in order. Raises BadExpression."""
    return _parse_assignments(_bounded(text))


@lru_cache(maxsize=4096)
def _parse(text: str) -> Expression:
    return _checked(text, _read(text, "eval").body)


@lru_cache(maxsize=512)
def _parse_assignments(text: str) -> tuple[tuple[str, Expression], ...]:
    statements = _read(text, "exec").body
    if len(statements) > MOST_STATEMENTS:
        raise _faulty(text, f"it has more than {MOST_STATEMENTS} statements")
    return tuple(_assignment(text, statement) for statement in statements)


def _bounded(text: str) -> str:
    if not isinstance(text, str):
        raise BadExpression("An expression is a text.")
    if len(text) > MOST_CHARACTERS:
        raise _faulty(text, f"it is longer than {MOST_CHARACTERS} characters")
    flat = re.sub(r"\s", " ", text).strip()  # a line break in a diagram is only a space
    if not flat:
        raise BadExpression("The expression is empty.")
    for sign, name in (("\\", "backslash"), ("#", "hash sign")):
        if sign in flat:
            raise _faulty(flat, f"it contains a {name}")
    return flat


def _read(text: str, mode: str) -> Any:
    try:
        return ast.parse(text, mode=mode)
    except _UNREADABLE as error:
        said = getattr(error, "msg", None) or "it is too deeply nested"
        raise _faulty(text, f"it cannot be read: {said}") from None


def _assignment(text: str, statement: ast.stmt) -> tuple[str, Expression]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            _check_name(text, name)
            return name, _checked(ast.get_source_segment(text, value) or text, value)
    raise _faulty(text, "only “name = expression” is allowed, separated by semicolons")


def _checked(text: str, tree: ast.expr) -> Expression:
    nodes = list(_walk(text, tree))
    calls = {node.func.id for node in _calls(text, nodes)}
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    names = {n.id for n in nodes if isinstance(n, ast.Name) and id(n) not in called}
    for name in sorted(names | calls):
        _check_name(text, name)
    return Expression(text, frozenset(names), frozenset(calls), tree)


def _walk(text: str, tree: ast.AST) -> Iterator[ast.AST]:
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        for node in level:
            _check_node(text, node)
            yield node
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise _faulty(text, "it is too deeply nested")


def _check_node(text: str, node: ast.AST) -> None:
    if not isinstance(node, (*_STRUCTURE, *_OPERATORS)):
        kind = type(node)
        raise _faulty(text, f"{_SHOWN.get(kind, kind.__name__)} is not part of the language")
    if isinstance(node, ast.Constant):
        if not isinstance(node.value, _CONSTANTS):
            raise _faulty(text, f"{node.value!r} is not a value of the language")
        if isinstance(node.value, int | float) and not abs(node.value) <= LARGEST:
            raise _faulty(text, "it contains a number that is too large")


def _calls(text: str, nodes: Iterable[ast.AST]) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, ast.Call):
            if not isinstance(node.func, ast.Name) or node.keywords:
                raise _faulty(text, "only plain calls such as sent('COR-ACK1') are allowed")
            yield node


def _check_name(text: str, name: str) -> None:
    if name in _LOWER:
        raise _faulty(text, f"write {_LOWER[name]} for {name}")
    if not _NAME.fullmatch(name):
        raise _faulty(text, f"{name} is not a name of the language")


def _faulty(text: str, why: str) -> BadExpression:
    shown = text if len(text) <= 120 else f"{text[:117]}…"
    return BadExpression(f"“{shown}” cannot be used: {why}.")
