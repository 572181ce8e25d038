"""The forms of a draft: what each asks, who uses it, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.catalogue.definition import Form
from engine.catalogue.rewriting import in_words
from engine.catalogue.tree import Table, plain
from engine.errors import NotFound
from engine.studio import picking
from engine.studio.choosing import Group, Option
from engine.studio.declared import Declared, declared, entry_at, procedure_tree
from engine.studio.drafts import Draft

#: the types of fields, as a council would say them
TYPES: Mapping[str, str] = {
    "text": "A line of text",
    "long_text": "A longer text",
    "choice": "A choice of one",
    "bool": "Yes or no",
    "date": "A date",
    "number": "A whole number",
    "officer": "A person who takes part",
    "file": "A document",
    "rows": "A list, one table a row",
    "points": "The points of the complaint",
    "add_points": "Points that were missed",
    "some_points": "Some of the points",
    "findings": "A finding on every point",
    "case": "The reference of another case",
    "promise": "Something that was promised and is open",
    "procedure": "A procedure that the council runs",
    "fits": "What that procedure asks first",
}
COLUMN_TYPES = ("text", "long_text", "choice", "bool", "date", "number", "officer")


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field as it is written. ``asked_when``: in words; empty where it always is."""

    place: int
    raw: Mapping[str, Any]
    asked_when: str

    @property
    def id(self) -> str:
        """Its name in conditions and letters."""
        return str(self.raw.get("id", ""))

    @property
    def label(self) -> str:
        """The question."""
        return str(self.raw.get("label", ""))

    @property
    def type(self) -> str:
        """What kind of answer it takes."""
        return str(self.raw.get("type", ""))


@dataclass(frozen=True, slots=True)
class FormView:
    """One form. ``shared``: it stands in a file that other procedures use, too."""

    id: str
    title: str
    raw: Mapping[str, Any]
    shared: bool
    used_by: tuple[str, ...]
    fields: tuple[FieldView, ...] = ()
    read: Form | None = None  # as far as it can be read


def forms_of(draft: Draft) -> tuple[Declared, tuple[FormView, ...]]:
    """Every form, in the order of the file."""
    about = declared(draft)
    entry = entry_at(procedure_tree(draft), "forms")
    named = entry.node.entries if entry is not None and isinstance(entry.node, Table) else {}
    return about, tuple(
        _form(draft, about, name, plain(each.node), each.file) for name, each in named.items()
    )


def form_of(draft: Draft, name: str) -> tuple[Declared, FormView]:
    """One form. Raises NotFound."""
    about, forms = forms_of(draft)
    found = next((each for each in forms if each.id == name), None)
    if found is None:
        raise NotFound("There is no such form in this draft.")
    return about, found


def _form(draft: Draft, about: Declared, name: str, raw: object, file: str) -> FormView:
    said = raw if isinstance(raw, dict) else {}
    listed = said.get("fields")
    fields = (
        [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    )
    read = about.forms.get(name)
    return FormView(
        id=name,
        title=str(said.get("title") or name),
        raw=said,
        shared=file != draft.yaml,
        used_by=tuple(_users(about, name)),
        fields=tuple(
            FieldView(place, each, _when(each, fields, about)) for place, each in enumerate(fields)
        ),
        read=read,
    )


def _users(about: Declared, form: str) -> list[str]:
    tasks = [t.name or t.id for t in about.tasks if t.attributes.get("form") == form]
    actions = [a.title for a in about.any_time.values() if a.form == form]
    return list(dict.fromkeys([*tasks, *actions]))


def _when(raw: Mapping[str, Any], fields: Sequence[Mapping[str, Any]], about: Declared) -> str:
    said = raw.get("when")
    return picking.in_words(str(said), _labels(fields)) if said else ""


def _labels(fields: Sequence[Mapping[str, Any]]) -> Mapping[str, tuple[str, str]]:
    """Statements about the fields' answers, and their opposites, in words."""
    found: dict[str, tuple[str, str]] = {}
    for each in fields:
        name, label = str(each.get("id")), str(each.get("label", "")).rstrip("?:")
        filled = (f"“{label}” is filled in", f"“{label}” is not filled in")
        yes = (f"“{label}” is “Yes”", f"“{label}” is “No”")
        found[name] = yes if each.get("type") == "bool" else filled
        for value, text in _choices(each.get("of")):
            words = (f"“{label}” is “{text}”", f"“{label}” is not “{text}”")
            found[f"{name} == {value!r}"] = words
    return found


def _choices(of: object) -> list[tuple[str, str]]:
    if isinstance(of, dict):
        return [(str(value), str(label)) for value, label in of.items()]
    if not isinstance(of, list):
        return []
    return [
        (str(each.get("value")), str(each.get("label") or each.get("value")))
        if isinstance(each, dict)
        else (str(each), str(each))
        for each in of
    ]


def words_of(groups: Sequence[Group]) -> Mapping[str, tuple[str, str]]:
    """Statements that may be chosen, and their opposites, in words."""
    return {o.value: (o.words, o.otherwise or o.words) for group in groups for o in group.options}


def with_written(
    groups: Sequence[Group], picked: picking.Picked, more: Sequence[Group] = ()
) -> tuple[Group, ...]:
    """The groups, and one more of what is picked and stands in none of them, in words."""
    words = words_of((*groups, *more))
    known = words_of(groups)
    rest = dict.fromkeys(each.atom for each in picked.clauses if each.atom not in known)
    odd = tuple(Option(atom, picking.in_words(atom, words)) for atom in rest)
    return (Group("As it is written", odd), *groups) if odd else tuple(groups)


def path_of(form: str, place: int | None = None) -> tuple[str | int, ...]:
    """Where a form, or a field of it, stands in procedure.yaml."""
    return ("forms", form) if place is None else ("forms", form, "fields", place)


def element(form: str, place: int | None = None) -> str:
    """The same as problems name it."""
    return in_words(path_of(form, place))
