"""Guards read for a screen. The verbs judge again, under the lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from engine import expressions
from engine.catalogue.definition import AnyTime
from engine.clock import london_date
from engine.deadlines.guards import guard_functions, since_afresh, states_since
from engine.deadlines.time_limits import in_months
from engine.desk import counted_reports
from engine.desk.reading import Read
from engine.permissions import Denied, may_begin_beside
from engine.store.capacities import present
from engine.store.dated_actions import outstanding
from engine.store.restrictions import in_force


def functions(read: Read) -> Mapping[str, Callable[..., object]]:
    """The guard functions over this case."""
    return guard_functions(
        read.profile.clocks.get(read.case.procedure, {}),
        states_since(
            read.states,
            ((event.kind, event.happened_at) for event in read.books.events),
            read.procedure.afresh,
        ),
        read.now,
        events=since_afresh((event.kind for event in read.books.events), read.procedure.afresh),
        open_tasks={task.element for task in read.books.tasks if task.status == "open"},
        closed=read.case.status == "closed",
        answered=_answered(read),
        values=read.profile.values,
        outstanding=lambda kind: outstanding(read.dated_actions, kind),
        roles=read.acting(read.actor).acts_as() if read.actor else (),
        present=present(read.books),
        runs=partial(read.office.runs, read.session, read.case.profile_version),
        restricted=bool(
            in_force(read.books.restrictions, read.case.person_id, london_date(read.now))
        ),
        threshold_met=partial(counted_reports.met, read),
        in_months=lambda value: in_months(
            read.profile.values,
            value,
            read.case.known_on,
            london_date(read.case.received_at),
            read.profile.timing.calendar,
        ),
        kept=read.case.data,
    )


def _answered(read: Read) -> bool:
    found = {finding.point_id for finding in read.books.findings if finding.current}
    return bool(found) and all(p.id in found for p in read.books.points if not p.set_aside)


def why_not_beside(read: Read, action: AnyTime) -> str:
    """Why the action's side diagram cannot begin now; nothing where it can, or it has none."""
    if not action.run:
        return ""
    drawn = read.procedure.side_diagrams.get(action.run)
    going = [run for run in read.books.runs if run.status == "running"]
    running = [(run.kind, run.diagram) for run in going]
    file = drawn.file if drawn else ""
    decision = may_begin_beside(file, bool(action.ends), running, again=action.again)
    return decision.reason if isinstance(decision, Denied) else ""


def holds(
    text: str,
    functions: Mapping[str, Callable[..., object]],
    names: Mapping[str, object] | None = None,
) -> bool:
    """Whether an expression holds; names that are not known count as nothing."""
    expression = expressions.parse(text)
    known = {name: (names or {}).get(name) for name in expression.names}
    return bool(expression.value(known, functions))
