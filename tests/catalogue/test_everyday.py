"""What procedures share is written once and taken by name."""

from __future__ import annotations

from engine.catalogue.procedures import Loaded, read_procedure
from tests.catalogue.places import HOUSE, TINY

SHARED = """\
groups: [clerks, bosses]
roles: {helper: {title: Somebody who helps}}
forms:
  note: {title: Note it, fields: [{id: what, type: text, label: What?}]}
  stamp: {title: Stamp it, fields: []}
  idle: {title: Nobody asks this, fields: []}
any_time:
  note: {title: Note it, by: [clerks, bosses, helper], form: note}
  stamp: {title: Stamp it, by: [bosses], form: stamp, when: "not closed()"}
"""


def _read(taking: str) -> Loaded:
    kinds = ("processes/tiny/*.*", "letters/tiny/*.*", "letters/parts/*.*", "processes/shared/*")
    paths = [path for kind in kinds for path in HOUSE.glob(kind)]
    files = {str(path.relative_to(HOUSE)): path.read_text("utf-8") for path in paths}
    files[TINY] += f"\nshared:\n  office: {taking}\n"
    files["processes/shared/office.yaml"] = SHARED
    return read_procedure("tiny", files)


def test_an_action_is_for_the_roles_of_its_groups() -> None:
    loaded = _read("{clerks: [officer], bosses: [officer, head]}")
    assert loaded.procedure is not None, loaded.problems
    note = loaded.procedure.any_time["note"]
    assert note.by == ("officer", "head", "helper")
    assert loaded.procedure.roles["helper"].title == "Somebody who helps"
    assert "idle" not in loaded.procedure.forms


def test_what_the_procedure_does_not_want_is_left_with_its_form() -> None:
    loaded = _read("{clerks: [officer], bosses: [head], without: [stamp]}")
    assert loaded.procedure is not None, loaded.problems
    assert "stamp" not in loaded.procedure.any_time
    assert "stamp" not in loaded.procedure.forms


def test_the_shared_file_is_part_of_the_version() -> None:
    one = _read("{clerks: [officer], bosses: [head]}").procedure
    two = _read("{clerks: [head], bosses: [head]}").procedure
    assert one is not None
    assert two is not None
    assert one.version != two.version
    assert b"processes/shared/office.yaml" in one.source


def test_a_group_nobody_is_in_and_a_file_that_is_not_there_are_told() -> None:
    missing = _read("{clerks: [officer]}").problems
    assert any("who the bosses are" in problem.reason for problem in missing)
    unknown = _read("{clerks: [officer], bosses: [head], guests: [head]}").problems
    assert any("“guests” is not a group" in problem.reason for problem in unknown)
