"""Conditions as people pick them: some statements, of which all or any must hold.

What cannot be said so, such as brackets within brackets, stays as it is written and is one
statement more.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from engine import expressions
from engine.errors import BadExpression

ALL, ANY = "all", "any"


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: ``triage == 'accept'``, ``sent('COR-ACK1')``; ``holds``: or the opposite."""

    atom: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Picked:
    """A condition. Without clauses there is none."""

    join: str = ALL
    clauses: tuple[Clause, ...] = ()


NOTHING = Picked()


def read(text: str | None) -> Picked:
    """A condition as statements; one that cannot be read is a single one."""
    if not text:
        return Picked()
    try:
        tree = expressions.parse(text).tree
    except BadExpression:
        return Picked(ALL, (Clause(text),))
    if not isinstance(tree, ast.BoolOp):
        return Picked(ALL, (_clause(tree),))
    join = ALL if isinstance(tree.op, ast.And) else ANY
    return Picked(join, tuple(_clause(each) for each in tree.values))


def _clause(node: ast.expr) -> Clause:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _clause(node.operand)
        return Clause(inner.atom, not inner.holds)
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.NotEq) and len(node.ops) == 1:
        same = ast.Compare(node.left, [ast.Eq()], node.comparators)
        return Clause(ast.unparse(same), False)
    return Clause(ast.unparse(node))


def written(picked: Picked) -> str:
    """The condition as text; empty without clauses."""
    word = " and " if picked.join == ALL else " or "
    alone = len(picked.clauses) == 1
    return word.join(_said(each, picked.join, alone) for each in picked.clauses)


def _said(clause: Clause, join: str, alone: bool) -> str:
    try:
        node = expressions.parse(clause.atom).tree
    except BadExpression:
        return clause.atom
    if not clause.holds:
        return _opposite(node, clause.atom)
    loose = isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and join == ALL
    return f"({clause.atom})" if loose and not alone else clause.atom


def _opposite(node: ast.expr, atom: str) -> str:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
        return ast.unparse(ast.Compare(node.left, [ast.NotEq()], node.comparators))
    bare = isinstance(node, ast.Name | ast.Call)
    return f"not {atom}" if bare else f"not ({atom})"


def rewritten(old: str | None, picked: Picked) -> str:
    """The condition that was picked; where it says what the old one said, as that was written."""
    return old if old and read(old) == picked else written(picked)


def in_words(text: str | None, said: Mapping[str, tuple[str, str]]) -> str:
    """A condition in words. ``said``: of each statement, its words and those of its opposite;
    what has none stays as it is written.
    """
    if not text:
        return ""
    try:
        return _words(expressions.parse(text).tree, said, outermost=True)
    except BadExpression:
        return text


def _words(node: ast.expr, said: Mapping[str, tuple[str, str]], *, outermost: bool) -> str:
    if isinstance(node, ast.BoolOp):
        word = " and " if isinstance(node.op, ast.And) else " or "
        joined = word.join(_words(each, said, outermost=False) for each in node.values)
        return joined if outermost else f"({joined})"
    clause = _clause(node)
    if clause.atom in said:
        return _lowered(said[clause.atom][0 if clause.holds else 1])
    if not clause.holds and isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.BoolOp):
        return f"it is not so that {_words(node.operand, said, outermost=False)}"
    return ast.unparse(node)


def _lowered(words: str) -> str:
    """As it stands within a sentence."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
