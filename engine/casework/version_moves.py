"""A case that is under way goes on under the version of its procedure that is in force.

Nothing fires by it and no date moves by it: the case keeps the numbers that froze at its receipt,
unless whoever moves it says that it is to take those in force. What waits keeps its id, since when
it waits, and what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine import workflow
from engine.casework import clock_sheet, points, version_undoing
from engine.casework.in_hand import InHand, take
from engine.casework.version_here import bars_from
from engine.casework.version_judging import Judged, Verdict, judge
from engine.casework.version_target import (
    Target,
    frozen,
    in_force,
    program_of,
    under,
    variables_of,
    whole,
)
from engine.deadlines.moves import VERSION_MOVED
from engine.errors import FormErrors, NotNow, NotPermitted
from engine.permissions import PROCESS_OWNER, Actor, Rule
from engine.store.capacities import rules_of
from engine.store.cases import Run
from engine.store.office import Office
from engine.store.readers import APART, kept_apart
from engine.store.version_moves import VersionMove
from engine.workflow.effects import OpenTask, WaitingTimer

MOVED = "case:version:moved"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one case. ``accepted``: it may go on though some things differ;
    ``new_numbers``: it takes the council's numbers in force, and its dates may change; ``seen``:
    what whoever decides was shown (`Judged.seen`), "" for a case that was shown as safe.
    """

    accepted: bool = False
    new_numbers: bool = False
    seen: str = ""


def move(
    office: Office, actor: Actor, reference: str, to: str, reason: str, decision: Decision
) -> None:
    """Move one case to the version ``to``, which must be in force. Judged again under its lock.

    Raises NotPermitted, FormErrors where no reason is given, NotNow with the reason of the case.
    """
    _require_owner(actor)
    if not reason.strip():
        raise FormErrors({"reason": "Enter why the cases are moved."})
    with take(office, actor, reference) as hand:
        target = in_force(office, hand.case.procedure)
        if target.procedure.version != to:
            raise NotNow(f"Another version has come into force. {_AGAIN}", "version")
        judged = judge(whole(hand), target)
        _require(hand, to, judged, decision)
        _carry_out(hand, target, judged, reason.strip(), decision)


def _require_owner(actor: Actor) -> None:
    if not actor.in_office or PROCESS_OWNER not in actor.roles:
        raise NotPermitted("Only a process owner moves cases to another version.", "role")


def _require(hand: InHand, to: str, judged: Judged, decision: Decision) -> None:
    """Raise what stands in the way: a fact, or a decision that was not made about this."""
    new_numbers = decision.new_numbers and not judged.same_numbers
    if judged.verdict is Verdict.BLOCKED:
        raise NotNow(" ".join(judged.blocked), "version")
    if hand.case.version == to and not new_numbers:
        raise NotNow(
            "The case follows this version already: only its numbers are older.", "version"
        )
    if new_numbers and kept_apart(hand.procedure, hand.actor):
        raise NotPermitted(APART, "confidential")
    if judged.verdict is Verdict.DECIDE:
        _require_accepted(hand, judged, decision)
    if judged.needs_new and not new_numbers:
        raise NotNow(judged.needs_new, "numbers")
    if new_numbers and judged.no_new_numbers:
        raise NotNow(judged.no_new_numbers, "numbers")
    if new_numbers and judged.new_numbers and decision.seen != judged.seen:
        raise NotNow(f"Its dates would change otherwise than was listed. {_AGAIN}", "stale")


_AGAIN = "Look at the list again."


def _require_accepted(hand: InHand, judged: Judged, decision: Decision) -> None:
    if kept_apart(hand.procedure, hand.actor):
        raise NotPermitted(APART, "confidential")
    if not decision.accepted:
        raise NotNow(f"Somebody has to decide first. {' '.join(judged.decide)}", "decision")
    if decision.seen != judged.seen:
        raise NotNow(f"What has to be decided is not what was listed. {_AGAIN}", "stale")


