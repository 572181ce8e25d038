"""A procedure in plain words, for who does not read diagrams: steps, people, times, letters."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from engine.catalogue.definition import Diagram, Element, Flow, Procedure
from engine.catalogue.kinds import titled
from engine.catalogue.profile import Profile
from engine.studio import clock_words
from engine.studio.declared import Declared

_MOMENTS = {
    "due_morning": "On the morning of the due date of “{}”",
    "due": "When the due date of “{}” has passed",
    "breach": "When “{}” is overdue",
}
#: elements that only join or begin: a reader goes on to what follows
_PASSED = ("startEvent", "intermediateThrowEvent")


@dataclass(frozen=True, slots=True)
class Way:
    """One way on. ``when``: its answer, where there are several; ``to``: what comes next."""

    when: str
    to: str


@dataclass(frozen=True, slots=True)
class PlainStep:
    """One thing that happens. ``kind``: step, letter, part, decision, wait or end.

    ``who``: titles of roles, or of a letter's recipients; ``asks``: a form's questions.
    """

    id: str
    kind: str
    name: str
    who: tuple[str, ...] = ()
    time: str = ""
    asks: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """One drawing, in the order in which things happen. ``time``: the clock that covers it."""

    title: str
    time: str
    steps: tuple[PlainStep, ...]


@dataclass(frozen=True, slots=True)
class PlainClock:
    """A clock. ``length`` empty: the council has no number for it, so it does not run."""

    title: str
    length: str
    starts: tuple[str, ...]
    extension: str
    source: str


@dataclass(frozen=True, slots=True)
class PlainLetter:
    """A letter and who gets it."""

    code: str
    title: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainAction:
    """What may be done at any time, and by whom."""

    title: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A procedure in words. ``separations``: (what is never allowed, its source)."""

    title: str
    sheets: tuple[PlainSheet, ...]
    roles: tuple[str, ...]
    separations: tuple[tuple[str, str], ...]
    clocks: tuple[PlainClock, ...]
    letters: tuple[PlainLetter, ...]
    actions: tuple[PlainAction, ...]


def in_words(procedure: Procedure, profile: Profile) -> Plain:
    """The procedure as the council of this profile runs it."""
    reader = _Reader(procedure, profile)
    diagrams = (procedure.diagram, *procedure.side_diagrams.values())
    return Plain(
        title=procedure.title,
        sheets=tuple(sheet for diagram in diagrams for sheet in reader.sheets(diagram)),
        roles=tuple(role.title for role in procedure.roles.values()),
        separations=tuple((each.say, each.source) for each in procedure.separations),
        clocks=tuple(reader.clocks()),
        letters=tuple(
            PlainLetter(code, procedure.templates[code].title, reader.titles(letter.to))
            for code, letter in procedure.letters.items()
            if code in procedure.templates
        ),
        actions=tuple(
            PlainAction(action.title, reader.titles(action.by))
            for action in procedure.any_time.values()
        ),
    )


