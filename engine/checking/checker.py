"""Checks procedures: everything that can be judged is judged, and every problem is told at
once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from engine.catalogue import load_procedure
from engine.catalogue.archive import unpacked
from engine.catalogue.bpmn import read_diagram, read_xml
from engine.catalogue.definition import Diagram, Procedure
from engine.catalogue.procedures import read_procedure
from engine.catalogue.profile import Profile
from engine.catalogue.yaml12 import read_yaml_text
from engine.checking.duties import judged, unread
from engine.checking.lines import lines_of
from engine.checking.registry import DIAGRAMS, DRAWINGS, LAST, PROCEDURES
from engine.checking.report import Report
from engine.checking.subject import Sheet, Subject
from engine.errors import BadFiles, Problem


def check_procedure(procedure: Procedure, profiles: Iterable[Profile] = ()) -> Report:
    """A procedure that could be read, with the profiles that have clocks for it."""
    subject = subject_of(procedure, profiles)
    found = [p for diagram in subject.diagrams for p in _drawing(diagram.xml, diagram.file)]
    found += [p for diagram in subject.diagrams for p in _of_diagram(diagram)]
    found += [p for rule in PROCEDURES for p in rule.problems(subject)]
    if not any(problem.serious for problem in found):
        found += [p for rule in LAST for p in rule.problems(subject)]
    problems = _ordered(found)
    return Report(procedure.folder, procedure.title, problems, judged(subject, problems))


def check_files(name: str, files: Mapping[str, str], profiles: Iterable[Profile] = ()) -> Report:
    """A procedure that is being written: its files by their place in the house, as text."""
    loaded = read_procedure(name, files)
    if loaded.procedure is not None:
        return check_procedure(loaded.procedure, profiles)
    drawings = {f: text.encode() for f, text in files.items() if f.endswith(".bpmn")}
    return _unread(f"processes/{name}", loaded.problems, drawings)


def check_folder(
    folder: Path, letters: Path, shared: Path, profiles: Iterable[Profile] = ()
) -> Report:
    """The procedure of a folder; as much of it as can be read."""
    loaded = load_procedure(folder, letters, shared)
    if loaded.procedure is not None:
        return check_procedure(loaded.procedure, profiles)
    place = f"processes/{folder.name}"
    drawings = {f"{place}/{path.name}": path.read_bytes() for path in folder.glob("*.bpmn")}
    return _unread(place, loaded.problems, drawings)


def check_drawing(xml: bytes, file: str) -> Report:
    """A diagram by itself: what can be judged without its procedure."""
    try:
        diagram = read_diagram(xml, file)
    except BadFiles as bad:
        return Report(file, file, _ordered([*bad.problems, *_drawing(xml, file)]))
    return Report(
        file, diagram.name or file, _ordered([*_drawing(xml, file), *_of_diagram(diagram)])
    )


def subject_of(procedure: Procedure, profiles: Iterable[Profile]) -> Subject:
    """What the rules judge; lines come from the YAML that the procedure was read from."""
    file = f"{procedure.folder}/procedure.yaml"
    own = tuple(profile for profile in profiles if procedure.id in profile.clocks)
    text = unpacked(procedure.source, "procedure").files.get(file, "")
    lines = lines_of(read_yaml_text(text, file)) if text else {}
    return Subject(procedure, own, lines, file)


def _unread(place: str, problems: Sequence[Problem], drawings: Mapping[str, bytes]) -> Report:
    found = list(problems)
    for file, xml in sorted(drawings.items()):
        found += check_drawing(xml, file).problems
    return Report(place, place, _ordered(found), unread())


def _drawing(xml: bytes, file: str) -> Iterator[Problem]:
    try:
        sheet = Sheet(file, xml, read_xml(xml, file))
    except BadFiles:
        return  # told when it was read
    for rule in DRAWINGS:
        yield from rule.problems(sheet)


def _of_diagram(diagram: Diagram) -> Iterator[Problem]:
    for rule in DIAGRAMS:
        yield from rule.problems(diagram)


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file and line, serious ones first; what reading found is not told again by a rule."""
    found = list(dict.fromkeys(problems))
    ruled = {(p.file, p.line, p.element) for p in found if p.rule != "diagram"}
    kept = [p for p in found if p.rule != "diagram" or (p.file, p.line, p.element) not in ruled]
    return tuple(sorted(kept, key=lambda p: (not p.serious, p.file, p.line or 0, p.element)))
