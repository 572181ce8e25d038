"""Every rule of `redress check` is documented and has a good and a bad example."""

from __future__ import annotations

import pytest

from engine.checking.registry import all_rules
from engine.settings import HOUSE

RULES = sorted(rule.id for rule in all_rules())
EXAMPLES = HOUSE / "tests" / "checking" / "rules"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_good_and_a_bad_example(rule: str) -> None:
    folder = EXAMPLES / rule.replace("-", "_")
    for kind in ("valid", "invalid"):
        fix = f"Add {kind}-….yaml to tests/checking/rules/{folder.name}."
        assert list(folder.glob(f"{kind}-*.yaml")), fix


def test_every_module_of_a_rule_is_in_the_register() -> None:
    folder = HOUSE / "engine" / "checking" / "rules"
    modules = {file.stem.replace("_", "-") for file in folder.glob("[!_]*.py")}
    assert modules == set(RULES), "Name the rule in engine/checking/registry.py, or delete it."


def test_no_example_is_of_a_rule_that_has_gone() -> None:
    folders = {folder.name.replace("_", "-") for folder in EXAMPLES.iterdir() if folder.is_dir()}
    left = sorted(folders - set(RULES))
    assert not left, f"Delete the examples in tests/checking/rules: {left}"


@pytest.mark.parametrize("rule", RULES)
def test_the_handbook_has_the_rule(rule: str) -> None:
    page = (HOUSE / "docs" / "rules.md").read_text(encoding="utf-8")
    assert rule in page, "Write the page again: redress check --rules > docs/rules.md"
