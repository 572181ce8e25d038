"""What an officer says about a step's letters, beside its form: boxes, rows, and what is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.casework.beside import CHANNELS, KEYS, STANDARD_PRINT
from engine.casework.rehearsal import Rehearsed, RehearsedWay
from engine.errors import Refused
from web.forms import typed
from web.forms.typed import Typed

#: (question, hint) of each text
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "unsendable_reason": (
        "Why the letter cannot be sent",
        "Only if there is no address to be had. It is recorded on the case.",
    ),
    "adjustments_met": (
        "How did you do what they asked for?",
        "For example when you called them, or that a translation goes with the letter. "
        "It is recorded on the case.",
    ),
    "override_reason": (
        "If it is not done as they asked, why not?",
        "Only with a good reason. It is recorded on the case.",
    ),
}
#: which questions a refusal opens
_OPENED_BY = {
    "no_address": ("unsendable_reason",),
    "adjustment": ("adjustments_met", "override_reason"),
}
BY = {
    "": "It cannot be sent",
    "email": "by e-mail",
    "post": "by post",
    "portal": "on the page where they follow their case",
    "private_message": "by private message, which you send yourself",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A recipient on the form on ways, and what was chosen for them."""

    recipient: str
    capacity: str
    chosen: str
    large_print: bool
    standard_print: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A question about letters, and what was answered so far."""

    id: str
    label: str
    hint: str
    value: str


def boxes(
    refusal: Refused | None, answered: Mapping[str, object], filled: Typed
) -> tuple[Box, ...]:
    """The questions that a refusal opens, and those that have an answer already."""
    opened = _OPENED_BY.get(refusal.rule, ()) if refusal is not None else ()
    return tuple(
        Box(key, label, hint, typed.one(filled, key) or str(answered.get(key) or ""))
        for key, (label, hint) in QUESTIONS.items()
        if key in opened or key in filled or answered.get(key)
    )


def said(filled: Typed, before: Mapping[str, object]) -> dict[str, object]:
    """What is said about letters now: as filled in, else as it was."""
    texts = {
        key: typed.one(filled, key).strip() if key in filled else before.get(key)
        for key in QUESTIONS
    }
    return {key: value for key, value in {**before, **texts}.items() if key in KEYS and value}


def rows(answers: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """(question, answer) of what was said, for the check page."""
    return tuple((label, str(answers[k])) for k, (label, _) in QUESTIONS.items() if answers.get(k))


def chosen(filled: Typed) -> dict[str, object]:
    """What the check page's form on ways says: ``send_by``, and the reason for it."""
    prefix = "send_by-"
    ways = {
        name.removeprefix(prefix): " ".join(word for word in values if word)
        for name, values in filled.items()
        if name.startswith(prefix)
    }
    return {"send_by": ways, "override_reason": typed.one(filled, "override_reason").strip()}


def to_choose(letters: Iterable[Rehearsed], answers: Mapping[str, object]) -> tuple[Choice, ...]:
    """Each recipient once, with what was chosen for them."""
    given = answers.get("send_by")
    send_by: Mapping[str, str] = given if isinstance(given, Mapping) else {}
    ways = {way.capacity: way for each in letters for way in each.ways}
    return tuple(
        _choice(way, str(send_by.get(way.capacity) or "").split()) for way in ways.values()
    )


def _choice(way: RehearsedWay, words: list[str]) -> Choice:
    channel = next((word for word in words if word in CHANNELS), "")
    plain = STANDARD_PRINT in words
    return Choice(way.recipient, way.capacity, channel, way.large_print, plain)


def channels() -> tuple[tuple[str, str], ...]:
    """The ways that can be chosen, in words."""
    return tuple((channel, BY[channel]) for channel in CHANNELS)


def way_in_words(way: RehearsedWay) -> str:
    """``Alice Sample, by post, in large print``."""
    words = (way.recipient, BY.get(way.channel, way.channel))
    return ", ".join((*words, "in large print") if way.large_print else words)
