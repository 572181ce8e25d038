"""An acknowledgement goes out before every decision.

On every way from each entry, a letter with the purpose “acknowledgement” comes before any letter
with the purpose “decision” or “final”. A refusal needs none: it is itself the first answer. An
acknowledgement by speaking will do: a recorded fact that meets the same date as the letter.
Redress follows the lines through sub-processes and late branches, with every combination of
answers that it can try; it may find a way that cannot happen, but misses none.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue.definition import LetterDuty
from engine.checking.moving import Situation
from engine.checking.paths import Walk, surely_before, walks
from engine.checking.places import in_diagram
from engine.checking.subject import Subject
from engine.errors import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """One problem for each decision letter and entry, with a way on which nothing was
    acknowledged.
    """
    duties, spoken = _duties(subject), _spoken(subject)
    for walk in walks(subject):
        before = surely_before(
            walk, lambda name: _purpose(duties, name) == "acknowledgement" or name in spoken
        )
        told: set[str] = set()
        for situation, sure in before.items():
            name = situation.element
            if sure or name in told or _purpose(duties, name) not in ("decision", "final"):
                continue
            told.add(name)
            reason = (
                f"Letter {duties[name].code} can be sent before any acknowledgement "
                f"(entry “{walk.entry}”: {_story(walk, situation, before)})."
            )
            fix = "Draw the letter step of the acknowledgement before it."
            yield in_diagram(walk.net.diagram, name, reason, fix)


def _duties(subject: Subject) -> dict[str, LetterDuty]:
    letters = subject.procedure.letters
    codes = {e.id: code for _, e, code in subject.named("letter")}
    return {name: letters[code] for name, code in codes.items() if code in letters}


def _spoken(subject: Subject) -> set[str]:
    """The elements that record that it was acknowledged without a letter."""
    letters = subject.procedure.letters.values()
    written = {f"letter {duty.code}" for duty in letters if duty.purpose == "acknowledgement"}
    dates = (c.met_by for c in subject.procedure.clocks.values() if written & set(c.met_by))
    facts = {event for met_by in dates for event in met_by if not event.startswith("letter ")}
    return {e.id for _, e, event in subject.named("records") if event in facts}


def _purpose(duties: dict[str, LetterDuty], name: str) -> str:
    return duties[name].purpose if name in duties else ""


def _story(walk: Walk, situation: Situation, before: dict[Situation, bool]) -> str:
    """The steps and letters of a shortest way on which it never happened."""
    elements = walk.net.diagram.elements
    way = [elements[name] for name in walk.way_to(situation, before)]
    told = [e.name or e.id for e in way if e.tag in ("userTask", "sendTask", "callActivity")]
    return " → ".join(told)
