"""Who may do what: values in, a decision with its reason out. Default no."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts. ``kind``: resident, officer, system; ``capacities``: a party's in the case.

    ``account``: whose account an officer's is, one of ACCOUNTS; those of others than employees act
    only in what they were asked to do.
    """

    person_id: int | None
    officer_id: int | None
    name: str
    roles: frozenset[str] = frozenset()
    grade: int = 0
    kind: str = "officer"
    capacities: frozenset[str] = frozenset()
    account: str = "employee"

    @property
    def in_office(self) -> bool:
        """Whether this is an officer of the council, who may be asked what only officers know."""
        return self.kind == "officer" and self.account == "employee"

    def acts_as(self) -> frozenset[str]:
        """Everything that a ``by`` list may name."""
        return self.roles | self.capacities


#: the scheduler, acting on dates that pass
SYSTEM = Actor(None, None, "Redress", kind="system")


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes."""


@dataclass(frozen=True, slots=True)
class Denied:
    """No, and why. ``rule`` is a separation's id or ``role``; ``source`` the law or policy."""

    reason: str
    rule: str
    source: str = ""


Decision = Allowed | Denied
YES = Allowed()


#: kinds of account: employees of the council, its members (councillors), people from outside
#: (independent persons, advocates), other organisations (the police, a landlord)
ACCOUNTS: Mapping[str, str] = {
    "employee": "Employee of the council",
    "member": "Councillor",
    "outside": "Independent or outside person",
    "body": "Other organisation",
}

#: the role that changes procedures, and approves what another process owner changed
PROCESS_OWNER = "process_owner"

#: roles of the whole office, which no procedure declares
OFFICE_ROLES: Mapping[str, str] = {
    "manager": "Manager who reads the figures",
    PROCESS_OWNER: "Process owner",
}

#: who reads the figures: these, and nobody for having worked on a case
READS_FIGURES = frozenset(
    {"complaints_manager", "adults_complaints_manager", "service_director", "manager"}
)


