"""Every rule on its own diagrams: the good ones pass it, the bad ones are found by it and by no
other.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.checking.registry import all_rules
from tests.checking.vocabulary import HERE, checked, slug

FOLDER = HERE / "rules"
VALID = sorted(FOLDER.glob("*/valid-*.yaml"))
INVALID = sorted(FOLDER.glob("*/invalid-*.yaml"))
SERIOUS = {rule.id: rule.serious for rule in all_rules()}


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def read(path: Path) -> Mapping[str, Any]:
    fixture: Mapping[str, Any] = yaml.safe_load(path.read_text()) or {}
    assert fixture.get("about"), f"{name_of(path)} does not say what it is about."
    return fixture


def rule_of(path: Path) -> str:
    return path.parent.name.replace("_", "-")


def test_the_base_is_clean() -> None:
    assert checked({}).problems == ()


@pytest.mark.parametrize("path", VALID, ids=name_of)
def test_a_valid_one_is_clean(path: Path) -> None:
    fixture = read(path)
    report = checked(fixture)
    found = [str(problem) for problem in report.problems if problem.rule == rule_of(path)]
    assert found == []
    others = {problem.rule for problem in report.serious}
    assert others == set(fixture.get("also", ())), [str(p) for p in report.serious]


@pytest.mark.parametrize("path", INVALID, ids=name_of)
def test_an_invalid_one_is_exactly_this_problem(path: Path) -> None:
    fixture = read(path)
    report, rule = checked(fixture), rule_of(path)
    found = [problem for problem in report.problems if problem.rule == rule]
    told = "\n".join(str(problem) for problem in report.problems)
    assert [p.element for p in found] == [e["element"] for e in fixture["expect"]], told
    for problem, expected in zip(found, fixture["expect"], strict=True):
        assert expected["says"] in f"{problem.reason} {problem.fix}"
        assert problem.serious == SERIOUS[rule]
    others = {problem.rule for problem in report.serious} - {rule}
    assert others == set(fixture.get("also", ())), told


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_has_a_good_and_a_bad_diagram(rule: Any) -> None:
    folder = FOLDER / slug(rule.id)
    fix = f"Add valid-*.yaml and invalid-*.yaml to {folder.relative_to(HERE.parent.parent)}."
    assert list(folder.glob("valid-*.yaml")), fix
    assert list(folder.glob("invalid-*.yaml")), fix


def test_no_folder_is_of_a_rule_that_does_not_exist() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {slug(rule) for rule in SERIOUS}
