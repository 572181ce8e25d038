"""The rules as a page for process owners: docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.checking.duties import DUTIES
from engine.checking.registry import DIAGRAMS, DRAWINGS, LAST, PROCEDURES, Rule

OPENING = """# What `redress check` looks at

Every problem is told at once, with its place, its reason and a remedy. Serious problems stop
publication; advice does not. Below are the rules, then what they show of a procedure's duties, and
what they do not. This page is what `redress check --rules` prints; the text of each rule stands at
the top of its file in `engine/checking/rules/`."""
PARTS: tuple[tuple[str, str, tuple[Rule[Any], ...]], ...] = (
    ("The drawing", "Asked of every diagram, also when nothing else can be read.", DRAWINGS),
    ("The diagram", "Asked of every diagram that could be read.", DIAGRAMS),
    ("The procedure", "Asked of the diagrams, procedure.yaml, letters and profiles.", PROCEDURES),
    ("At the end", "Asked when nothing serious was found.", LAST),
)


def rules_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield OPENING
    for title, when, rules in PARTS:
        yield f"\n## {title}\n\n{when}"
        for rule in rules:
            head, _, body = rule.text.partition("\n")
            yield f"\n### {rule.id}{'' if rule.serious else ' (advice)'}\n\n**{head}**\n{body}"
    yield "\n## Duties"
    for duty in DUTIES:
        yield f"\n### {duty.title}\n"
        yield f"Proved when none of these found anything: {', '.join(sorted(duty.rules))}."
        yield f"What is then shown: {duty.shown}"
        yield from (f"Not proved: {limit}" for limit in duty.limits)