@dataclass(frozen=True, slots=True)
class Held:
    """A capacity that a person holds or held in a case; ``grade`` of an officer, else 0."""

    person_id: int
    capacity: str
    grade: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A separation, ready to judge: the grade already resolved against the profile."""

    id: str
    say: str
    source: str = ""
    never_both: tuple[str, ...] = ()
    task: str | None = None
    roles: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    grade: str | None = None  # not_junior | senior


@dataclass(frozen=True, slots=True)
class People:
    """Who has done what in a case, and what they are to each other.

    ``manages``: person -> the persons they manage; ``partners``: whom they are married to or in a
    civil partnership with; ``close``: relatives and friends. ``accounts``: person -> the kind of
    their account.
    """

    held: Sequence[Held] = ()
    manages: Mapping[int, frozenset[int]] = field(default_factory=dict)
    partners: Mapping[int, frozenset[int]] = field(default_factory=dict)
    close: Mapping[int, frozenset[int]] = field(default_factory=dict)
    accounts: Mapping[int, str] = field(default_factory=dict)

    def capacities_of(self, person: int) -> frozenset[str]:
        """A person's own capacities, and those of the people around them.

        ``manages_X`` for each X of somebody they manage, ``managed_by_X`` for each X of somebody
        who manages them, or manages whoever does, and so on up. ``partner_of_X`` and
        ``close_to_X`` likewise. What somebody is anywhere (``employee``, ``member`` …) counts too.
        """
        own = {held.capacity for held in self.held if held.person_id == person}
        own |= {self.accounts[person]} if person in self.accounts else set()
        for word, around in (("partner_of", self.partners), ("close_to", self.close)):
            for other in around.get(person, ()):
                own |= {f"{word}_{capacity}" for capacity in self._own(other)}
        managed = self.manages.get(person, frozenset())
        bosses = self.above(person)
        own |= {f"manages_{held.capacity}" for held in self.held if held.person_id in managed}
        own |= {f"managed_by_{held.capacity}" for held in self.held if held.person_id in bosses}
        return frozenset(own)

    def _own(self, person: int) -> frozenset[str]:
        """What a person is and was in the case, and the kind of their account."""
        held = {held.capacity for held in self.held if held.person_id == person}
        return frozenset(held | {self.accounts.get(person, "")} - {""})

    def above(self, person: int) -> frozenset[int]:
        """Everybody who manages a person, however far up, as far as it is known."""
        found: set[int] = set()
        waiting = {person}
        while waiting:
            waiting = {b for b, others in self.manages.items() if others & waiting} - found
            found |= waiting
        return frozenset(found)


def may_take(
    who: Actor, element: str, roles: Sequence[str], rules: Iterable[Rule], people: People
) -> Decision:
    """May this person be given, claim or complete the task of this element?"""
    if who.kind == "system":
        return YES
    if roles and not who.acts_as() & set(roles):
        return Denied(f"This task is for: {', '.join(roles)}.", "role")
    # Of several roles that a task names, one acts in the first that one holds
    acting = [role for role in roles if role in who.acts_as()][:1]
    if who.person_id is None:
        return YES
    mine = people.capacities_of(who.person_id)
    for rule in rules:
        decision = _judge(rule, who, mine, element, acting, people)
        if isinstance(decision, Denied):
            return decision
    return YES


def here(who: Actor, outside: Collection[str], asked: Collection[str]) -> Actor:
    """Somebody as they act in one case: who is no employee, only in what they were asked to do.

    ``outside``: the roles that others than employees may hold; ``asked``: the capacities that they
    hold in this case and the roles of the tasks that they were given in it.
    """
    if who.kind != "officer" or who.in_office:
        return who
    return replace(who, roles=who.roles & frozenset(outside) & frozenset(asked))


def _judge(
    rule: Rule,
    who: Actor,
    mine: frozenset[str],
    element: str,
    roles: Sequence[str],
    people: People,
) -> Decision:
    applies = rule.task == element or bool(set(rule.roles) & set(roles))
    if applies and mine & set(rule.never):
        return Denied(rule.say, rule.id, rule.source)
    taking = set(rule.never_both) & set(roles)
    if taking and mine & (set(rule.never_both) - taking):
        return Denied(rule.say, rule.id, rule.source)
    if taking and rule.grade and not _senior_enough(rule, who, taking, people):
        return Denied(rule.say, rule.id, rule.source)
    return YES


def _senior_enough(rule: Rule, who: Actor, taking: set[str], people: People) -> bool:
    """The first capacity of ``never_both`` is the one to be compared with."""
    first = rule.never_both[0]
    if first in taking:
        return True
    grades = [held.grade for held in people.held if held.capacity == first]
    if not grades:
        return True
    return who.grade > max(grades) if rule.grade == "senior" else who.grade >= max(grades)


def may_begin_beside(
    diagram: str, ends_case: bool, running: Iterable[tuple[str, str]], *, again: bool = False
) -> Decision:
    """May a side diagram begin? ``running``: (kind, diagram) of the case's runs.

    The same one never runs twice at a time, unless it may begin ``again``, and one that ends the
    case needs a case that goes on.
    """
    known = list(running)
    if not again and any(drawn == diagram for _, drawn in known):
        return Denied("This has been asked for already and is being dealt with.", "asked")
    if ends_case and not any(kind == "main" for kind, _ in known):
        said = "The complaint has been dealt with; its last letter is on its way."
        return Denied(said, "ended")
    return YES


def may_do(who: Actor, by: Sequence[str]) -> Decision:
    """May this person use an at-any-time action whose ``by`` list this is?"""
    if who.kind == "system" or who.acts_as() & set(by):
        return YES
    return Denied(f"Only these may do that: {', '.join(by)}.", "role")


def may_read_figures(who: Actor) -> Decision:
    """May this person read reports?"""
    if who.kind == "system" or (who.kind == "officer" and who.roles & READS_FIGURES):
        return YES
    return Denied("Reports are for managers and complaints managers.", "role")
