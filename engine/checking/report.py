"""What a check found: problems, and for each duty what was shown and what was not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.errors import Problem

PROVED, BROKEN, NOT_PROVED = "proved", "broken", "not proved"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One duty. ``holds``: proved, broken or not proved. ``open``: what was not shown, in
    sentences.
    """

    duty: str
    holds: str
    text: str
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The check of one procedure (or file). ``of``: its folder or file."""

    of: str
    title: str
    problems: tuple[Problem, ...]
    duties: tuple[Verdict, ...] = ()

    @property
    def serious(self) -> tuple[Problem, ...]:
        """What stops publication."""
        return tuple(problem for problem in self.problems if problem.serious)

    @property
    def advice(self) -> tuple[Problem, ...]:
        """What does not."""
        return tuple(problem for problem in self.problems if not problem.serious)

    @property
    def clean(self) -> bool:
        """Whether it may be published."""
        return not self.serious

    def only(self, file: str) -> Report:
        """What was found in one file; the duties are the whole procedure's and left out."""
        problems = tuple(problem for problem in self.problems if problem.file == file)
        return replace(self, of=file, problems=problems, duties=())
