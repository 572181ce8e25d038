"""What is typed about a form and its fields, as changes of procedure.yaml. Raises FormErrors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.catalogue.kinds import is_name
from engine.catalogue.rewriting import drop, insert, move, put, rename, value_at
from engine.catalogue.rewriting.spots import has
from engine.errors import BadInput, FormErrors, NotFound
from engine.studio.fields_typed import FieldTyped, new_field, said_anew
from engine.studio.settings import free_name

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormTyped:
    """What was typed of a form itself."""

    title: str = ""
    intro: str = ""
    button: str = ""
    residents: bool = False
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class FormChange:
    """A form of a procedure."""

    file: str
    form: str
    shared: Mapping[str, Any] = field(default_factory=dict)  # as others share it

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands."""
        return ("forms", self.form)

    def added(self, files: Files, typed: FormTyped) -> Mapping[str, str]:
        """A new form without fields."""
        text = files[self.file]
        if has(text, self.path):
            raise FormErrors({"title": "There is a form of that name already."})
        return {self.file: put(text, self.path, {**_form({}, typed), "fields": []})}

    def about(self, files: Files, typed: FormTyped) -> Mapping[str, str]:
        """Its title and what stands around its fields."""
        old = value_at(files[self.file], self.path, {})
        new = _form(old if isinstance(old, dict) else {}, typed)
        return {self.file: put(files[self.file], self.path, new)}

    def own(self, files: Files) -> Mapping[str, str]:
        """A copy of a shared form, for this procedure alone."""
        if has(files[self.file], self.path):
            return {}
        return {self.file: put(files[self.file], self.path, self.shared)}

    def removed(self, files: Files) -> Mapping[str, str]:
        """Without the form."""
        return {self.file: drop(files[self.file], self.path)}

    def field_added(self, files: Files, label: str, kind: str) -> tuple[Mapping[str, str], int]:
        """A field more at the end, and its place."""
        text = files[self.file]
        if not has(text, (*self.path, "fields")):
            text = put(text, (*self.path, "fields"), [])
        fields = _fields(text, self.path)
        taken = frozenset(str(each.get("id")) for each in fields)
        made = new_field(label, kind, free_name(label or "x", taken))
        return {self.file: insert(text, (*self.path, "fields"), len(fields), made)}, len(fields)

    def field_said(self, files: Files, place: int, typed: FieldTyped) -> Mapping[str, str]:
        """A field with what was typed; what its page does not show is kept."""
        text = files[self.file]
        old = value_at(text, (*self.path, "fields", place))
        if not isinstance(old, dict):
            raise NotFound("There is no such field in this draft.")
        new = said_anew(old, typed)
        others = [e for n, e in enumerate(_fields(text, self.path)) if n != place]
        if any(each.get("id") == new["id"] for each in others):
            raise FormErrors({"id": "Another field of this form has that name."})
        text = put(text, (*self.path, "fields", place), new)
        return {self.file: _variable(text, old, new)}

    def field_moved(self, files: Files, place: int, steps: int) -> Mapping[str, str]:
        """A field so many places on."""
        return {self.file: move(files[self.file], (*self.path, "fields", place), steps)}

    def field_removed(self, files: Files, place: int) -> Mapping[str, str]:
        """Without that field."""
        return {self.file: drop(files[self.file], (*self.path, "fields", place))}


def _fields(text: str, path: tuple[str | int, ...]) -> Sequence[Mapping[str, Any]]:
    listed = value_at(text, (*path, "fields"), [])
    return [e for e in listed if isinstance(e, dict)] if isinstance(listed, list) else []


def _form(old: Mapping[str, Any], typed: FormTyped) -> dict[str, Any]:
    if not typed.title.strip():
        raise FormErrors({"title": "Say what the form is called."})
    capacity = typed.capacity.strip()
    if capacity and (fault := is_name(capacity)):
        raise FormErrors({"capacity": f"That cannot be a name here. {fault}"})
    new: dict[str, Any] = {"title": typed.title.strip()}
    wanted: tuple[tuple[str, object], ...] = (
        ("intro", " ".join(typed.intro.split())),
        ("button", typed.button.strip()),
        ("residents", typed.residents),
        ("capacity", capacity),
    )
    new |= {key: value for key, value in wanted if value}
    return {**new, **{key: value for key, value in old.items() if key not in _FORM_BOXES}}


_FORM_BOXES = ("title", "intro", "button", "residents", "capacity")


def _variable(text: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The variable of the field's name, where it lists its values, with those that are new."""
    path = ("variables", str(new["id"]), "of")
    known = value_at(text, path)
    if not isinstance(known, list) or new.get("type") != "choice" or old.get("id") != new["id"]:
        return text
    before = set(_values(old.get("of")))
    fresh = [v for v in _values(new.get("of")) if v not in known and v not in before]
    return put(text, path, [*known, *fresh]) if fresh else text


def _values(of: object) -> list[str]:
    if isinstance(of, dict):
        return [str(each) for each in of]
    if not isinstance(of, list):
        return []
    return [str(each.get("value")) if isinstance(each, dict) else str(each) for each in of]


def variable_added(
    files: Files, file: str, name: str, kind: str, origin: str
) -> Mapping[str, str]:
    """A variable that the diagram may ask about."""
    if fault := is_name(name):
        raise FormErrors({"name": f"That cannot be a name here. {fault}"})
    if has(files[file], ("variables", name)):
        raise FormErrors({"name": "There is a variable of that name already."})
    said: dict[str, object] = {"type": kind}
    if origin != "form":
        said["from"] = origin
    return {file: put(files[file], ("variables", name), said)}


def variable_said(
    files: Files, file: str, name: str, said: Mapping[str, object]
) -> Mapping[str, str]:
    """A variable with other values, another default or another guard; the rest is kept."""
    old = value_at(files[file], ("variables", name))
    if not isinstance(old, dict):
        raise NotFound("There is no such variable in this draft.")
    new = {key: value for key, value in {**old, **said}.items() if value not in ("", [], None)}
    return {file: put(files[file], ("variables", name), new)}


def variable_removed(files: Files, file: str, name: str) -> Mapping[str, str]:
    """Without that variable."""
    return {file: drop(files[file], ("variables", name))}


def renamed(files: Files, file: str, path: tuple[str | int, ...], name: str) -> Mapping[str, str]:
    """An entry under another name."""
    if fault := is_name(name):
        raise BadInput(f"“{name[:60]}” cannot be a name here. {fault}")
    return {file: rename(files[file], path, name)}
