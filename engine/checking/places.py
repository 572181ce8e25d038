"""Problems with their place. The registry adds which rule found them and how serious that is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.catalogue.archive import unpacked
from engine.catalogue.definition import Diagram, LetterTemplate
from engine.catalogue.profile import Profile
from engine.catalogue.yaml12 import read_yaml_text
from engine.checking.lines import lines_of, nearest
from engine.checking.subject import Sheet, Subject
from engine.errors import Problem


def in_markup(sheet: Sheet, node: Any, reason: str, fix: str) -> Problem:
    """A problem of an XML element; without an id it is named by its parent's."""
    owner = node
    while owner is not None and not owner.get("id"):
        owner = owner.getparent()
    element = owner.get("id") if owner is not None else ""
    return Problem("", sheet.file, element, reason, fix, node.sourceline)


def in_diagram(diagram: Diagram, element: str, reason: str, fix: str) -> Problem:
    """A problem of a flow node, a sequence flow, or (element ``""``) of the whole diagram."""
    return Problem("", diagram.file, element, reason, fix, line_of(diagram, element))


def in_yaml(subject: Subject, path: str, reason: str, fix: str) -> Problem:
    """A problem of the procedure's YAML, at a path such as ``forms.triage.fields[0]``."""
    return Problem("", subject.yaml, path, reason, fix, subject.line(path))


def in_letter(template: LetterTemplate, reason: str, fix: str) -> Problem:
    """A problem of a letter's file."""
    return Problem("", template.file, template.code, reason, fix)


def in_profile(profile: Profile, path: str, reason: str, fix: str) -> Problem:
    """A problem of a profile, at a path such as ``clocks.corporate-complaint.ack1``."""
    line = nearest(_lines_of(profile.file, profile.source), path)
    return Problem("", profile.file, path, reason, fix, line)


@lru_cache(maxsize=32)
def _lines_of(file: str, source: bytes) -> Mapping[str, int]:
    """The lines of a profile's own file; what it takes over from another has none."""
    text = unpacked(source, "profile").files.get(file, "") if source else ""
    return lines_of(read_yaml_text(text, file)) if text else {}


def line_of(diagram: Diagram, element: str) -> int | None:
    """Where an element or a flow is written in its file."""
    written = diagram.elements.get(element) or diagram.flows.get(element)
    return written.line if written else None
