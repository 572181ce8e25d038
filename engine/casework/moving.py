"""Moves a case's runs and turns what the workflow asks for into rows; commits nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from engine import workflow
from engine.casework import clock_sheet, contributions, outcomes, points, waiting
from engine.casework.in_hand import InHand
from engine.casework.writing import write_letter
from engine.catalogue.definition import AnyTime, Diagram
from engine.errors import RunawayProcedure
from engine.store import dossier
from engine.store.cases import Run
from engine.store.ledger import Timer
from engine.store.tasks import Task
from engine.workflow.effects import (
    LetterWanted,
    Moved,
    OutcomeReached,
    Recorded,
    StageEntered,
)

#: how often dates may follow one another inside one verb before the diagram is called endless
MOST_FIRINGS = 50
_NONE: Mapping[str, object] = {}
_NO_ONE: Mapping[str, int] = {}


def start_run(
    hand: InHand,
    entry: str,
    diagram: Diagram | None = None,
    kind: str = "main",
    given: Mapping[str, object] = _NONE,
    assign: Mapping[str, int] = _NO_ONE,
) -> Run:
    """Begin a run of the case's procedure (or of a side diagram) with this entry.

    ``given``: variables that a form gave already; ``assign``: element -> officer id.
    """
    drawn = diagram or hand.procedure.diagram
    run = Run(
        case_id=hand.case.id,
        entry=entry,
        kind=kind,
        diagram=drawn.file,
        version=hand.case.version,
        state=None,
        variables={**first_variables(hand, entry), **given},
        status="running",
        outcome="",
        started_at=hand.now,
    )
    hand.session.add(run)
    hand.session.flush()
    hand.books.runs.append(run)
    if hand.case.status == "closed":  # its clocks are to be watched from the first
        hand.case.status, hand.case.closed_at = "open", None
    moved = workflow.start(
        program_of(hand, run), {**run.variables, **points.derived(hand)}, hand.now
    )
    apply(hand, run, moved, assign)
    return run


def complete(
    hand: InHand,
    run: Run,
    task: Task,
    changes: Mapping[str, object],
    assign: Mapping[str, int] | None = None,
) -> None:
    """Complete a task in the workflow; apply what follows. ``assign``: element -> officer id."""
    assert run.state is not None
    hand.step_at = hand.dated.get(task.element)  # what follows from it happened then, too
    moved = workflow.complete(
        program_of(hand, run),
        run.state,
        {**run.variables, **points.derived(hand)},
        task.id,
        changes,
        hand.now,
    )
    apply(hand, run, moved, assign or {})
    hand.step_at = None


def fire(hand: InHand, run: Run, timers: Sequence[str]) -> None:
    """Let these timers of a run go off."""
    assert run.state is not None
    moved = workflow.fire(
        program_of(hand, run),
        run.state,
        {**run.variables, **points.derived(hand)},
        timers,
        hand.now,
    )
    apply(hand, run, moved, {})


def cut(hand: InHand, run: Run, at: datetime | None = None) -> None:
    """End a run before its time: its tasks go, its clocks stop. ``at``: they stopped then.

    What a side diagram that goes on waits for, too, does not stop.
    """
    about = {t.clock for t in hand.open_tasks if t.run_id == run.id and t.clock}
    going_on = clocks_beside(hand, without=run)
    clock_sheet.stop(hand, (about | _clocks_of(hand, run)) - going_on, at, run)
    waiting.sync_tasks(hand, run, (), {})
    waiting.sync_timers(hand, run, ())
    run.state, run.status, run.ended_at = None, "cut", hand.now


def clocks_beside(hand: InHand, without: Run | None = None) -> set[str]:
    """The clocks of the side diagrams that go on, ``without`` one of them."""
    beside = (run for run in hand.runs if run.kind == "side" and run is not without)
    return set[str]().union(*(_clocks_of(hand, run) for run in beside))


def _clocks_of(hand: InHand, run: Run) -> set[str]:
    """Every clock that the run's diagram names, and the dates given in updates about them."""
    diagram = _diagram(hand, run)
    named = {e.attributes["clock"] for e in diagram.elements.values() if "clock" in e.attributes}
    later = {clock_sheet.successor(hand, clock) for clock in named}
    return named | {clock for clock in later if clock}


def first_variables(hand: InHand, entry: str) -> dict[str, object]:
    """The variables of a run before anything happened in it: entry, profile's values, defaults."""
    values: dict[str, object] = {}
    for name, variable in hand.procedure.variables.items():
        if variable.origin == "run":
            values[name] = entry
        elif variable.origin == "profile":
            values[name] = hand.profile.values.get(name)
        else:
            values[name] = variable.default
    return values


def recorded_by(hand: InHand, run: Run, element: str) -> tuple[str, ...]:
    """The event that completing a step records, if any."""
    drawn = _diagram(hand, run).elements.get(element)
    said = drawn.attributes.get("records") if drawn else None
    return (said,) if said else ()


def _diagram(hand: InHand, run: Run) -> Diagram:
    drawn = (hand.procedure.diagram, *hand.procedure.side_diagrams.values())
    return next(diagram for diagram in drawn if diagram.file == run.diagram)


