"""A procedure from its folder, or from the archive that the store keeps of a version."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.catalogue.archive import Archive, packed, unpacked, version_of
from engine.catalogue.bpmn import read_diagram
from engine.catalogue.definition import Diagram, LetterTemplate, Procedure
from engine.catalogue.everyday import SHARED, taken_files
from engine.catalogue.keys import Place, suggestion
from engine.catalogue.letters import SUFFIX, read_letter, used_parts
from engine.catalogue.manifest import read_manifest
from engine.catalogue.text_files import clean_text, text_of
from engine.catalogue.tree import Table, described, plain
from engine.catalogue.yaml12 import compose
from engine.errors import BadFiles, Problem

PARTS, SHARED_LETTERS = "letters/parts/", "letters/shared/"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A procedure, or why there is none."""

    procedure: Procedure | None
    problems: tuple[Problem, ...]


def load_procedure(folder: Path, letters: Path, shared: Path) -> Loaded:
    """The procedure of ``processes/<id>/``. ``letters``: the folder of all letters (with
    ``parts/``); ``shared``: the folder of called diagrams.
    """
    problems: list[Problem] = []
    files: dict[str, str] = {}
    for name, path in _files_of(folder, letters, shared):
        text = text_of(path.read_bytes(), name, problems)
        if text is not None:
            files[name] = text
    return read_procedure(folder.name, files, problems)


def _files_of(folder: Path, letters: Path, shared: Path) -> Iterator[tuple[str, Path]]:
    """Every file that may belong to a procedure, with its place in the house."""
    own = letters / folder.name
    kinds = (
        (f"processes/{folder.name}/", folder, ("procedure.yaml", "*.bpmn")),
        (SHARED, shared, ("*.bpmn", "*.yaml")),
        (f"letters/{folder.name}/", own, (f"*{SUFFIX}", "sample.yaml")),
        (PARTS, letters / "parts", ("*.md",)),
        (SHARED_LETTERS, letters / "shared", (f"*{SUFFIX}",)),
    )
    for prefix, place, patterns in kinds:
        for pattern in patterns:
            for path in sorted(place.glob(pattern)):
                if path.is_file():
                    yield prefix + path.name, path


def procedure_from_source(source: bytes) -> Procedure:
    """The procedure of an archive (``Procedure.source``). Raises BadInput or BadFiles."""
    archive = unpacked(source, "procedure")
    problems: list[Problem] = []
    clean = {name: clean_text(text, name, problems) for name, text in archive.files.items()}
    files = {name: text for name, text in clean.items() if text is not None}
    loaded = read_procedure(archive.id, files, problems)
    if loaded.procedure is None:
        raise BadFiles(loaded.problems)
    return loaded.procedure


def read_procedure(
    procedure_id: str, files: Mapping[str, str], noted: list[Problem] | None = None
) -> Loaded:
    """The procedure made of these files, each named by its place in the house. What does not
    belong to it (uncalled shared diagrams, unused parts) is no part of its version. ``noted``:
    problems known before.
    """
    problems = list(noted or ())
    procedure = _procedure(procedure_id, files, problems)
    problems.sort(key=lambda problem: (problem.file, problem.line or 0))
    return Loaded(None if problems else procedure, tuple(problems))


def _procedure(name: str, files: Mapping[str, str], problems: list[Problem]) -> Procedure | None:
    given = _manifest(name, files, problems)
    diagrams = _diagrams(name, files, problems)
    parts = {f.removeprefix("letters/"): t for f, t in files.items() if f.startswith(PARTS)}
    wanted = () if given is None else given["letters"]
    templates = dict(_templates(name, files, parts, wanted, problems))
    sample = _sample(name, files, problems)
    if given is None:
        return None
    main = _main_diagram(given.pop("diagram"), name, diagrams, problems)
    if problems or main is None:
        return None
    bodies = [body for template in templates.values() for body in template.bodies.values()]
    used = used_parts(bodies, parts)
    belong = {file: files[file] for file in _belonging(name, files, diagrams, used)}
    belong |= {t.file: files[t.file] for t in templates.values()}
    source = packed(Archive("procedure", name, belong))
    return Procedure(
        id=name,
        version=version_of(source),
        folder=f"processes/{name}",
        diagram=main,
        side_diagrams={key: d for key, d in diagrams.items() if d is not main},
        templates=templates,
        parts=used,
        source=source,
        **{**given, "sample": {**given.get("sample", {}), **sample}},
    )


