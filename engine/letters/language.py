"""The template language of letters: Jinja2 in a sandbox, with far less than Jinja2 offers.

Allowed are ``{{ name.part | filter }}``, ``{% if %}``, ``{% for %}`` (two deep), ``{% include %}``
of parts and ``{% says "point" %}…{% endsays %}``. No calls, no assignments, no arithmetic, no
Python attributes: a name's parts are looked up in the data that the letter was given, and nowhere
else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from jinja2 import DictLoader, StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import pass_context

from engine.errors import BadInput
from engine.letters.interpolated import Values, without_marks
from engine.working_days import long_date

RECORDER = "_values"  # a rendering's Values in the context; templates cannot name it
_COUNTED = "_counted"  # every loop goes through it
_INCLUDE = re.compile(r"\{%[-+]?\s*include\b")
_MOST_CHARACTERS = 100_000
_LONGEST_SOURCE = 50_000  # characters of one text; ten pages have about 30,000
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.Const, nodes.If, nodes.For, nodes.Include, nodes.Filter, nodes.Test, nodes.Compare,
    nodes.Operand, nodes.List, nodes.Tuple, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.CallBlock,
)  # fmt: skip
_REASONS: Mapping[type[nodes.Node], str] = {
    nodes.Call: "calls something",
    nodes.Assign: "sets a variable",
    nodes.Macro: "defines a macro",
    nodes.Import: "imports something",
}


class _Says(Extension):
    """``{% says "point" %}…{% endsays %}``: the passage that says a must-say point."""

    tags = {"says"}  # noqa: RUF012 (what Jinja2 declares)

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        point = parser.parse_expression()
        if not isinstance(point, nodes.Const) or not isinstance(point.value, str):
            parser.fail('Write the point in quotation marks: {% says "reason" %}.', line)
        body = parser.parse_statements(("name:endsays",), drop_needle=True)
        noted = self.call_method("note", [nodes.ContextReference(), point])
        return nodes.CallBlock(noted, [], [], body).set_lineno(line)

    @staticmethod
    def note(context: Context, point: str, caller: Callable[[], str]) -> str:
        text = str(caller())
        context[RECORDER].say(point, text)
        return text


class _Missing(StrictUndefined):
    """A name that nothing is known under: whatever asks for its value gets a sentence."""

    @property
    def _undefined_message(self) -> str:
        return f"nothing is known under {self._undefined_name!r}"


class _Language(SandboxedEnvironment):
    """Jinja2 that looks names up in plain data only, and prints every value as a mark."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._parts = parts
        super().__init__(
            undefined=_Missing,
            loader=DictLoader(parts),
            extensions=[_Says],
            finalize=_printed,
            autoescape=False,  # values are marks: nothing is escaped here
            cache_size=len(parts) + 1,
        )
        self.globals.clear()
        kept = {name: self.filters[name] for name in ("length", "trim", "lower", "upper")}
        self.filters = kept | {
            "long_date": _long_date,
            "sentence": _sentence,
            "commas": _commas,
            _COUNTED: _counted,
        }

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, LoopContext) and attribute in ("index", "first", "last", "length"):
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        if isinstance(obj, Undefined):
            return obj._fail_with_undefined_error()  # names what is missing
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        if isinstance(obj, Sequence) and isinstance(argument, int) and 0 <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)  # type: ignore[arg-type]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > _LONGEST_SOURCE:
            said = f"The text has {len(source):,} characters; {_LONGEST_SOURCE:,} is the most."
            raise TemplateSyntaxError(said, 1, name)
        tree = super()._parse(without_marks(source), name, filename)
        try:
            _judge(tree)
            for include in tree.find_all(nodes.Include):
                self._judge_include(include, is_part=name is not None)
        except TemplateSyntaxError as error:
            error.name = name
            raise
        for loop in tree.find_all(nodes.For):
            counted = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
            loop.iter = counted.set_environment(self)
        return tree

    def _judge_include(self, include: nodes.Include, *, is_part: bool) -> None:
        """Includes name their part; a part may include parts that include none."""
        named = include.template.value if isinstance(include.template, nodes.Const) else None
        if not isinstance(named, str) or not include.with_context or include.ignore_missing:
            raise TemplateSyntaxError(
                'Include a part by its name: {% include "parts/ombudsman.md" %}.', include.lineno
            )
        if is_part and _INCLUDE.search(self._parts.get(named, "")):
            raise TemplateSyntaxError(
                f"{named} includes parts itself, so no other part may include it.", include.lineno
            )


