"""How cases of a procedure come in, and what is asked before a case is moved into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Capacities that intake gives people; all others come from roles and forms.
PARTIES = frozenset({"complainant", "representative", "writer", "victim"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What one question of the intake pages says in this procedure."""

    label: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """The front door of a procedure. ``residents``: whether they begin it themselves; ``form``:
    its own questions, whose answers are facts of the case; ``recorded_by``: the roles that record
    one; ``complainant``: what the person is called; ``words`` and ``skips``: by question.
    """

    residents: bool = False
    title: str = ""
    intro: str = ""
    form: str = ""
    recorded_by: tuple[str, ...] = ()
    complainant: str = "Complainant"
    words: Mapping[str, Wording] = field(default_factory=dict)
    skips: tuple[str, ...] = ()

    @property
    def is_complaint(self) -> bool:
        """Whether whoever begins it complains: somebody may also ask for a review."""
        return "complain" in f"{self.complainant} {self.title}".lower()

    @property
    def kind(self) -> str:
        """What somebody follows who has its code: "your complaint"."""
        if self.is_complaint:
            return "complaint"
        return "request" if self.residents else "case"

    def label(self, question: str, usual: str, mark: str = "") -> str:
        """A question in the procedure's own words and ``mark``, or as it is usually asked."""
        said = self.words.get(question)
        return f"{said.label}{mark}" if said is not None and said.label else usual

    def hint(self, question: str, usual: str) -> str:
        """The line of help under it, likewise; none where the question is the procedure's own."""
        said = self.words.get(question)
        if said is None or not (said.label or said.hint):
            return usual
        return said.hint


@dataclass(frozen=True, slots=True)
class Fit:
    """A question that must be answered with yes before a case is moved into the procedure."""

    id: str
    ask: str
    no_say: str
    source: str = ""
