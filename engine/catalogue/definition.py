"""A procedure as a value: its YAML and its diagram, read and joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.catalogue.coming_in import Fit as Fit
from engine.catalogue.coming_in import Intake as Intake
from engine.catalogue.drawn import Bounds as Bounds
from engine.catalogue.drawn import Diagram as Diagram
from engine.catalogue.drawn import Element as Element
from engine.catalogue.drawn import Flow as Flow
from engine.catalogue.drawn import Plane as Plane
from engine.catalogue.forms import Choice as Choice
from engine.catalogue.forms import Field as Field
from engine.catalogue.forms import Form as Form
from engine.catalogue.forms import Requirement as Requirement
from engine.catalogue.tracked import Tracked

#: what may be found on a point in every procedure
FOUND = ("upheld", "partly_upheld", "not_upheld")


@dataclass(frozen=True, slots=True)
class Role:
    """Who may do a task.

    ``outside``: people who are not employees may hold it. ``registrar``: keeps the register of
    those people. ``letters_only``: knows of a case what letters said, not what was written to us.
    """

    id: str
    title: str
    confidential: bool = False
    outside: bool = False
    registrar: bool = False
    letters_only: bool = False


@dataclass(frozen=True, slots=True)
class Separation:
    """Who may never do both.

    ``never_both``: capacities of which one person may hold only one in a case. ``task`` +
    ``never``: nobody who holds a capacity in ``never`` may do that task. ``roles`` + ``never``:
    likewise for every task of those roles. ``grade``: ``not_junior`` or ``senior`` (or
    ``from_profile``: the profile's value of that name ``<id>_grade``), comparing the later
    capacity's holder with the first of ``never_both``. A capacity is a role one acted in,
    ``subject``, ``manages_subject``, or one that a form assigns.
    """

    id: str
    say: str
    source: str = ""
    never_both: tuple[str, ...] = ()
    task: str | None = None
    roles: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """Data that enters the workflow. ``type``: choice, bool, text, number, date.

    ``origin``: ``form`` (a form's field of the same name), ``run`` (the entry), ``profile`` (a
    value of the profile), ``case`` (a fact of the case: given at intake, or remembered by a form),
    ``derived`` (``derivation`` names it), ``set`` (a script task).
    """

    id: str
    type: str
    origin: str
    of: tuple[str, ...] = ()
    derivation: str | None = None
    default: object = None


@dataclass(frozen=True, slots=True)
class ClockDuty:
    """The procedure's part of a clock; numbers stand in the profile."""

    id: str
    title: str
    kind: str  # policy | statutory | shadow
    met_by: tuple[str, ...] = ()
    stops_at: tuple[str, ...] = ()
    ladder: str | None = None
    tells: str = "council"  # whose deadline it is; `complainant` for windows to ask for more
    resident_says: str = ""  # what the tracking page says, e.g. "We will answer by"


@dataclass(frozen=True, slots=True)
class LetterDuty:
    """The procedure's part of a letter. ``signpost``: condition name -> ombudsman | ico | both |
    none; key ``default`` always there. ``bodies``: recipient capacity -> the suffix of a body
    of its own; ``<capacity> without consent`` is used only while that capacity's copies stop,
    ``<capacity> when <variable>`` only while that variable holds.
    """

    code: str
    to: tuple[str, ...]
    must_say: tuple[str, ...]
    signpost: Mapping[str, str]
    purpose: str = ""  # acknowledgement | decision | refusal | final | update | other
    source: str = ""
    confidence: str = "setting"
    bodies: Mapping[str, str] = field(default_factory=dict)
    encloses: tuple[str, ...] = ()  # file fields: the documents last given there go with it

    def conditional(self) -> tuple[tuple[str, str, str], ...]:
        """(capacity, variable, suffix) of each text that is used only while a variable holds."""
        pairs = ((key.partition(" when "), suffix) for key, suffix in self.bodies.items())
        return tuple((who, name, suffix) for (who, when, name), suffix in pairs if when)

    def says_all(self, suffix: str) -> bool:
        """Whether a text must say every point; those for others than the reader of the main one
        need not: they are without case content.
        """
        return not suffix or suffix in {own for _, _, own in self.conditional()}


@dataclass(frozen=True, slots=True)
class Copies:
    """The events after which a capacity gets no more letters, and after which it does again."""

    stops_at: tuple[str, ...]
    goes_on_at: tuple[str, ...] = ()

    def stopped(self, kinds: Sequence[str]) -> bool:
        """Whether they stop after these kinds of event, the oldest first."""
        about = {*self.stops_at, *self.goes_on_at}
        last = next((kind for kind in reversed(kinds) if kind in about), "")
        return last in self.stops_at


def without_consent(capacity: str) -> str:
    """The key under ``bodies`` for what a capacity gets while its copies stop."""
    return f"{capacity} without consent"


@dataclass(frozen=True, slots=True)
class AnyTime:
    """An action that is possible at any time, within its guard."""

    id: str
    title: str
    by: tuple[str, ...]
    when: str | None = None
    form: str | None = None
    entry: str | None = None  # starts a new run with this entry
    run: str | None = None  # runs this side diagram
    ends: str | None = None  # case: an outcome of the side diagram cancels the main run
    #: extend: clock -> its late tasks, one for each part of the diagram it runs through
    clocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confirm: str | None = None  # the role that confirms, drawn in the side diagram
    say: str = ""  # the refusal when the guard does not hold
    afresh: bool = False  # with `entry`: the case begins again; may be used more than once
    carries: tuple[str, ...] = ()  # split: events of the ledger that the new case shares
    survives: bool = False  # with `run`: its side diagram goes on when the case ends
    despite: tuple[str, ...] = ()  # separations that do not bar anybody from it
    again: bool = False  # with `run`: it may begin while the same one goes on


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcomes a case may have; ``from_points``: derived from the findings.

    ``findings``: what may be found on a point beside the usual three, with its title.
    """

    from_points: bool
    declared: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)

    @property
    def found(self) -> tuple[str, ...]:
        """Everything that may be found on a point."""
        return (*FOUND, *self.findings)


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter's file: front matter and body. ``bodies`` maps a suffix ('' is the main body) to
    Jinja2 text; ``titles`` to its own heading and subject.
    """

    code: str
    title: str
    file: str
    channels: tuple[str, ...]
    uses: tuple[str, ...]
    bodies: Mapping[str, str]
    says: tuple[str, ...]  # the points its `{% says %}` blocks name, over all bodies
    titles: Mapping[str, str] = field(default_factory=dict)
    signed_by: str = ""  # the form's field that says who signs; else the officer's title does

    def title_of(self, body: str) -> str:
        """The heading of one body: its own, or the letter's."""
        return self.titles.get(body, self.title)


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure, whole. ``version`` is the SHA-256 (hex) of all it is made of, its letters
    included.
    """

    id: str
    title: str
    version: str
    folder: str
    diagram: Diagram
    side_diagrams: Mapping[str, Diagram]  # file name -> diagram
    entries: tuple[str, ...]
    roles: Mapping[str, Role]
    separations: tuple[Separation, ...]
    variables: Mapping[str, Variable]
    forms: Mapping[str, Form]
    clocks: Mapping[str, ClockDuty]
    letters: Mapping[str, LetterDuty]
    any_time: Mapping[str, AnyTime]
    outcomes: Outcomes
    templates: Mapping[str, LetterTemplate]
    parts: Mapping[str, str]  # "parts/ombudsman.md" -> text
    sample: Mapping[str, object]  # what letters are tried with
    tracking: Tracked = field(default_factory=Tracked)
    reference_prefix: str = "COM"
    confidential: bool = False
    copies: Mapping[str, Copies] = field(default_factory=dict)  # by capacity
    intake: Intake = field(default_factory=Intake)
    fits: tuple[Fit, ...] = ()  # asked before a case is moved into it
    source: bytes = field(default=b"", repr=False)  # the archive that `version` is the hash of

    @property
    def in_charge(self) -> tuple[str, ...]:
        """The roles that answer for the procedure: they are told what concerns nobody's task."""
        named = tuple(role.id for role in self.roles.values() if role.registrar)
        return named or ("complaints_manager",)

    @property
    def afresh(self) -> frozenset[str]:
        """The actions, and so the events, with which a case begins again."""
        return frozenset(a.id for a in self.any_time.values() if a.entry and a.afresh)
