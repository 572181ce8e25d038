"""Everything that Redress refuses, as one tree. The message is a sentence for its reader.

RedressError
├── BadInput                 what was typed, uploaded or written in a file cannot be used
│   ├── FormErrors           one sentence a field
│   ├── BadExpression        an expression that the safe language does not allow
│   └── BadFiles             a procedure, profile or letter with problems, all of them at once
├── Refused                  an action that the rules do not allow, with the reason
│   ├── NotPermitted         this person may not do this (role, separation)
│   ├── NotNow               not possible in the case's present state (guard, cap, window)
│   └── LetterRefused        a letter that does not say what it must
├── AlreadyDone              somebody else did it first: who, and when
├── NotFound                 no such thing, or none that this person may see
│   └── LinkOver             somebody's own link that is unknown, has ended or is too old
├── RunawayProcedure         a diagram that goes round for ever
└── StuckProcedure           a diagram in which a run can neither go on nor end
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


class RedressError(Exception):
    """Something Redress will not do; ``str(error)`` is one sentence for the reader."""


class BadInput(RedressError):
    """What was typed, uploaded or written cannot be used."""


class FormErrors(BadInput):
    """A form that cannot be accepted: ``errors`` maps a field's id to its sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class BadExpression(BadInput):
    """An expression that the safe language does not allow."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a procedure, profile or letter, told to people who are not programmers.

    ``element`` is a BPMN id, a YAML path such as ``forms.triage.fields[0]``, or a letter code.
    ``serious`` problems stop publication; others are advice.
    """

    rule: str
    file: str
    element: str
    reason: str
    fix: str
    line: int | None = None
    serious: bool = True

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        about = f" {self.element}:" if self.element else ""
        return f"{place}:{about} {self.reason} {self.fix} [{self.rule}]"


class BadFiles(BadInput):
    """Files with problems; every problem at once in ``problems``."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class Refused(RedressError):
    """What the rules do not allow. ``rule``: separation or guard; ``source``: law or policy."""

    def __init__(self, reason: str, rule: str = "", source: str = "") -> None:
        super().__init__(reason)
        self.reason, self.rule, self.source = reason, rule, source


class NotPermitted(Refused):
    """This person may not do this."""


class NotNow(Refused):
    """Not possible in the case's present state."""


class LetterRefused(Refused):
    """A letter that does not say what it must; ``missing`` names the points."""

    def __init__(self, code: str, missing: Sequence[str], reason: str = "") -> None:
        points = ", ".join(missing)
        super().__init__(
            reason or f"Letter {code} cannot be sent: it does not say what it must ({points}).",
            rule="must_say",
        )
        self.code, self.missing = code, tuple(missing)


class AlreadyDone(RedressError):
    """Somebody did this first."""

    def __init__(self, what: str, by: str, at: datetime) -> None:
        super().__init__(what)
        self.by, self.at = by, at


class NotFound(RedressError):
    """No such thing, or none that this person may see."""


class LinkOver(NotFound):
    """A link of somebody's own that does not open anything, whatever the reason."""


class RunawayProcedure(RedressError):
    """A diagram that goes round for ever without waiting for a person or a date."""


class StuckProcedure(RedressError):
    """A diagram in which a run can neither go on nor end: no way fits, or a join waits in vain."""
