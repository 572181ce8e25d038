"""What may be chosen on the forms of the studio: events, statements, people, each in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.catalogue.coming_in import PARTIES
from engine.catalogue.definition import Field, Form, Variable
from engine.catalogue.kinds import titled
from engine.checking.vocabulary import EVENTS, OF_TWO
from engine.permissions import ACCOUNTS
from engine.studio import clock_words
from engine.studio.declared import Declared

_PARTIES = {
    "complainant": "The person whose case it is",
    "representative": "Whoever speaks for them",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. ``otherwise``: of a statement, its opposite in words."""

    value: str
    words: str
    otherwise: str = ""

    def __iter__(self) -> Iterator[str]:
        """The pair that boxes show."""
        return iter((self.value, self.words))


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind."""

    title: str
    options: tuple[Option, ...]


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def events(about: Declared) -> tuple[Group, ...]:
    """Everything that a clock may start from or end at."""
    recorded = dict.fromkeys(
        e.attributes["records"] for e in about.elements if e.attributes.get("records")
    )
    actions = [f"{a.id}_asked" if a.run else a.id for a in about.any_time.values()]
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("The case", sorted(EVENTS)),
        ("Steps", recorded),
        ("What somebody may do at any time", actions),
        ("Letters", [f"letter {code}" for code in about.letters]),
        ("Letters that can be sent to nobody", [f"unsendable {code}" for code in about.letters]),
        ("More time", [f"extended {clock}" for clock in about.clocks]),
    )
    return tuple(
        Group(title, tuple(Option(each, _first_up(clock_words.event(each, about))) for each in of))
        for title, of in kinds
    )


def happenings(about: Declared) -> frozenset[str]:
    """Every event that may be chosen."""
    return frozenset(o.value for group in events(about) for o in group.options) | OF_TWO


def answers(form: Form | None, before: str, about: Declared) -> tuple[Group, ...]:
    """Statements about the answers to the fields above ``before``, and about the case."""
    above = list(_until(form.fields, before)) if form else []
    asked = {each.id for each in above}
    groups = [Group(each.label, tuple(_of_field(each))) for each in above]
    known = [v for v in about.variables.values() if v.id not in asked]
    groups += [Group(f"What is known: {_said(v.id)}", tuple(_of_variable(v))) for v in known]
    return tuple(group for group in groups if group.options)


def _until(fields: tuple[Field, ...], before: str) -> Iterator[Field]:
    for each in fields:
        if each.id == before:
            return
        yield each


def _of_field(each: Field) -> Iterator[Option]:
    label = each.label.rstrip("?:")
    if each.type == "bool":
        yield Option(each.id, f"“{label}” is “Yes”", f"“{label}” is “No”")
    elif each.type == "choice":
        for choice in each.choices:
            yield _equal(each.id, choice.value, f"“{label}”", choice.label)
    elif each.type not in ("findings", "points", "fits"):
        yield Option(each.id, f"“{label}” is filled in", f"“{label}” is not filled in")


def _equal(name: str, value: str, label: str, words: str) -> Option:
    return Option(f"{name} == {value!r}", f"{label} is “{words}”", f"{label} is not “{words}”")


def _of_variable(each: Variable) -> Iterator[Option]:
    name = titled(each.id)
    if each.type == "bool":
        yield Option(each.id, f"{name}: yes", f"{name}: no")
    for value in each.of:
        yield _equal(each.id, value, name, titled(value))


def _said(name: str) -> str:
    return titled(name).lower()


def guards(about: Declared) -> tuple[Group, ...]:
    """Statements about the case that decide whether something may be done now."""
    letters = [(code, code) for code in about.letters]
    clocks = [(clock.id, clock.title) for clock in about.clocks.values()]
    tasks = [(task.id, task.name or task.id) for task in about.tasks]
    roles = [(role.id, role.title) for role in about.roles.values()]
    happened = [(o.value, o.words) for g in events(about) for o in g.options]
    people = [(who, titled(who)) for who in sorted(PARTIES | about.roles.keys())]
    of: dict[str, list[tuple[str, str]]] = {
        "open": tasks,
        "sent": letters,
        **dict.fromkeys(("running", "late", "in_time", "past", "due_later", "told"), clocks),
        "happened": happened,
        "by": roles,
        "present": people,
    }
    return (Group("The case", _OF_THE_CASE), *(_asking(name, of[name]) for name in _ASKED))


_OF_THE_CASE = (
    Option("closed()", "The case is closed", "The case is not closed"),
    Option("answered()", "Every point has a finding", "Not every point has a finding"),
    Option("restricted()", "A limit on contact is in force", "No limit on contact is in force"),
    Option(
        "threshold_met()",
        "Enough was reported for a review",
        "Not enough was reported for a review",
    ),
)
#: function -> what its group is called, and what it says and does not say of one
_ASKED = {
    "open": ("A step is open", "“{}” is open", "“{}” is not open"),
    "sent": ("A letter was sent", "{} was sent", "{} was not sent"),
    "running": ("A clock runs", "“{}” runs", "“{}” does not run"),
    "late": ("A clock is late", "“{}” is late", "“{}” is not late"),
    "in_time": ("A clock is in time", "“{}” is in time", "“{}” is not in time"),
    "past": ("A clock’s day is over", "The day of “{}” is over", "The day of “{}” is not over"),
    "due_later": (
        "A clock’s day is still to come",
        "The day of “{}” is still to come",
        "The day of “{}” is not still to come",
    ),
    "told": (
        "The person was told of a new date",
        "They were told in time of “{}”",
        "They were not told in time of “{}”",
    ),
    "happened": ("Something has happened", "It has happened: {}", "It has not happened: {}"),
    "by": ("Who does it", "Whoever does it is {}", "Whoever does it is not {}"),
    "present": ("Somebody takes part", "Somebody is {} here", "Nobody is {} here"),
}


def _asking(function: str, of: list[tuple[str, str]]) -> Group:
    title, words, otherwise = _ASKED[function]
    return Group(
        title,
        tuple(
            Option(f"{function}({value!r})", words.format(said), otherwise.format(said))
            for value, said in of
        ),
    )


def actors(about: Declared, groups: Iterable[str] = ()) -> tuple[Option, ...]:
    """Who may do something: the roles, and the people of the case."""
    people = [Option(who, words) for who, words in _PARTIES.items()]
    shared = [Option(each, f"The group “{each}”") for each in groups]
    roles = [Option(role.id, role.title) for role in about.roles.values()]
    return (*roles, *people, Option("contributor", "Whoever was asked to contribute"), *shared)


def capacities(about: Declared) -> tuple[Option, ...]:
    """What a person of a case can be, for separations."""
    given = {f.capacity for form in about.forms.values() for f in form.every_field()}
    given |= {form.capacity for form in about.forms.values()}
    named = {role.id: role.title for role in about.roles.values()}
    known = dict.fromkeys(
        [*named, *sorted(PARTIES), *sorted(c for c in given if c), "contributor"]
    )
    return tuple(Option(each, named.get(each, titled(each))) for each in known)


def people(about: Declared) -> tuple[Group, ...]:
    """Everything that somebody can be, with those around them, for separations."""
    roles = [Option(role.id, role.title) for role in about.roles.values()]
    given = [o for o in capacities(about) if o.value not in about.roles]
    near = [
        Option(f"{word}_{one.value}", words.format(one.words))
        for one in (*given, *roles)
        for word, words in _AROUND.items()
    ]
    accounts = [Option(kind, title) for kind, title in ACCOUNTS.items()]
    close = [
        Option(f"{word}_{one.value}", _AROUND[word].format(one.words))
        for one in accounts
        for word in ("partner_of", "close_to")
    ]
    return (
        Group("Roles", tuple(roles)),
        Group("What somebody is in the case", tuple(given)),
        Group("Whose account it is", tuple(accounts)),
        Group("Those around them", (*close, *near)),
    )


_AROUND = {
    "managed_by": "Managed by: {}",
    "manages": "Manages: {}",
    "partner_of": "Husband, wife or civil partner of: {}",
    "close_to": "Relative or close friend of: {}",
}
