"""A diagram made ready to run, kept by its content and shared by all runs and threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine.catalogue.bpmn import read_xml
from engine.errors import BadInput
from engine.workflow.parsing import DiagramParser, problems_of

MOST_KEPT = 64  # about 200 kB each

_NONE_CALLED: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, eq=False, slots=True)
class Program:
    """The specs of a process, its sub-processes and called processes; running changes none."""

    process: str
    spec: Any
    inner: Mapping[str, Any]


def compile_program(
    xml: bytes, process: str, called: Mapping[str, bytes] = _NONE_CALLED
) -> Program:
    """Make a diagram ready. ``called``: the diagrams it calls, by file name.

    Raises BadInput with the first thing that cannot be run, naming its element.
    """
    return _compiled(xml, process, tuple(sorted(called.items())))


@lru_cache(maxsize=MOST_KEPT)
def _compiled(xml: bytes, process: str, called: tuple[tuple[str, bytes], ...]) -> Program:
    parser = DiagramParser()
    for file, document in ((process, xml), *called):
        _add(parser, file, document)
    for missing in sorted(parser.get_process_dependencies() - parser.process_parsers.keys()):
        raise BadInput(f"{process} calls the process {missing}, which is not there.")
    try:
        return Program(process, parser.get_spec(process), parser.get_subprocess_specs(process))
    except ValidationException as error:
        raise BadInput(_sentence(error)) from error


def _add(parser: DiagramParser, file: str, document: bytes) -> None:
    root = read_xml(document, file)
    for problem in problems_of(root):
        raise BadInput(f"{file} is not valid BPMN 2.0, line {problem}")
    try:
        parser.add_bpmn_xml(root, file)
    except ValidationException as error:
        raise BadInput(_sentence(error)) from error


def _sentence(error: ValidationException) -> str:
    place, said = error.name or error.id, str(error.args[0])
    if "RecursionError" in said:  # the library reads a way by calling itself for every element
        said = "The way to here is too long: put a part of it into a sub-process."
    return f"“{place}”: {said}" if place else said
