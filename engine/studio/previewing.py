"""A draft's letters tried with its sample: for each recipient and signpost, what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import TracebackType

from engine.casework.writing import letterhead, signatory, signature
from engine.catalogue.definition import LetterDuty, LetterTemplate, without_consent
from engine.catalogue.letters import read_letter
from engine.catalogue.profile import Profile
from engine.checking.tried import signposts, table
from engine.errors import BadInput, LetterRefused, Problem
from engine.letters import reading_grade, render_body, sample_context
from engine.letters.document import Body, Letter
from engine.letters.interpolated import Values
from engine.letters.markdown import to_blocks
from engine.studio.letter_faults import in_words
from engine.studio.letter_samples import TRIED_ON, Known, asked_in
from engine.studio.letter_texts import apart, uses_of, with_uses

ADDRESS = ("1 Example Street", "Exampleton", "EX1 1AA")
#: where a letter sends its reader, in words
SIGNPOSTS = {
    "ombudsman": "the Ombudsman",
    "ico": "the Information Commissioner",
    "both": "both ombudsmen",
    "none": "nobody outside",
}
HELD_BACK = "without consent"
_NAMED_LINE = re.compile(r"^Line (\d+) of the letter: ")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Version:
    """One way in which a letter goes out. ``id``: of its choice on the page."""

    capacity: str
    suffix: str
    signpost: str
    condition: str = ""  # `without consent`, or the variable that holds

    @property
    def id(self) -> str:
        return "|".join((self.capacity, self.condition, self.signpost))


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one version. ``refusal``: why it cannot be written, with its ``line`` of the
    text where that is known."""

    version: Version
    body: Body | None
    refusal: str = ""
    line: int | None = None
    missing: tuple[str, ...] = ()
    grade: float = 0.0
    signatory: str = ""  # who signs, where a form says so


@dataclass(frozen=True, slots=True)
class Judged:
    """A letter's file as it was tried. ``problems``: why it could not be read at all."""

    template: LetterTemplate | None
    problems: tuple[Problem, ...]
    trials: tuple[Trial, ...]

    @property
    def grade(self) -> float:
        """Of the hardest version."""
        return max((trial.grade for trial in self.trials), default=0.0)

    @property
    def refusals(self) -> tuple[Trial, ...]:
        """The first version of each reason why it cannot be written."""
        by_reason = {(t.refusal, t.version.suffix): t for t in reversed(self.trials) if t.refusal}
        return tuple(reversed(by_reason.values()))

    def missing(self) -> dict[str, tuple[str, ...]]:
        """Points that some version does not say, with the texts that lack them."""
        found: dict[str, tuple[str, ...]] = {}
        for trial in self.trials:
            for point in trial.missing:
                found[point] = tuple(dict.fromkeys((*found.get(point, ()), trial.version.suffix)))
        return found


def judged(known: Known, file: str, written: str) -> Judged:
    """A letter tried in every version, with the names listed that it uses."""
    problems: list[Problem] = []
    template = read_letter(written, file, known.parts, problems)
    if template is None or problems:
        return Judged(None, tuple(problems), ())
    template = replace(template, uses=uses_needed(known, template))
    return Judged(
        template, (), tuple(tried(known, template, v) for v in versions(known, template))
    )


def settled(known: Known, file: str, written: str) -> str:
    """The letter's file with the list of what it uses brought up to date, where it can be."""
    template = read_letter(written, file, known.parts, [])
    if template is None or apart(written) is None:
        return written
    return with_uses(written, uses_needed(known, template))


def uses_needed(known: Known, template: LetterTemplate) -> tuple[str, ...]:
    """What a letter must list, by its text and by what was asked for when it was tried."""
    asked: list[str] = []
    for version in versions(known, template):
        given = context(known, template.code, version)
        asked += asked_in(template, known.parts, given, version.suffix)
    return uses_of(template.bodies.values(), known.parts, template.uses, dict.fromkeys(asked))


def versions(known: Known, template: LetterTemplate) -> tuple[Version, ...]:
    """Every way in which a letter goes out; a text that nobody gets is one, too."""
    duty = known.duties.get(template.code)
    if duty is None:
        return tuple(Version("complainant", suffix, "none") for suffix in template.bodies)
    where = signposts(duty, known.profile) if known.profile else ("none",)
    found = [v for signpost in where for v in _recipients(duty, signpost)]
    reached = {version.suffix for version in found}
    rest = (suffix for suffix in template.bodies if suffix not in reached)
    found += [Version(duty.to[0] if duty.to else "complainant", s, where[0]) for s in rest]
    return tuple(found)