def _belonging(
    name: str, files: Mapping[str, str], diagrams: Mapping[str, Diagram], parts: Mapping[str, str]
) -> Iterator[str]:
    own = (f"processes/{name}/procedure.yaml", f"letters/{name}/sample.yaml")
    yield from (file for file in own if file in files)
    yield from (file for file in taken_files(compose(files[own[0]], own[0], [])) if file in files)
    yield from (diagram.file for diagram in diagrams.values())
    yield from (f"letters/{part}" for part in parts)


def _manifest(
    name: str, files: Mapping[str, str], problems: list[Problem]
) -> dict[str, Any] | None:
    file = f"processes/{name}/procedure.yaml"
    if file in files:
        return read_manifest(files, file, name, problems)
    if not any(problem.file == file for problem in problems):
        fix = "Write procedure.yaml beside the diagram."
        problems.append(Problem("file", file, "", "There is no such file.", fix))
    return None


def _main_diagram(
    file: str, name: str, diagrams: Mapping[str, Diagram], problems: list[Problem]
) -> Diagram | None:
    if file in diagrams:
        return diagrams[file]
    manifest, drawn = f"processes/{name}/procedure.yaml", f"processes/{name}/{file}"
    if not any(problem.file == drawn for problem in problems):
        fix = suggestion(file, diagrams, "Diagrams of this folder")
        reason = f"There is no diagram “{file}” beside procedure.yaml."
        problems.append(Problem("reference", manifest, "diagram", reason, fix))
    return None


def _diagrams(name: str, files: Mapping[str, str], problems: list[Problem]) -> dict[str, Diagram]:
    """The folder's diagrams by file name, and the shared ones they call as ``shared/<file>``."""
    own = f"processes/{name}/"
    diagrams = _read_diagrams(own, "", files, problems)
    wanted = {e.calls for d in diagrams.values() for e in d.elements.values() if e.calls}
    if not wanted:
        return diagrams
    shared = _read_diagrams(SHARED, "shared/", files, problems)
    while found := {k: d for k, d in shared.items() if d.process in wanted and k not in diagrams}:
        diagrams |= found
        wanted |= {e.calls for d in found.values() for e in d.elements.values() if e.calls}
    return diagrams


def _read_diagrams(
    prefix: str, called: str, files: Mapping[str, str], problems: list[Problem]
) -> dict[str, Diagram]:
    diagrams: dict[str, Diagram] = {}
    for file, text in sorted(files.items()):
        if file.startswith(prefix) and file.endswith(".bpmn"):
            try:
                diagrams[called + file.removeprefix(prefix)] = read_diagram(text.encode(), file)
            except BadFiles as bad:
                problems.extend(bad.problems)
    return diagrams


def _templates(
    name: str,
    files: Mapping[str, str],
    parts: Mapping[str, str],
    wanted: Collection[str],
    problems: list[Problem],
) -> Iterator[tuple[str, LetterTemplate]]:
    """The folder's own letters, and of those that procedures share the ones it lists."""
    own = f"letters/{name}/"
    shared = {f"{SHARED_LETTERS}{code}{SUFFIX}" for code in wanted}
    shared -= {file.replace(own, SHARED_LETTERS) for file in files if file.startswith(own)}
    for file, text in sorted(files.items()):
        if file.endswith(SUFFIX) and (file.startswith(own) or file in shared):
            letter = read_letter(text, file, parts, problems)
            if letter is not None:
                yield letter.code, letter


def _sample(name: str, files: Mapping[str, str], problems: list[Problem]) -> dict[str, object]:
    file = f"letters/{name}/sample.yaml"
    node = compose(files[file], file, problems) if file in files else None
    if node is None:
        return {}
    if not isinstance(node, Table):
        fix = "Write “key: value” lines."
        Place(problems).note(node, f"A sample is a table of keys, not {described(node)}.", fix)
        return {}
    return {key: plain(entry.node) for key, entry in node.entries.items()}