@pass_context
def _printed(context: Context, value: object) -> str:
    if isinstance(value, Undefined):
        return str(value)  # raises, naming what is missing
    recorder: Values = context[RECORDER]
    return recorder.mark(value)


@pass_context
def _counted(context: Context, value: Iterable[object]) -> Iterator[object]:
    recorder: Values = context[RECORDER]
    for each in value:
        recorder.go_round()
        yield each


def compiled(source: str, parts: Mapping[str, str]) -> Template:
    """A letter's text, ready to render; kept. Raises BadInput with line and reason."""
    return _compiled(source, tuple(sorted(parts.items())))


@lru_cache(maxsize=512)
def _compiled(source: str, parts: tuple[tuple[str, str], ...]) -> Template:
    try:
        return _language(parts).from_string(source)
    except TemplateSyntaxError as error:
        raise BadInput(f"Line {error.lineno} of the letter: {error.message}") from error
    except (SyntaxError, RecursionError) as error:
        raise BadInput("The letter is nested too deeply to be read.") from error


@lru_cache(maxsize=64)
def _language(parts: tuple[tuple[str, str], ...]) -> _Language:
    return _Language(dict(parts))


def rendered(template: Template, context: Mapping[str, object]) -> str:
    """The letter's Markdown, values as marks. Raises BadInput when something is missing."""
    pieces: list[str] = []
    length = 0
    try:
        for piece in template.generate(context):
            pieces.append(piece)
            length += len(piece)
            if length > _MOST_CHARACTERS:
                raise BadInput("The letter is too long: its text repeats too often.")
    except TemplateSyntaxError as error:
        raise BadInput(f"{error.name}, line {error.lineno}: {error.message}") from error
    except TemplateNotFound as error:
        raise BadInput(f"There is no part of letters called {error.name}.") from error
    except (TemplateError, TypeError, ValueError) as error:
        raise BadInput(f"The letter cannot be filled in: {error}.") from error
    return "".join(pieces)


def _judge(tree: nodes.Template) -> None:
    for node, depth in _walk(tree, 0):
        line = node.lineno or 1
        if not isinstance(node, _ALLOWED):
            doing = _REASONS.get(type(node), f"uses {type(node).__name__.lower()}")
            raise TemplateSyntaxError(f"The letter {doing}; letters may not.", line)
        if isinstance(node, nodes.Name) and node.name.startswith("_"):
            raise TemplateSyntaxError(f"Names in letters do not begin with _ ({node.name}).", line)
        if isinstance(node, nodes.For) and depth > 1:
            raise TemplateSyntaxError("A letter may loop at most two deep.", line)


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    """Every node below, with the loops around it; a says block's own call is not the author's."""
    yield node, depth
    skipped = ("call",) if isinstance(node, nodes.CallBlock) else ()
    deeper = depth + isinstance(node, nodes.For)
    for child in node.iter_child_nodes(exclude=skipped):
        yield from _walk(child, deeper)


def _long_date(value: object) -> str:
    """``Wednesday 3 April 2024``, from a date or its ISO text."""
    if isinstance(value, datetime):
        return long_date(value.date())
    if isinstance(value, date):
        return long_date(value)
    return long_date(date.fromisoformat(str(value)))


def _sentence(value: object) -> str:
    """The text as a sentence: a capital first, a full stop at the end."""
    text = str(value).strip()
    if not text:
        return ""
    ended = (
        text if text[-1] in ".!?:" or text.endswith((".”", ".’", '."', "!”", "?”")) else f"{text}."
    )
    return ended[0].upper() + ended[1:]


def _commas(value: object) -> str:
    """A list on one line: ``PO Box 1, Exampletown, ZZ99 1ZZ``."""
    parts = [value] if isinstance(value, str) or not isinstance(value, Sequence) else value
    return ", ".join(str(part) for part in parts)
