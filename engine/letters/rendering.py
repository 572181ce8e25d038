"""A letter's body from its template, and what it must say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.catalogue.definition import LetterTemplate
from engine.errors import BadInput, LetterRefused
from engine.letters.document import Body
from engine.letters.interpolated import Values
from engine.letters.language import RECORDER, compiled, rendered
from engine.letters.markdown import to_blocks

_UNKNOWN = object()


def render_body(
    template: LetterTemplate,
    parts: Mapping[str, str],
    context: Mapping[str, object],
    body: str = "",
) -> Body:
    """One body of a letter, filled in; ``body`` is the suffix of a recipient's own body.

    ``parts``: "parts/ombudsman.md" -> text. Only the names that the template's ``uses`` declares
    are there. Raises LetterRefused, with the reason, when the letter cannot be filled in.
    """
    if body not in template.bodies:
        raise BadInput(f"Letter {template.code} has no body called {body!r}.")
    values = Values()
    given = declared(template.uses, context) | {RECORDER: values}
    try:
        text = rendered(compiled(template.bodies[body], parts), given)
        blocks = to_blocks(text, values)
    except BadInput as error:
        raise LetterRefused(template.code, (), f"Letter {template.code}: {error}") from error
    return Body(template.code, template.title_of(body), blocks, values.said)


def check_must_say(body: Body, must_say: Sequence[str]) -> None:
    """Raises LetterRefused, naming the points, when a required point was not rendered."""
    missing = [point for point in must_say if point not in body.said]
    if missing:
        raise LetterRefused(body.code, missing)


def declared(uses: Sequence[str], context: Mapping[str, object]) -> dict[str, object]:
    """The part of the context that ``uses`` names (``case.reference``, ``officer``).

    The way to a name is always there: a template may ask ``{% if clock.window2 is defined %}``.
    """
    narrowed: dict[str, object] = {}
    for name in sorted(uses, key=len, reverse=True):
        _copy(name.split("."), context, narrowed)
    return narrowed


def _copy(path: Sequence[str], source: object, target: dict[str, object], root: str = "") -> None:
    first, *rest = path
    value = _looked_up(source, first, root)
    if not rest:
        if value is not _UNKNOWN:
            target[first] = value
        return
    below = target.setdefault(first, {})
    if isinstance(below, dict):
        _copy(rest, value, below, root or first)


def _looked_up(source: object, name: str, root: str) -> object:
    """What the source knows under a name; a form's field that nobody filled in is empty text."""
    missing = "" if root == "form" else _UNKNOWN
    return source.get(name, missing) if isinstance(source, Mapping) else missing