class _Reader:
    """Reads one procedure under one profile."""

    def __init__(self, procedure: Procedure, profile: Profile) -> None:
        self.procedure = procedure
        self.profile = profile
        self.rules = profile.clocks.get(procedure.id, {})
        drawn = (procedure.diagram, *procedure.side_diagrams.values())
        self.declared = Declared(
            readable=True,
            title=procedure.title,
            roles=procedure.roles,
            clocks=procedure.clocks,
            any_time=procedure.any_time,
            elements=tuple(e for diagram in drawn for e in diagram.elements.values()),
        )

    def titles(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Roles and capacities as people call them."""
        roles = self.procedure.roles
        return tuple(roles[n].title if n in roles else titled(n) for n in names)

    def clocks(self) -> Iterator[PlainClock]:
        for name, duty in self.procedure.clocks.items():
            rule = self.rules.get(name)
            if rule is None:
                yield PlainClock(duty.title, "", (), "", "")
                continue
            yield PlainClock(
                title=duty.title,
                length=clock_words.how_long(rule),
                starts=tuple(clock_words.start(each, self.declared) for each in rule.starts),
                extension=clock_words.extension(rule, self.declared),
                source=rule.source,
            )

    def sheets(self, diagram: Diagram) -> Iterator[PlainSheet]:
        """The main drawing first, then each part in the order in which they are drawn."""
        for container in (diagram.process, *_parts(diagram)):
            inside = diagram.elements.get(container)
            title = inside.name if inside is not None and inside.name else diagram.name
            clock = inside.attributes.get("clock", "") if inside is not None else ""
            steps = tuple(self._steps(diagram, container))
            yield PlainSheet(title or diagram.process, self._time(clock), steps)

    def _steps(self, diagram: Diagram, container: str) -> Iterator[PlainStep]:
        for element in _in_order(diagram, container):
            if element.tag not in _PASSED and not _joins(diagram, element):
                yield self._step(diagram, element)

    def _step(self, diagram: Diagram, element: Element) -> PlainStep:
        own = element.attributes
        form = self.procedure.forms.get(own.get("form", ""))
        return PlainStep(
            id=element.id,
            kind=_kind(element),
            name=self._name(element),
            who=self._who(element),
            time=self._time(own.get("clock", "")) if element.tag == "userTask" else "",
            asks=tuple(field.label for field in form.fields) if form is not None else (),
            ways=tuple(self._ways(diagram, element)),
            late=tuple(self._late(diagram, element)),
        )

    def _name(self, element: Element) -> str:
        clock, at = element.attributes.get("clock", ""), element.attributes.get("at", "")
        if element.tag in ("boundaryEvent", "intermediateCatchEvent") and at:
            duty = self.procedure.clocks.get(clock)
            return _MOMENTS.get(at, "{}").format(duty.title if duty else clock)
        return element.name or ("End" if element.tag == "endEvent" else element.id)

    def _who(self, element: Element) -> tuple[str, ...]:
        own = element.attributes
        if element.tag == "sendTask":
            letter = self.procedure.letters.get(own.get("letter", ""))
            to = tuple(own["to"].split()) if own.get("to") else letter.to if letter else ()
            return self.titles(to)
        return self.titles(tuple(own.get("role", "").split()))

    def _time(self, clock: str) -> str:
        duty, rule = self.procedure.clocks.get(clock), self.rules.get(clock)
        if duty is None:
            return ""
        length = clock_words.how_long(rule) if rule else "no number, so it does not run"
        return f"{duty.title}: {length}"

    def _ways(self, diagram: Diagram, element: Element) -> Iterator[Way]:
        flows = diagram.leaving(element.id)
        for flow in flows:
            yield Way(_answer(flow) if len(flows) > 1 else "", self._next(diagram, flow))

    def _next(self, diagram: Diagram, flow: Flow) -> str:
        """What comes next, past what only joins."""
        element = diagram.elements.get(flow.target)
        seen: set[str] = set()
        while element is not None and element.id not in seen and _joins(diagram, element):
            seen.add(element.id)
            element = diagram.elements.get(diagram.leaving(element.id)[0].target)
        return self._name(element) if element is not None else flow.target

    def _late(self, diagram: Diagram, element: Element) -> Iterator[str]:
        """What the timers on its edge lead to."""
        for timer in diagram.elements.values():
            if timer.attached_to == element.id:
                ways = [self._next(diagram, flow) for flow in diagram.leaving(timer.id)]
                yield f"{self._name(timer)}: {', '.join(ways)}"


def _parts(diagram: Diagram) -> Iterator[str]:
    """The sub-processes, each where a reader comes to it."""
    waiting = deque([diagram.process])
    while waiting:
        for element in _in_order(diagram, waiting.popleft()):
            if element.tag == "subProcess":
                yield element.id
                waiting.append(element.id)


def _in_order(diagram: Diagram, container: str) -> list[Element]:
    """The elements of one drawing as a reader comes to them: one way to its end, then the next."""
    inside = {e.id: e for e in diagram.inside(container)}
    begin = [e.id for e in inside.values() if e.tag == "startEvent"]
    waiting, found = [*reversed(begin or list(inside)[:1])], dict[str, Element]()
    while waiting:
        name = waiting.pop()
        if name in found or name not in inside:
            continue
        found[name] = inside[name]
        edges = [e.id for e in inside.values() if e.attached_to == name]
        next_ones = [f.target for each in (name, *edges) for f in diagram.leaving(each)]
        waiting.extend(reversed(next_ones))
    left = (e for e in inside.values() if e.id not in found and e.attached_to is None)
    return [*found.values(), *left]


def _joins(diagram: Diagram, element: Element) -> bool:
    ways = diagram.leaving(element.id)
    gateway = element.tag.endswith("Gateway") and not element.name
    return len(ways) == 1 and (gateway or element.tag in _PASSED)


def _answer(flow: Flow) -> str:
    return flow.name or ("Otherwise" if flow.default else "")


def _kind(element: Element) -> str:
    if element.tag.endswith("Gateway"):
        return "decision"
    kinds = {
        "userTask": "step",
        "sendTask": "letter",
        "subProcess": "part",
        "callActivity": "part",
        "endEvent": "end",
        "intermediateCatchEvent": "wait",
    }
    return kinds.get(element.tag, "step")
