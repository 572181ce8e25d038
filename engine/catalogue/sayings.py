"""Labels and titles inside sentences: a question keeps its mark, initials stay capitals."""

from __future__ import annotations

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


def inside(title: str) -> str:
    """A title in the middle of a sentence: “manager”, “HR adviser”, “Monitoring Officer”."""
    first, _, rest = title.partition(" ")
    is_name = any(c.isupper() for c in first[1:]) or (first != "The" and rest[:1].isupper())
    return title if is_name else title[:1].lower() + title[1:]
