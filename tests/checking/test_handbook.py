"""docs/rules.md says what the rules say."""

from __future__ import annotations

from pathlib import Path

from engine.checking.handbook import rules_page
from engine.checking.registry import all_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_current() -> None:
    fix = "Write it again: redress check --rules > docs/rules.md"
    assert PAGE.read_text() == rules_page(), fix


def test_every_rule_explains_itself() -> None:
    for rule in all_rules():
        head, blank, *body = rule.text.split("\n")
        assert head.endswith("."), f"{rule.id}: the first line is a sentence."
        assert not blank, f"{rule.id}: a blank line after the first."
        assert len(" ".join(body)) > 80, f"{rule.id} does not say why and what to do."


def test_rules_have_names_of_their_own() -> None:
    names = [rule.id for rule in all_rules()]
    assert len(names) == len(set(names))


def test_every_duty_names_rules_that_exist() -> None:
    from engine.checking.duties import DUTIES

    known = {rule.id for rule in all_rules()}
    for duty in DUTIES:
        assert duty.rules <= known, f"{duty.title}: {duty.rules - known}"
