"""The actions that are possible at any time, as the case page offers them."""

from __future__ import annotations

from dataclasses import replace

from engine import deadlines
from engine.catalogue.definition import AnyTime
from engine.desk import dated_actions
from engine.desk.guards import functions, holds, why_not_beside
from engine.desk.questions import still_needed
from engine.desk.reading import Read, for_roles
from engine.desk.views import ActionView
from engine.permissions import Actor, Denied, may_do, may_take
from engine.store.capacities import rules_of


def view(read: Read, actor: Actor, action: AnyTime) -> ActionView:
    """The action as this actor sees it now; the verb judges again, under the lock."""
    why_not = _why_not(read, actor, action)
    return ActionView(
        id=action.id,
        title=action.title,
        allowed=not why_not,
        why_not=why_not,
        form=read.procedure.forms.get(_form_of(read, action)),
    )


def _why_not(read: Read, actor: Actor, action: AnyTime) -> str:
    who = read.acting(replace(actor, capacities=actor.capacities - stopped(read)))
    acting = dated_actions.acting(read, actor, action)
    if isinstance(may_do(who, action.by), Denied) and not acting:
        return for_roles(read.procedure, action.by)
    if barred := _barred(read, who, action):
        return barred
    if action.when and not holds(action.when, functions(read)):
        return action.say or "This is not possible now."
    if action.id.startswith("extend") and not _may_extend(read, action):
        return deadlines.NOTHING_TO_EXTEND
    needed = still_needed(read, read.procedure.forms.get(action.form or ""))
    return (
        next(iter(needed), "")
        or why_not_beside(read, action)
        or dated_actions.why_not(read, actor, action)
        or deadlines.why_not(action.id, read.states)
    )


def stopped(read: Read) -> frozenset[str]:
    """The capacities whose copies stop now: they may do nothing in the case either."""
    kinds = [event.kind for event in read.books.events]
    return frozenset(c for c, rule in read.procedure.copies.items() if rule.stopped(kinds))


def _barred(read: Read, who: Actor, action: AnyTime) -> str:
    """Why what this person is in the case bars them from acting in any of its roles."""
    if action.survives:
        return ""
    all_rules = rules_of(read.procedure, read.profile)
    rules = [r for r in all_rules if r.roles and r.never and r.id not in action.despite]
    held = [role for role in action.by if role in who.acts_as()]
    decision = may_take(who, "", held, rules, read.people)
    return decision.reason if isinstance(decision, Denied) else ""


def _may_extend(read: Read, action: AnyTime) -> bool:
    rules = read.profile.clocks.get(read.case.procedure, {})
    tasks_open = {task.element for task in read.books.tasks if task.status == "open"}
    waiting = {timer.clock for timer in read.books.timers if timer.kind == "engine"}
    return deadlines.may_extend(rules, action.clocks, tasks_open, waiting)


def _form_of(read: Read, action: AnyTime) -> str:
    """An extension asks what the late task of the clock that runs asks."""
    if action.clocks and action.id.startswith("extend"):
        for clock, late in action.clocks.items():
            state = read.latest(clock)
            drawn = read.procedure.diagram.elements.get(late[0]) if late else None
            if state is not None and state.status.value == "running" and drawn is not None:
                return drawn.attributes.get("form", action.form or "")
    return action.form or ""
