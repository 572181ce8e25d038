"""Letters tried with their sample: under every profile, for every recipient, with every
signpost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from engine.catalogue.definition import LetterDuty, LetterTemplate, without_consent
from engine.catalogue.profile import Profile
from engine.checking.paths import side_walks, walks_under
from engine.checking.subject import Subject
from engine.checking.values import holds, readable
from engine.errors import BadInput, LetterRefused
from engine.letters import render_body, sample_context
from engine.letters.document import Body


@dataclass(frozen=True, slots=True)
class Attempt:
    """One letter filled in, or why it cannot be. ``suffix``: the body of a recipient's own."""

    duty: LetterDuty
    template: LetterTemplate
    profile: Profile
    suffix: str
    body: Body | None
    refusal: str = ""


@lru_cache(maxsize=4)
def attempts(subject: Subject) -> tuple[Attempt, ...]:
    """Every letter that has a text, tried under each profile under which it can be sent."""
    return tuple(_attempts(subject))


def _attempts(subject: Subject) -> Iterator[Attempt]:
    for number, profile in enumerate(subject.profiles):
        sent = letters_sent(subject, number)
        for code, duty in subject.procedure.letters.items():
            template = subject.procedure.templates.get(code)
            if template is None or code not in sent:
                continue
            for signpost in signposts(duty, profile):
                for suffix, capacity in _bodies(duty):
                    given = context(subject, duty, profile, signpost, capacity)
                    yield _attempt(subject, Attempt(duty, template, profile, suffix, None), given)


def _attempt(subject: Subject, attempt: Attempt, given: Mapping[str, object]) -> Attempt:
    duty, template, profile, suffix = (
        attempt.duty,
        attempt.template,
        attempt.profile,
        attempt.suffix,
    )
    try:
        body = render_body(template, subject.procedure.parts, given, suffix)
    except (LetterRefused, BadInput) as error:
        return Attempt(duty, template, profile, suffix, None, str(error))
    return Attempt(duty, template, profile, suffix, body)


def _bodies(duty: LetterDuty) -> Iterator[tuple[str, str]]:
    """The bodies of a letter, each with a recipient who gets it."""
    seen: set[str] = set()
    for capacity in duty.to:
        own = duty.bodies.get(capacity, "")
        held = (suffix for who, _, suffix in duty.conditional() if who == capacity)
        for suffix in (own, duty.bodies.get(without_consent(capacity), own), *held):
            if suffix not in seen:
                seen.add(suffix)
                yield suffix, capacity


def letters_sent(subject: Subject, number: int) -> set[str]:
    """The letters that a run under this profile can send, as far as could be followed."""
    found = (*walks_under(subject, number), *side_walks(subject))
    reached = {(walk.net.diagram.file, name) for walk in found for name in walk.elements()}
    capped = any(walk.capped for walk in found)
    return {
        code
        for diagram, element, code in subject.named("letter")
        if capped or (diagram.file, element.id) in reached
    }


def signposts(duty: LetterDuty, profile: Profile) -> tuple[str, ...]:
    """Where a letter may send its reader, under this profile."""
    found: list[str] = []
    for condition, where in duty.signpost.items():
        expression = readable(condition) if condition != "default" else None
        answer = holds(expression, profile.values) if expression else None
        if condition != "default" and answer is not False:
            found.append(where)
        if answer:
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys((*found, duty.signpost.get("default", "none"))))


def context(
    subject: Subject, duty: LetterDuty, profile: Profile, signpost: str, capacity: str
) -> dict[str, object]:
    """The letter's sample under a profile, to one recipient; only clocks that run there are
    known.
    """
    sample = sample_context(
        subject.procedure.sample, duty.code, profile, duty, subject.procedure.id
    )
    running = profile.clocks[subject.procedure.id]
    clocks = {name: clock for name, clock in table(sample, "clock").items() if name in running}
    recipient = {**table(sample, "recipient"), "capacity": capacity}
    return {**sample, "clock": clocks, "recipient": recipient, "signpost": signpost}


def table(sample: Mapping[str, object], key: str) -> Mapping[str, object]:
    """A table of the sample, or an empty one."""
    found = sample.get(key)
    return found if isinstance(found, Mapping) else {}