def _carry_out(
    hand: InHand, target: Target, judged: Judged, reason: str, decision: Decision
) -> None:
    case, old, frozen_then = hand.case, hand.procedure, hand.case.profile_version
    before, rules = version_undoing.noted(hand), rules_of(old, hand.profile)
    taken = decision.new_numbers and not judged.same_numbers
    if taken:
        case.profile, case.profile_version = target.profile.id, target.profile.version
    _follow(hand, target)
    case.confidential = target.procedure.confidential
    for run in hand.runs:
        _go_on(hand, run, taken, rules)
    _leave_clocks(hand)
    clock_sheet.bring_up_to_date(hand)
    said: dict[str, object] = {
        "from_version": old.version,
        "to_version": case.version,
        "from_profile": frozen_then,
        "to_profile": case.profile_version,
        "numbers": "taken" if taken else "kept",
        "dates": [each.sentence for each in judged.new_numbers] if taken else [],
        "accepted": list(judged.decide),
        "reason": reason,
    }
    hand.record(VERSION_MOVED, said)
    hand.audit(MOVED, target.procedure.title, said)
    hand.clocks_stale = False  # no clock reads it
    hand.session.flush()
    _keep(hand, said, reason, before)


def _keep(
    hand: InHand, said: Mapping[str, object], reason: str, before: dict[str, object]
) -> None:
    hand.session.add(
        VersionMove(
            case_id=hand.case.id,
            from_version=said["from_version"],
            to_version=said["to_version"],
            from_profile=said["from_profile"],
            to_profile=said["to_profile"],
            at=hand.now,
            person_id=hand.actor.person_id,
            reason=reason,
            before={**before, "since": version_undoing.marks(hand)},
            ledger_seq=hand.case.ledger_seq,
        )
    )


def _follow(hand: InHand, target: Target) -> None:
    """From here on the case is read under the new version and the numbers that it has now."""
    case = hand.case
    profile = frozen(hand.office, hand.session, case.profile_version, target.procedure)
    view = under(hand, target.procedure, profile)
    case.version = target.procedure.version
    hand.__dict__.pop("points", None)
    hand.__dict__.update(
        procedure=view.procedure, profile=profile, events=view.events, kinds_read=view.kinds_read
    )
    hand.clocks_derived.clear()
    hand.around.clear()


def _go_on(hand: InHand, run: Run, new_numbers: bool, rules: tuple[Rule, ...]) -> None:
    """A run under the new version: the same bytes, read with its diagram."""
    assert run.state is not None
    run.variables = variables_of(hand, run, new_numbers)
    run.version = hand.case.version
    known = {**run.variables, **points.derived(hand)}
    waits = workflow.look(program_of(hand, run), run.state, known)
    _tasks(hand, run, {task.id: task for task in waits.open}, rules)
    _timers(hand, run, {timer.id: timer for timer in waits.timers})


def _tasks(
    hand: InHand, run: Run, waiting: Mapping[str, OpenTask], rules: tuple[Rule, ...]
) -> None:
    for row in hand.open_tasks:
        task = waiting.get(row.id) if row.run_id == run.id else None
        if task is None:
            continue
        moved_on = row.stage != (task.stage or "")
        if bars_from(hand, row, task.role or "", rules):
            row.assignee_id = None
        row.name, row.role, row.form = task.name, task.role or "", task.form or ""
        row.clock, row.stage = task.clock or "", task.stage or ""
        if moved_on and run.kind == "main":
            hand.case.stage = row.stage


def _timers(hand: InHand, run: Run, waiting: Mapping[str, WaitingTimer]) -> None:
    for row in hand.books.timers:
        timer = waiting.get(row.ref) if row.run_id == run.id and row.kind == "engine" else None
        if timer is not None and (row.clock, row.moment) != (timer.clock, timer.at):
            row.clock, row.moment = timer.clock, timer.at


def _leave_clocks(hand: InHand) -> None:
    """Instances that the new rules do not know end here; nobody is reminded of them."""
    known = {(state.rule.name, state.instance) for state in clock_sheet.states(hand)}
    for row in hand.books.clocks:
        if (row.name, row.instance) not in known and row.status in ("running", "paused"):
            row.status, row.ended_at = "stopped", hand.now
    for timer in list(hand.books.timers):
        if timer.kind == "ladder" and (timer.clock, timer.instance) not in known:
            clock_sheet.forget(hand, timer)
