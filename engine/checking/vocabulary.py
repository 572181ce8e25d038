"""The words that a procedure may use without declaring them, and those it makes itself."""

from __future__ import annotations

from engine.catalogue.coming_in import PARTIES
from engine.catalogue.definition import Procedure
from engine.checking.subject import Subject
from engine.deadlines.rules import OF_LETTERS

#: Events that Redress itself records.
EVENTS = frozenset(
    {
        *("received", "confirmed", "withdrawn", "run_cut", "closed", "points_added"),
        "moved",  # from another procedure
        *("at_risk", "copies_not_agreed"),  # said at intake
    }
)
#: Facts that the pages of every intake may give.
FACTS = frozenset({"anonymous", "at_risk", "help_needed", "known_on"})
#: Those that it records in both of two cases.
OF_TWO = frozenset({"split_off", "begun_from", "merged", "merged_in", "linked", "unlinked"})


def capacities(procedure: Procedure) -> frozenset[str]:
    """What a person of a case can be."""
    forms = procedure.forms.values()
    given = {f.capacity for form in forms for f in form.every_field()} | {
        f.capacity for f in forms
    }
    return PARTIES | procedure.roles.keys() | {capacity for capacity in given if capacity}


def events(subject: Subject) -> frozenset[str]:
    """Everything that can happen in this procedure."""
    procedure = subject.procedure
    verbs = ("extended", "paused", "resumed", "not_needed")
    moved = {f"{verb} {clock}" for verb in verbs for clock in procedure.clocks}
    letters = {f"{became} {code}" for became in OF_LETTERS for code in procedure.letters}
    recorded = {said for _, _, said in subject.named("records")}
    asked = {f"{action.id}_asked" for action in procedure.any_time.values() if action.run}
    return EVENTS | OF_TWO | moved | letters | recorded | asked | procedure.any_time.keys()
