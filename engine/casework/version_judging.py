"""Whether a case can go on under another version of its procedure: judged, nothing changed.

Safe: nothing has changed where it stands or waits. To decide: somebody has to know what is
different and say that it may go on all the same. Blocked: it cannot be moved, and why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from engine.casework import version_dates, version_here
from engine.casework.in_hand import InHand
from engine.casework.version_dates import DateChange
from engine.casework.version_target import (
    Target,
    diagram_of,
    frozen,
    program_of,
    under,
    whole,
)
from engine.store.cases import Run
from engine.workflow.fitting import Fit, fitting


class Verdict(StrEnum):
    """How a case fits another version."""

    SAFE = "safe"
    DECIDE = "decide"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Judged:
    """A case against another version, in sentences.

    ``blocked``: why it cannot be moved; ``decide``: what somebody has to accept; ``told``: what
    follows, but asks nothing. ``new_numbers``: the dates that would change if the council's
    numbers in force were taken too; ``no_new_numbers``: why they cannot be; ``same_numbers``:
    whether these are the case's own. ``needs_new``: why the old numbers cannot be kept.
    """

    blocked: tuple[str, ...] = ()
    decide: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    new_numbers: tuple[DateChange, ...] = ()
    no_new_numbers: str = ""
    same_numbers: bool = True
    needs_new: str = ""

    @property
    def verdict(self) -> Verdict:
        """Blocked before anything that could be decided."""
        if self.blocked:
            return Verdict.BLOCKED
        return Verdict.DECIDE if self.decide else Verdict.SAFE

    @cached_property
    def seen(self) -> str:
        """What whoever decides has seen, to find out whether it is still so."""
        said = (self.blocked, self.decide, self.new_numbers, self.no_new_numbers)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def judge(hand: InHand, target: Target) -> Judged:
    """How a case that is open fits the version in force."""
    view = _kept_numbers(whole(hand), target)
    blocked = tuple(_stopped(hand, view, target))
    if blocked:
        return Judged(blocked)
    fits = [(run, _fit(hand, view, run)) for run in hand.runs]
    decide: list[str] = []
    stopped: list[str] = []
    for run, fit in fits:
        stopped += [*fit.blocked, *version_here.blocked(hand, view, run, fit)]
        decide += version_here.decided(hand, view, run, fit)
    stopped += version_here.letters_blocked(hand, view)
    decide += version_here.of_the_case(hand, view)
    return _with_dates(hand, view, target, fits, stopped, decide)


def _kept_numbers(hand: InHand, target: Target) -> InHand:
    profile = frozen(hand.office, hand.session, hand.case.profile_version, target.procedure)
    return under(hand, target.procedure, profile)


def _fit(hand: InHand, view: InHand, run: Run) -> Fit:
    assert run.state is not None
    return fitting(program_of(hand, run), program_of(view, run), run.state)


def _stopped(hand: InHand, view: InHand, target: Target) -> Iterator[str]:
    """What stops any move, whatever the diagrams say."""
    if hand.case.status != "open":
        yield "The case is closed."
    same = hand.case.version == view.procedure.version
    if same and target.profile.version == hand.case.profile_version:
        yield "The case follows this version already."
    if any(t.kind == "engine" and t.due_at and t.due_at <= hand.now for t in hand.books.timers):
        yield "A date has come that Redress is about to deal with. Look again in a minute."
    for run in hand.runs:
        if diagram_of(view.procedure, run.diagram) is None:
            drawn = diagram_of(hand.procedure, run.diagram)
            name = drawn.name if drawn and drawn.name else run.diagram
            yield f"“{name}” is under way beside the case, and is not in the new version."


def _with_dates(
    hand: InHand,
    view: InHand,
    target: Target,
    fits: list[tuple[Run, Fit]],
    stopped: list[str],
    decide: list[str],
) -> Judged:
    moments = {(a.clock, a.at): (b.clock, b.at) for _, fit in fits for a, b in fit.timers}
    same = target.profile.version == hand.case.profile_version
    decide += [
        f"Though its numbers stay as they are: {each.sentence}"
        for each in version_dates.changes(hand, view)
    ]
    decide += [version_dates.COME.format(title=title) for title in _come(hand, view, moments)]
    told = [
        f"The clock “{title}” is new. The case’s own numbers have none for it, so it does not run."
        for title in version_dates.not_counted(hand, view)
    ]
    new = view if same else under(hand, target.procedure, target.profile)
    needs_new = version_here.unknown_numbers(hand, view)
    refused = "" if same else _no_new_numbers(hand, new)
    if needs_new and (same or refused):
        stopped.append(needs_new)
    elif needs_new:
        decide.append(needs_new)
    changes = () if same else _changes_with(hand, new, moments)
    return Judged(
        blocked=tuple(dict.fromkeys(stopped)),
        decide=tuple(dict.fromkeys(decide)),
        told=tuple(told),
        new_numbers=changes,
        no_new_numbers=refused,
        same_numbers=same,
        needs_new=needs_new,
    )


def _changes_with(
    hand: InHand, new: InHand, moments: dict[tuple[str, str], tuple[str, str]]
) -> tuple[DateChange, ...]:
    come = (DateChange(title, "", "") for title in _come(hand, new, moments))
    return (*version_dates.changes(hand, new), *come)


def _come(
    hand: InHand, view: InHand, moments: dict[tuple[str, str], tuple[str, str]]
) -> list[str]:
    """Titles of the clocks of which a moment would have come already."""
    known = view.procedure.clocks
    clocks = sorted(set(version_dates.at_once(hand, view, moments)))
    return [known[clock].title if clock in known else clock for clock in clocks]


def _no_new_numbers(hand: InHand, new: InHand) -> str:
    """Why the numbers in force cannot be taken for this case."""
    if hand.procedure.id not in new.profile.clocks:
        return "The council’s numbers in force have none for this procedure."
    if hand.case.moved_at is not None:
        return "It came from another procedure, whose dates were counted by its own numbers."
    if late := version_dates.late_work(hand, new, version_here.late_steps(hand.procedure)):
        return f"“{late}” is open because a date was missed. Complete it first."
    return version_here.unknown_numbers(hand, new)
