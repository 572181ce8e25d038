"""A procedure as a value: its YAML and its diagram, read and joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Role:
    """Who may do a task; ``holder`` says whose role it is: an officer's, or a party's."""

    id: str
    title: str
    confidential: bool = False


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
    value of the profile), ``derived`` (``derivation`` names it), ``set`` (a script task).
    """

    id: str
    type: str
    origin: str
    of: tuple[str, ...] = ()
    derivation: str | None = None
    default: object = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice field."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    ``type``: text (one line), long_text, choice, bool, date, number, officer, points (agree the
    list of points: ``[{id, text}]`` or ``[text]``), findings (one finding a point: ``{p1:
    upheld}`` or ``{p1: {finding, reason, remedy, remedy_by}}``), add_points (texts of points
    missed before), file. ``when``: an expression over the form's own fields and the case's
    variables: shown and asked only then. ``only``: for single choices, a guard that must hold to
    choose it (functions of any_time guards). ``assigns``: an element id whose task the chosen
    officer gets. ``capacity``: the participation that the chosen officer then has.
    ``after``/``until``: ``today`` bounds for dates. ``remembered``: kept as data of the case and
    known to later letters as ``case.<id>``.
    """

    id: str
    type: str
    label: str
    hint: str = ""
    required: bool | str = False  # an expression: required when it holds
    choices: tuple[Choice, ...] = ()
    when: str | None = None
    only: Mapping[str, str] = field(default_factory=dict)
    only_say: Mapping[str, str] = field(default_factory=dict)
    role: str | None = None
    assigns: str | None = None
    capacity: str | None = None
    after: str | None = None
    until: str | None = None
    default: object = None
    most: int = 20_000  # characters
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What a task asks."""

    id: str
    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    button: str = "Continue"
    residents: bool = False


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
    of its own.
    """

    code: str
    to: tuple[str, ...]
    must_say: tuple[str, ...]
    signpost: Mapping[str, str]
    purpose: str = ""  # acknowledgement | decision | refusal | final | update | other
    source: str = ""
    confidence: str = "setting"
    bodies: Mapping[str, str] = field(default_factory=dict)


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
    clocks: Mapping[str, str] = field(default_factory=dict)  # extend: clock -> its late task
    confirm: str | None = None  # the role that confirms, drawn in the side diagram
    say: str = ""  # the refusal when the guard does not hold


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcomes a case may have; ``from_points``: derived from the findings."""

    from_points: bool
    declared: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow."""

    id: str
    source: str
    target: str
    condition: str | None = None
    default: bool = False
    name: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """A shape on its plane, in diagram units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Element:
    """A flow node of a diagram. ``tag`` is the BPMN local name; ``container`` the id of its
    process or sub-process; ``attributes`` the ``redress:`` ones; ``events`` the local names of
    its event definitions.
    """

    id: str
    tag: str
    name: str
    container: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    attached_to: str | None = None
    cancels: bool = True
    default_flow: str | None = None
    line: int | None = None
    calls: str | None = None  # a call activity: the id of the process it calls


@dataclass(frozen=True, slots=True)
class Plane:
    """One drawing: of a process or of one collapsed sub-process."""

    container: str
    shapes: Mapping[str, Bounds]
    labels: Mapping[str, Bounds]
    edges: Mapping[str, tuple[tuple[float, float], ...]]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A BPMN file, read: structure and picture. ``process`` is the id of its only process."""

    file: str
    process: str
    name: str
    xml: bytes
    elements: Mapping[str, Element]
    flows: Mapping[str, Flow]
    planes: tuple[Plane, ...]

    def inside(self, container: str) -> tuple[Element, ...]:
        """The elements that stand directly in a process or sub-process."""
        return tuple(e for e in self.elements.values() if e.container == container)

    def leaving(self, element: str) -> tuple[Flow, ...]:
        """The sequence flows out of an element."""
        return tuple(f for f in self.flows.values() if f.source == element)

    def entering(self, element: str) -> tuple[Flow, ...]:
        """The sequence flows into an element."""
        return tuple(f for f in self.flows.values() if f.target == element)


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter's file: front matter and body. ``bodies`` maps a suffix ('' is the main body) to
    Jinja2 text.
    """

    code: str
    title: str
    file: str
    channels: tuple[str, ...]
    uses: tuple[str, ...]
    bodies: Mapping[str, str]
    says: tuple[str, ...]  # the points its `{% says %}` blocks name, over all bodies


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
    reference_prefix: str = "COM"
    confidential: bool = False
    source: bytes = field(default=b"", repr=False)  # the archive that `version` is the hash of