def _recipients(duty: LetterDuty, signpost: str) -> Iterator[Version]:
    for capacity in duty.to:
        own = duty.bodies.get(capacity, "")
        yield Version(capacity, own, signpost)
        held_back = without_consent(capacity)
        if held_back in duty.bodies:
            yield Version(capacity, duty.bodies[held_back], signpost, HELD_BACK)
        for who, variable, suffix in duty.conditional():
            if who == capacity:
                yield Version(capacity, suffix, signpost, variable)


def context(known: Known, code: str, version: Version) -> dict[str, object]:
    """What a version is filled in with: the draft's sample, under the council's profile."""
    if known.profile is None:
        return dict(known.sample)
    duty = known.duties.get(code)
    sample = sample_context(known.sample, code, known.profile, duty, known.procedure)
    running = known.profile.clocks.get(known.procedure, {})
    clocks = {name: clock for name, clock in table(sample, "clock").items() if name in running}
    recipient = {**table(sample, "recipient"), "capacity": version.capacity}
    return {**sample, "clock": clocks, "recipient": recipient, "signpost": version.signpost}


def tried(known: Known, template: LetterTemplate, version: Version) -> Trial:
    """One version written, or the sentence that says why it cannot be."""
    text = template.bodies.get(version.suffix)
    if text is None:
        reason = f"The letter has no text “{version.suffix}”, which its recipients name."
        return Trial(version, None, reason)
    given = context(known, template.code, version)
    try:
        body = render_body(template, known.parts, given, version.suffix)
        grade = reading_grade(body)
    except (LetterRefused, BadInput) as error:
        return Trial(version, None, *_reason(template.code, error, text))
    duty = known.duties.get(template.code)
    missing: tuple[str, ...] = ()
    if duty is not None and duty.says_all(version.suffix):
        missing = tuple(point for point in duty.must_say if point not in body.said)
    signs = signatory(template, given)
    return Trial(version, body, missing=missing, grade=grade, signatory=signs)


def letter_of(
    profile: Profile, body: Body, signs: str = "", *, large_print: bool = False
) -> Letter:
    """The body as a whole letter of this council, on a day and to an address that are made up."""
    return Letter(
        body=body,
        reference="SAMPLE-2024-00042",
        issued=TRIED_ON,
        letterhead=letterhead(profile),
        recipient="A. Sample",
        address=("A. Sample", *ADDRESS),
        greeting="Dear A. Sample",
        signed_by=signature(profile, "", signs),
        large_print=large_print,
    )


def to_whom(capacity_title: str, condition: str) -> str:
    """A recipient, and when."""
    if condition == HELD_BACK:
        return f"{capacity_title}, before the person agreed"
    if condition:
        return f"{capacity_title}, when “{condition.replace('_', ' ')}” is yes"
    return capacity_title


def titled(version: Version, capacity_title: str, *, signposts: bool) -> str:
    """A version in words: who gets it, when, and where it sends its reader."""
    said = to_whom(capacity_title, version.condition)
    if version.suffix:
        said += f" (text “{version.suffix}”)"
    return f"{said}; next step: {SIGNPOSTS[version.signpost]}" if signposts else said


def _reason(code: str, error: Exception, text: str) -> tuple[str, int | None]:
    """The sentence without the letter's code, and the line of the text that it is about."""
    said = str(error).removeprefix(f"Letter {code}: ")
    if found := _NAMED_LINE.match(said):
        return in_words(said[found.end() :]), int(found[1])
    line = _line_of(error) or _line_of_markup(said, text)
    return in_words(said), line


def _line_of(error: BaseException | None) -> int | None:
    """The line of the letter's text on which filling it in stopped."""
    while error is not None:
        line = _line_in(error.__traceback__)
        if line is not None:
            return line
        error = error.__cause__
    return None


def _line_in(trace: TracebackType | None) -> int | None:
    """Jinja gives its frames the name of the template, which for a letter's own text is none."""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            return trace.tb_lineno
        trace = trace.tb_next
    return None


def _line_of_markup(said: str, text: str) -> int | None:
    """The first line of the first paragraph that by itself is refused in the same words."""
    begin = 0
    for paragraph in _PARAGRAPH.split(text):
        begin = text.index(paragraph, begin)
        try:
            to_blocks(paragraph, Values())
        except BadInput as error:
            if str(error) == said:
                return text.count("\n", 0, begin) + 1
        begin += len(paragraph)
    return None
