"""Whether a guard of the procedure holds for a case in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from engine import expressions
from engine.casework import clock_sheet, counted_reports
from engine.casework.in_hand import InHand
from engine.clock import london_date
from engine.deadlines.guards import guard_functions, since_afresh, states_since
from engine.deadlines.time_limits import in_months
from engine.store.capacities import as_here, present
from engine.store.dated_actions import of_case, outstanding
from engine.store.restrictions import in_force


def functions(hand: InHand) -> Mapping[str, Callable[..., object]]:
    """The guard functions over this case, at this moment, or when the step that is being
    completed happened.
    """
    return guard_functions(
        hand.rules,
        states_since(
            clock_sheet.states(hand),
            ((event.kind, event.happened_at) for event in hand.events),
            hand.procedure.afresh,
        ),
        hand.step_at or hand.now,
        events=since_afresh((event.kind for event in hand.events), hand.procedure.afresh),
        open_tasks={task.element for task in hand.open_tasks},
        closed=hand.case.status == "closed",
        answered=_answered(hand),
        values=hand.profile.values,
        outstanding=lambda kind: outstanding(of_case(hand.session, hand.case.id), kind),
        roles=as_here(hand.procedure, hand.books, hand.actor).acts_as() | hand.capacities(),
        present=present(hand.books),
        restricted=bool(
            in_force(hand.books.restrictions, hand.case.person_id, london_date(hand.now))
        ),
        runs=partial(hand.office.runs, hand.session, hand.case.profile_version),
        threshold_met=partial(counted_reports.met, hand),
        in_months=lambda value: in_months(
            hand.profile.values,
            value,
            hand.case.known_on,
            london_date(hand.case.received_at),
            hand.profile.timing.calendar,
        ),
        kept=hand.case.data,
    )


def _answered(hand: InHand) -> bool:
    own = (findings for point, findings in hand.points if not point.set_aside)
    found = [any(finding.current for finding in findings) for findings in own]
    return bool(found) and all(found)


def holds(
    hand: InHand,
    text: str,
    names: Mapping[str, object] | None = None,
    asked: Mapping[str, Callable[..., object]] | None = None,
) -> bool:
    """Whether a guard holds for this case now. A name that is not known counts as nothing.

    ``asked``: its functions, where several guards are asked about the same moment.
    """
    expression = expressions.parse(text)
    known = {name: (names or {}).get(name) for name in expression.names}
    called = (asked or functions(hand)) if expression.calls else {}
    return bool(expression.value(known, called))
