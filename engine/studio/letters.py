"""The letters of a draft in a list: what each is for, who sends it, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.catalogue.definition import LetterDuty
from engine.catalogue.letters import SUFFIX
from engine.catalogue.procedures import SHARED_LETTERS
from engine.errors import NotFound
from engine.studio import previewing
from engine.studio.drafted import Draft
from engine.studio.letter_samples import Known
from engine.studio.letter_steps import Step
from engine.studio.letter_texts import first_lines
from engine.studio.previewing import Judged

_SAYS = re.compile(
    r"\{%[-+]?\s*says\s+[\"']([^\"']*)[\"']\s*[-+]?%\}(.*?)\{%[-+]?\s*endsays\s*[-+]?%\}",
    re.DOTALL,
)
_LONGEST_WORDING = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One letter. ``faults``: what is wrong with it, a sentence each; ``shared``: other procedures
    have it, too."""

    code: str
    title: str
    duty: LetterDuty | None
    steps: Sequence[Step]
    faults: tuple[str, ...]
    grade: float
    shared: bool
    there: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A point that a letter says or must say. ``missing``: the texts that lack it; ``wording``:
    how another letter of the procedure says it."""

    name: str
    must: bool
    missing: tuple[str, ...]
    wording: str


def place_of(draft: Draft, code: str) -> str:
    """Where a letter's file stands, or would: its own goes before a shared one."""
    own = f"letters/{draft.of}/{code}{SUFFIX}"
    shared = f"{SHARED_LETTERS}{code}{SUFFIX}"
    return shared if own not in draft.files and shared in draft.files else own


def codes_of(draft: Draft, known: Known) -> tuple[str, ...]:
    """Every letter of the draft: those it declares, in their order, and files of no letter."""
    own = f"letters/{draft.of}/"
    files = (
        PurePosixPath(file).name.removesuffix(SUFFIX)
        for file in sorted(draft.files)
        if file.startswith(own) and file.endswith(SUFFIX)
    )
    return tuple(dict.fromkeys((*known.duties, *files)))


def require(draft: Draft, known: Known, code: str) -> str:
    """The place of a letter that is there or is declared. Raises NotFound."""
    if code not in codes_of(draft, known):
        raise NotFound(f"This draft has no letter {code[:60]}.")
    return place_of(draft, code)


def overview(draft: Draft, known: Known, steps: Mapping[str, Sequence[Step]]) -> tuple[Row, ...]:
    """Every letter of the draft, each tried with its sample."""
    return tuple(_row(draft, known, code, steps.get(code, ())) for code in codes_of(draft, known))


def _row(draft: Draft, known: Known, code: str, steps: Sequence[Step]) -> Row:
    file = place_of(draft, code)
    written = draft.files.get(file)
    duty = known.duties.get(code)
    tried = previewing.judged(known, file, written) if written is not None else None
    title = str(first_lines(written).get("title") or "") if written is not None else ""
    return Row(
        code=code,
        title=title or code,
        duty=duty,
        steps=steps,
        faults=(*faults_of(code, duty, tried), *missing_from(tried)),
        grade=tried.grade if tried else 0.0,
        shared=file.startswith(SHARED_LETTERS),
        there=written is not None,
    )


def faults_of(code: str, duty: LetterDuty | None, tried: Judged | None) -> Iterator[str]:
    """What is wrong with a letter, a sentence each; points that it lacks are ``missing_from``."""
    if duty is None:
        yield "Nobody gets it: it is not said who its recipients are."
    if tried is None:
        yield f"The letter {code} has no text yet."
        return
    for problem in tried.problems:
        yield f"{problem.reason} {problem.fix}"
    for trial in tried.refusals:
        yield at_line(trial)


def missing_from(tried: Judged | None) -> Iterator[str]:
    """The points that a letter lacks, a sentence each."""
    for point in tried.missing() if tried else ():
        yield f"It does not say “{point}”, which it must."


def at_line(trial: previewing.Trial) -> str:
    """Why a version cannot be written, with the text and line where that is known."""
    where = f"text “{trial.version.suffix}”" if trial.version.suffix else ""
    if trial.line:
        where = f"{where}, line {trial.line}" if where else f"line {trial.line}"
    return f"{where[:1].upper()}{where[1:]}: {trial.refusal}" if where else trial.refusal


def points_of(draft: Draft, known: Known, code: str, tried: Judged | None) -> tuple[Point, ...]:
    """What a letter must say, in order, and what else it says."""
    duty = known.duties.get(code)
    must = duty.must_say if duty else ()
    says = tried.template.says if tried and tried.template else ()
    missing = tried.missing() if tried and tried.template else dict.fromkeys(must, ("",))
    others = wordings(draft, known, code)
    return tuple(
        Point(name, name in must, missing.get(name, ()), others.get(name, ""))
        for name in dict.fromkeys((*must, *says))
    )


def wordings(draft: Draft, known: Known, code: str) -> dict[str, str]:
    """How other letters of the draft say each point, the shortest."""
    found: dict[str, str] = {}
    for other in codes_of(draft, known):
        if other == code:
            continue
        for point, text in _SAYS.findall(draft.files.get(place_of(draft, other), "")):
            said = text.strip("\n")
            if 0 < len(said) <= _LONGEST_WORDING and len(said) < len(found.get(point, said + " ")):
                found[point] = said
    return found
