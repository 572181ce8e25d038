"""Puts a small procedure together: a base that every rule is content with, and one change to
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from engine.catalogue.bpmn import BPMN, REDRESS, read_xml
from engine.catalogue.procedures import read_procedure
from engine.catalogue.profile import Profile
from engine.catalogue.profiles import Duties, read_profile
from engine.checking import Report, check_files
from tests.checking.drawing import Picture, drawn

HERE = Path(__file__).parent
PROFILE = "processes/profiles/base-2024.yaml"
SPACES = {"xsi": "http://www.w3.org/2001/XMLSchema-instance", "redress": REDRESS}
#: What a fixture may say.
KEYS = frozenset({
    "about", "elements", "drop", "insert", "conditions", "text", "yaml", "profile", "letters",
    "files", "drawn", "hide", "move", "route", "expect", "also",
})  # fmt: skip

Fixture = Mapping[str, Any]


def base_files() -> dict[str, str]:
    """The base, each file by its place in the house."""
    base = HERE / "base"
    files = {f"processes/small/{p.name}": p.read_text() for p in base.glob("*.bpmn")}
    files["processes/small/procedure.yaml"] = (base / "procedure.yaml").read_text()
    files[PROFILE] = (base / "profile.yaml").read_text()
    letters = base / "letters"
    files |= {f"letters/small/{p.name}": p.read_text() for p in letters.iterdir() if p.is_file()}
    return files | {
        f"letters/parts/{p.name}": p.read_text() for p in (letters / "parts").iterdir()
    }


def assembled(fixture: Fixture) -> dict[str, str]:
    """The base with a fixture's change: its files.

    ``elements``: attributes by id, None takes one away. ``drop``: ids taken out. ``insert``:
    XML put into a process or sub-process. ``conditions``: of arrows. ``yaml``, ``profile``:
    laid over, None takes away. ``text``, ``letters``: file -> pairs of old and new text.
    ``files``: whole files.
    """
    strange = fixture.keys() - KEYS
    assert not strange, f"A fixture cannot say {strange}."
    files = base_files() | dict(fixture.get("files", {}))
    for file, pairs in {**fixture.get("text", {}), **fixture.get("letters", {})}.items():
        name = file if file in files else next(f for f in files if f.endswith(f"/{file}"))
        files[name] = _replaced(files[name], pairs)
    picture = Picture(*(fixture.get(key, ()) for key in ("move", "route", "hide")))
    for name in [f for f in files if f.endswith(".bpmn")]:
        files[name] = _edited(files[name], fixture)
        if fixture.get("drawn", True):
            files[name] = drawn(files[name], picture)
    for name, key in (("processes/small/procedure.yaml", "yaml"), (PROFILE, "profile")):
        if key in fixture:
            laid = _over(yaml.safe_load(files[name]), fixture[key])
            files[name] = yaml.safe_dump(laid, sort_keys=False, allow_unicode=True)
    return {name: text for name, text in files.items() if text}


def checked(fixture: Fixture) -> Report:
    """The report on the base with a fixture's change."""
    files = assembled(fixture)
    profile = files.pop(PROFILE, "")
    return check_files("small", files, _profiles(files, profile))


def _profiles(files: Mapping[str, str], text: str) -> Iterable[Profile]:
    procedure = read_procedure("small", files).procedure
    if procedure is None or not text:
        return ()
    duties = Duties({"small": procedure.clocks}, refuses=frozenset())
    loaded = read_profile(PROFILE, {PROFILE: text}, duties)
    assert loaded.profile is not None, loaded.problems
    return (loaded.profile,)


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def _edited(text: str, fixture: Fixture) -> str:
    if not {"elements", "drop", "insert", "conditions"} & fixture.keys():
        return text
    root = read_xml(text.encode(), "test.bpmn")
    for node in [node for node in root.iter("{*}*") if node.get("id")]:
        _change(node, node.get("id"), fixture)
    edited: str = etree.tostring(root, encoding="unicode")
    return edited


def _change(node: Any, name: str, fixture: Fixture) -> None:
    for key, value in fixture.get("elements", {}).get(name, {}).items():
        _set(node, key, value)
    if name in fixture.get("insert", {}):
        _insert(node, fixture["insert"][name])
    if name in fixture.get("conditions", {}):
        _condition(node, fixture["conditions"][name])
    if name in fixture.get("drop", ()):
        node.getparent().remove(node)


def _set(node: Any, key: str, value: object) -> None:
    prefix, _, name = key.rpartition(":")
    full = f"{{{SPACES[prefix]}}}{name}" if prefix else name
    if value is None:
        node.attrib.pop(full, None)
    else:
        node.set(full, str(value))


def _insert(container: Any, xml: str) -> None:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    wrapped = f'<definitions xmlns="{BPMN}" {spaces}>{xml}</definitions>'
    for node in read_xml(wrapped.encode(), "fixture"):
        container.append(node)


def _condition(flow: Any, condition: str | None) -> None:
    for old in flow.findall(f"{{{BPMN}}}conditionExpression"):
        flow.remove(old)
    if condition is not None:
        node = etree.SubElement(flow, f"{{{BPMN}}}conditionExpression")
        node.set(f"{{{SPACES['xsi']}}}type", "tFormalExpression")
        node.text = condition


def _over(base: Any, change: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    laid = dict(base)
    for key, value in change.items():
        if value is None:
            laid.pop(key, None)
        else:
            laid[key] = _over(laid.get(key), value)
    return laid


def slug(rule: str) -> str:
    """``no-way-out`` as the name of a folder."""
    return re.sub("-", "_", rule)
