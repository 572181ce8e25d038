"""What two versions of a procedure ask differently: worked out once for all their cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from engine.catalogue.definition import Element, Form, Procedure


class _Pair:
    """Two versions, known by their hashes."""

    def __init__(self, old: Procedure, new: Procedure) -> None:
        self.old, self.new = old, new

    def __hash__(self) -> int:
        return hash((self.old.version, self.new.version))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and (self.old.version, self.new.version) == (
            other.old.version,
            other.new.version,
        )


@dataclass(frozen=True, slots=True)
class FormChange:
    """A form that asks differently. Titles of its questions; ``changed``: asked in another way."""

    gone: Mapping[str, str]
    new: Mapping[str, str]
    changed: tuple[str, ...]
    rules: bool  # what must be so before it may be completed


@dataclass(frozen=True, slots=True)
class Differences:
    """``forms``: element of a step that both have -> how what it asks differs. ``must_say``:
    letter -> what it must say only now. ``letters``: whose text or duty differs; ``no_letters``:
    those that are gone. ``roles``: those that are gone.
    """

    forms: Mapping[str, FormChange]
    must_say: Mapping[str, tuple[str, ...]]
    letters: frozenset[str]
    no_letters: frozenset[str]
    roles: Mapping[str, str]


def between(old: Procedure, new: Procedure) -> Differences:
    """How the new version asks, writes and names differently."""
    return _between(_Pair(old, new))


@lru_cache(maxsize=64)
def _between(pair: _Pair) -> Differences:
    old, new = pair.old, pair.new
    return Differences(
        forms=dict(_forms(old, new)),
        must_say={
            code: more
            for code, duty in new.letters.items()
            if code in old.letters
            and (more := tuple(p for p in duty.must_say if p not in old.letters[code].must_say))
        },
        letters=frozenset(_letters(old, new)),
        no_letters=frozenset(old.letters.keys() - new.letters.keys()),
        roles={id: role.title for id, role in old.roles.items() if id not in new.roles},
    )


def _letters(old: Procedure, new: Procedure) -> Iterator[str]:
    for code in old.letters.keys() & new.letters.keys():
        if old.letters[code] != new.letters[code] or old.templates.get(code) != new.templates.get(
            code
        ):
            yield code


def _forms(old: Procedure, new: Procedure) -> Iterator[tuple[str, FormChange]]:
    there = elements_of(new)
    for name, drawn in elements_of(old).items():
        if name in there and drawn.tag in ("userTask", "manualTask", "task"):
            here = old.forms.get(drawn.attributes.get("form", ""))
            now = new.forms.get(there[name].attributes.get("form", ""))
            if here is not None and now is not None and here != now:
                yield name, _form_change(here, now)


def elements_of(procedure: Procedure) -> dict[str, Element]:
    """Every element of every diagram of a version."""
    drawn = (procedure.diagram, *procedure.side_diagrams.values())
    return {name: each for diagram in drawn for name, each in diagram.elements.items()}


def _form_change(here: Form, there: Form) -> FormChange:
    was = {field.id: field for field in here.fields}
    now = {field.id: field for field in there.fields}
    return FormChange(
        gone={id: field.label for id, field in was.items() if id not in now},
        new={id: field.label for id, field in now.items() if id not in was},
        changed=tuple(now[id].label for id in was if id in now and was[id] != now[id]),
        rules=here.requires != there.requires or here.does != there.does,
    )