def program_of(hand: InHand, run: Run) -> workflow.Program:
    """The diagram of a run, as the case's version has it, ready to run."""
    diagram = _diagram(hand, run)
    shared = {
        name: called.xml
        for name, called in hand.procedure.side_diagrams.items()
        if name.startswith("shared/")
    }
    return workflow.compile_program(diagram.xml, diagram.process, shared)


def apply(hand: InHand, run: Run, moved: Moved, assign: Mapping[str, int]) -> None:
    """Effects in their order, then what waits now."""
    run.state = moved.state
    variables = {n: v for n, v in moved.variables.items() if n in hand.procedure.variables}
    if variables != run.variables:
        run.variables = variables
    for effect in moved.effects:
        _take_effect(hand, run, effect)
    waiting.sync_tasks(hand, run, moved.open, assign)
    waiting.sync_timers(hand, run, moved.timers)
    hand.office.note_flows(run.diagram, moved.taken)
    if moved.ended:
        run.status, run.ended_at = "ended", hand.now
        if run.kind == "side" and run.outcome:
            _end_case(hand, run)


def _end_case(hand: InHand, side: Run) -> None:
    """A side diagram that reached an outcome ends all other runs, in the same transaction.

    Not those that survive the case; nor do their clocks end with the complaint.
    """
    if not _may_end_case(hand, side):
        return
    for run in hand.runs:
        if not any(action.survives for action in begun_by(hand, run)):
            cut(hand, run)
    said: dict[str, object] = {"outcome": side.outcome}
    if surviving := clocks_beside(hand):
        said["surviving"] = sorted(surviving)
    hand.record("withdrawn", said, run=side)


def _may_end_case(hand: InHand, side: Run) -> bool:
    """Whether an action that runs this side diagram ends the case with it."""
    return any(action.ends == "case" for action in begun_by(hand, side))


def begun_by(hand: InHand, side: Run) -> list[AnyTime]:
    """The actions that run the run's side diagram."""
    drawn = hand.procedure.side_diagrams.items()
    names = {name for name, diagram in drawn if diagram.file == side.diagram}
    return [action for action in hand.procedure.any_time.values() if action.run in names]


def _take_effect(hand: InHand, run: Run, effect: object) -> None:
    match effect:
        case Recorded(event=event, element=element):
            at = hand.dated.get(element) or hand.step_at
            hand.record(event, _dates_given(hand), run=run, happened_at=at)
        case LetterWanted(code=code, element=element, to=to):
            write_letter(hand, run, code, element, to)
        case StageEntered(stage=stage) if run.kind == "main":
            hand.case.stage = stage  # when: its first task says
        case OutcomeReached(outcome=outcome):
            run.outcome = outcome
            if run.kind == "main" or _may_end_case(hand, run):
                outcomes.reach(hand, run, outcome)
        case _:
            pass


def _dates_given(hand: InHand) -> dict[str, object]:
    """The dates of the form that led here, and what was chosen: a clock may end by them."""
    chosen = {rule.usual.by for rule in hand.rules.values() if rule.usual is not None}
    given = hand.form_values
    dates = {field: each.isoformat() for field, each in given.items() if isinstance(each, date)}
    return {**dates, **{field: str(given[field]) for field in chosen if field in given}}


def settle(hand: InHand) -> None:
    """The end of every verb: clocks follow the ledger, due dates go off, the case may close."""
    for _ in range(MOST_FIRINGS):
        if hand.clocks_stale:
            clock_sheet.bring_up_to_date(hand)
        elif hand.undated:
            clock_sheet.date(hand)
        due = _first_due(hand, hand.now)
        if due is None:
            break
        run = next(r for r in hand.runs if r.id == due.run_id)
        fire(hand, run, [due.ref])
    else:
        raise RunawayProcedure(
            f"Case {hand.case.reference} goes round for ever at clock {due.clock if due else ''}."
        )
    close_or_reopen(hand)


def catch_up(hand: InHand) -> None:
    """The beginning of a verb that moves a run: dates that nobody has swept yet come first."""
    while (due := _first_due(hand, hand.now)) is not None:
        run = next(r for r in hand.runs if r.id == due.run_id)
        fire(hand, run, [due.ref])


def _first_due(hand: InHand, now: datetime) -> Timer | None:
    due = [t for t in hand.books.timers if t.kind == "engine" and t.due_at and t.due_at <= now]
    return min(due, key=lambda t: (t.due_at, t.id or 0), default=None)


def close_or_reopen(hand: InHand) -> None:
    """Closed when every run has ended and every letter has left or is recorded as unsendable."""
    case = hand.case
    if hand.runs:
        if case.status == "closed":
            case.status, case.closed_at = "open", None
        return
    if case.status != "closed" and not dossier.unsettled_letters(hand.session, case.id):
        case.status, case.closed_at, case.due_at = "closed", hand.now, None
        clock_sheet.leave_ladders(hand)
        contributions.leave(hand)
        hand.record("closed", {"outcome": dict(case.outcome)})
        hand.audit("case:closed", "", dict(case.outcome))
