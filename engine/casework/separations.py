"""Who may never do both: judged at assignment, claim, delegation and completion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.casework import own_links, staff
from engine.casework.in_hand import InHand
from engine.catalogue.sayings import inside
from engine.clock import london_date
from engine.errors import NotPermitted
from engine.permissions import YES, Actor, Decision, Denied, People, Rule, may_take
from engine.store import appending
from engine.store.capacities import around, as_here, people_of, rules_of, ties_of, wishes_of
from engine.store.cases import Participation
from engine.store.officers import of_person as officers_of
from engine.store.people import Person
from engine.store.tasks import Task


def require(hand: InHand, who: Actor, task: Task, giving: bool = False) -> None:
    """Raise NotPermitted when this person may not have this task.

    ``giving``: they are being given it; who is no employee takes none by themselves.
    """
    decision = _judged(hand, who, task, giving)
    if isinstance(decision, Denied):
        reason = decision.reason
        if decision.rule == "role" and not who.in_office and set(task.role.split()) & who.roles:
            reason = f"{who.name} was not asked to do “{task.name}”. Only an officer can ask them."
        elif decision.rule == "role":
            reason = f"{who.name} cannot take “{task.name}”: it is for {_titles(hand, task)}."
        raise NotPermitted(reason, decision.rule, decision.source)


def _judged(hand: InHand, who: Actor, task: Task, giving: bool = False) -> Decision:
    acting = as_here(hand.procedure, hand.books, who, task.role.split() if giving else ())
    rules = rules_of(hand.procedure, hand.profile)
    return may_take(acting, task.element, task.role.split(), rules, _people(hand, who, rules))


def refusal(hand: InHand, who: Actor, element: str, roles: str) -> str:
    """Why this person may not do a step that they have; "" when they may."""
    acting = as_here(hand.procedure, hand.books, who, roles.split())
    rules = rules_of(hand.procedure, hand.profile)
    decision = may_take(acting, element, roles.split(), rules, _people(hand, who, rules))
    return decision.reason if isinstance(decision, Denied) else ""


def require_appointed(hand: InHand, who: Actor, roles: Sequence[str]) -> None:
    """Raise NotPermitted when what somebody is bars them from what a form names them for.

    ``roles``: those of the procedure that they are to act in from now on, each judged.
    """
    rules = rules_of(hand.procedure, hand.profile)
    people = _people(hand, who, rules)
    acting = replace(who, roles=frozenset(roles))
    for role in roles:
        decision = may_take(acting, "", [role], rules, people)
        if isinstance(decision, Denied):
            raise NotPermitted(decision.reason, decision.rule, decision.source)


def require_part(
    hand: InHand, who: Actor, roles: Sequence[str], despite: Sequence[str] = ()
) -> None:
    """Raise NotPermitted when nobody in this person's place may act in these roles in the case.

    For what is no task: actions at any time, handing out work. Only what bars a capacity from a
    role counts; who may never do two tasks is asked of tasks. ``despite``: rules that do not bar.
    """
    all_rules = rules_of(hand.procedure, hand.profile)
    rules = [r for r in all_rules if r.roles and r.never and r.id not in despite]
    people = _people(hand, who, rules)
    held = [role for role in roles if role in who.acts_as()]
    decision = may_take(who, "", held, rules, people)
    if isinstance(decision, Denied):
        raise NotPermitted(decision.reason, decision.rule, decision.source)


def _people(hand: InHand, who: Actor, rules: Sequence[Rule]) -> People:
    """Everybody of the case, and whoever stands around the one who is judged."""
    on = london_date(hand.now)
    if who.person_id is None:
        return people_of(hand.books, on, _grades(hand))
    key = (who.person_id, len(hand.books.participations))
    if key not in hand.around:
        hand.around[key] = around(hand.session, hand.books, rules, who.person_id, on)
    return people_of(hand.books, on, _grades(hand), hand.around[key])


def _grades(hand: InHand) -> dict[int, int]:
    """Of those who take part by this very verb: the books do not know their accounts yet."""
    known = (hand.actor, *(each for each in hand.staff.values() if each is not None))
    return {each.person_id: each.grade for each in known if each.person_id is not None}


def _titles(hand: InHand, task: Task) -> str:
    roles = [hand.procedure.roles[r].title for r in task.role.split() if r in hand.procedure.roles]
    return " or ".join(inside(title) for title in roles) or "another role"


def give_back(hand: InHand, task: Task, officer_id: int) -> None:
    """Work that comes back goes to whoever did it before, if they still may; else to the queue."""
    officer = staff.officer(hand, officer_id)
    if officer is not None and _judged(hand, officer, task, giving=True) == YES:
        own_links.invite(hand, officer, task)
        task.assignee_id = officer_id


def give(hand: InHand, task: Task, officer_id: int) -> None:
    """Put a task on an officer's desk, if they may have it."""
    officer = staff.officer(hand, officer_id)
    if officer is None:
        raise NotPermitted("There is no such officer.", "role")
    require(hand, officer, task, giving=True)
    if task.assignee_id != officer_id:
        own_links.invite(hand, officer, task)
    task.assignee_id = officer_id


def take_part(hand: InHand, person_id: int, capacity: str, task: Task | None = None) -> None:
    """Record that a person acts in a capacity; once is enough."""
    for known in hand.books.participations:
        if (known.person_id, known.capacity, known.until) == (person_id, capacity, None):
            return
    row = Participation(
        case_id=hand.case.id,
        person_id=person_id,
        capacity=capacity,
        since=hand.now,
        until=None,
        task_id=None if task is None else task.id,
        stage="" if task is None else task.stage,
        reason="",
    )
    appending.add(hand.session, row)
    hand.books.participations.append(row)


def know_ties(hand: InHand, person_id: int) -> None:
    """Somebody was named in this very verb: they, what they need of letters and whom they manage
    are not in the books yet.
    """
    if all(person.id != person_id for person in hand.books.people):
        hand.books.people.append(hand.session.get_one(Person, person_id))
        hand.books.adjustments.extend(wishes_of(hand.session, person_id))
    if all(officer.person_id != person_id for officer in hand.books.officers):
        hand.books.officers.extend(officers_of(hand.session, person_id))
    known = {tie.id for tie in hand.books.relationships}
    ties = ties_of(hand.session, person_id)
    hand.books.relationships.extend(tie for tie in ties if tie.id not in known)
