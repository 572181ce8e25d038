"""Labels and titles inside sentences: a question keeps its mark, initials stay capitals."""

from __future__ import annotations

from collections.abc import Mapping

from engine.expressions import parse

_ENDS = ("?", ".", "!")


def ended(label: str) -> str:
    """The label as the end of a sentence: “What should happen?”, “Reason code.”."""
    return label if label.endswith(_ENDS) else f"{label}."


def about(label: str, said: str) -> str:
    """Something said of an answer: “By when? Choose …”, “Reason code: choose …”."""
    return f"{label} {said[:1].upper()}{said[1:]}" if label.endswith(_ENDS) else f"{label}: {said}"


def must(label: str, said: str, noun: str = "answer") -> str:
    """What an answer must be: “By when? The date must …”, “Phone number must …”."""
    return f"{label} The {noun} must {said}" if label.endswith(_ENDS) else f"{label} must {said}"


#: what guards ask of the numbers that a profile gives
OF_NUMBERS = ("within_months", "beyond_months")


def with_source(said: str, guard: str, sources: Mapping[str, str]) -> str:
    """A refusal, with the source of each number of the profile that its guard asks about."""
    names = dict.fromkeys(parse(guard).given_to(OF_NUMBERS))
    found = "; ".join(sources[name] for name in names if sources.get(name, "setting") != "setting")
    return f"{said.rstrip('.')} ({found})." if found else said


def inside(title: str) -> str:
    """A title in the middle of a sentence: “manager”, “HR adviser”, “Monitoring Officer”."""
    first, _, rest = title.partition(" ")
    is_name = any(c.isupper() for c in first[1:]) or (first != "The" and rest[:1].isupper())
    return title if is_name else title[:1].lower() + title[1:]
