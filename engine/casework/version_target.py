"""Another version of the procedure that a case follows, and the case as it would be under it."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from engine.casework import moving
from engine.casework.in_hand import InHand
from engine.catalogue.definition import Diagram, Procedure
from engine.catalogue.profile import Profile
from engine.clock import london_date
from engine.deadlines.rules import Event
from engine.errors import NotFound, NotNow
from engine.store.books import open_books
from engine.store.cases import Run
from engine.store.office import Office
from engine.store.session import Session
from engine.workflow.program import Program


@dataclass(frozen=True, slots=True)
class Target:
    """The version in force, and the council's numbers in force: as new cases get them."""

    procedure: Procedure
    profile: Profile


def in_force(office: Office, procedure_id: str) -> Target:
    """What new cases of a procedure get today. Raises NotFound."""
    procedure = office.catalogue.procedures.get(procedure_id)
    if procedure is None:
        raise NotFound(f"There is no procedure {procedure_id}.")
    today = london_date(office.clock.now())
    return Target(procedure, office.catalogue.profile_for(office.settings.profile, today))


def other_numbers(office: Office, session: Session, target: Target, kept: set[str]) -> set[str]:
    """Which of these versions of the council's numbers count the procedure otherwise."""
    known = (v for v in kept if v != target.profile.version)
    present = _counted(target.profile, target.procedure)
    return {
        version
        for version in known
        if _counted(frozen(office, session, version, target.procedure), target.procedure)
        != present
    }


def _counted(profile: Profile, procedure: Procedure) -> tuple[object, ...]:
    """All of a profile that a case of the procedure freezes."""
    read = {
        name: profile.values.get(name)
        for name, variable in procedure.variables.items()
        if variable.origin == "profile"
    }
    known = procedure.id
    clocks, thresholds = profile.clocks.get(known), profile.thresholds.get(known)
    return profile.timing, clocks, thresholds, profile.ladders, read


def whole(hand: InHand) -> InHand:
    """The case with all that is read of it: another version's clocks may read other events."""
    if hand.opened is None:
        hand.opened = open_books(hand.session, hand.case.id)
    return hand


def under(hand: InHand, procedure: Procedure, profile: Profile) -> InHand:
    """The case as it would be under these rules. Only to be read."""
    view = copy.copy(hand)
    for known in ("kinds_read", "events", "points", "open_tasks"):
        view.__dict__.pop(known, None)
    view.__dict__.update(procedure=procedure, profile=profile, clocks_derived={}, around={})
    view.__dict__["events"] = [
        Event(kind, at, data)
        for _, kind, at, data in hand.books.happened
        if kind in view.kinds_read
    ]
    return view


def frozen(office: Office, session: Session, version: str, procedure: Procedure) -> Profile:
    """The numbers that a case froze, with the clocks of another version of its procedure."""
    return office.profile(session, version, procedure)


def diagram_of(procedure: Procedure, file: str) -> Diagram | None:
    """The diagram of that file in a version, if it has one."""
    drawn = (procedure.diagram, *procedure.side_diagrams.values())
    return next((diagram for diagram in drawn if diagram.file == file), None)


def program_of(view: InHand, run: Run) -> Program:
    """The diagram of a run as this version has it. Raises NotNow where it has none."""
    if diagram_of(view.procedure, run.diagram) is None:
        raise NotNow("What is under way is not in the new version.", "side")
    return moving.program_of(view, run)


def variables_of(view: InHand, run: Run, new_numbers: bool) -> dict[str, object]:
    """A run's variables under a version: what is known stays, what is new begins as it would.

    ``new_numbers``: those that come from the council's profile are read again.
    """
    values = moving.first_variables(view, run.entry)
    for name, variable in view.procedure.variables.items():
        if name in run.variables and not (new_numbers and variable.origin == "profile"):
            values[name] = run.variables[name]
    return values
