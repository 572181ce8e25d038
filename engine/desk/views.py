"""What the screens show, as values. Instants are aware UTC, days are London dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from engine.catalogue.definition import Form
from engine.deadlines.rules import Day
from engine.desk.dated_action_views import DatedActionView
from engine.desk.enclosed_views import Enclosed
from engine.desk.guest_views import GuestView
from engine.desk.link_views import LinkView, PartView
from engine.desk.people_views import Candidate, KnownAsView, RestrictionView
from engine.desk.report_views import ThresholdView
from engine.desk.told_views import Said


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock with its working."""

    name: str
    title: str
    instance: int
    status: str
    due_on: date
    due: datetime
    overdue: bool
    met_on: date | None
    summary: str
    working: tuple[Day, ...]
    source: str
    for_complainant: bool  # the complainant's own window, not the council's duty
    resident_says: str
    of: str = ""  # the earlier procedure, where the case was moved since


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as the case page shows it."""

    id: str
    element: str
    name: str
    role: str
    role_title: str
    stage: str
    clock: str
    due_on: date | None
    overdue: bool
    assignee: str
    assignee_id: int | None
    status: str  # open | completed | gone
    completed_at: datetime | None
    completed_by: str
    mine: bool
    may_complete: bool
    why_not: str
    run_id: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding on a point at a stage."""

    stage: str
    finding: str
    reason: str
    remedy: str
    remedy_by: date | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PointView:
    """A numbered complaint in a case. ``id`` is ``p1``, ``p2`` …

    ``set_aside``: who else deals with it; it gets no finding here.
    """

    id: str
    number: int
    text: str
    findings: tuple[FindingView, ...]
    set_aside: str = ""


@dataclass(frozen=True, slots=True)
class DispatchView:
    """A letter's way to one person: queued, sending, sent, failed, doubtful or unsendable."""

    id: int
    recipient: str
    capacity: str
    channel: str
    address: str
    status: str
    sent_at: datetime | None
    attempts: int
    error: str
    large_print: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter of a case. ``status``: queued | sent | unsendable | doubtful."""

    id: int
    code: str
    title: str
    issued: date
    status: str
    dispatches: tuple[DispatchView, ...]
    enclosed: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document on a case."""

    id: int
    filename: str
    media_type: str
    size: int
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class PartyView:
    """A person in a capacity."""

    person_id: int
    name: str
    capacity: str
    capacity_title: str
    email: str
    phone: str
    address: tuple[str, ...]
    channel: str
    adjustments: tuple[str, ...]
    is_officer: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened, in words."""

    at: datetime
    recorded_at: datetime
    who: str
    what: str
    detail: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ContactView:
    """Something said or written, in or out."""

    at: datetime
    direction: str  # in | out
    channel: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionView:
    """An at-any-time action. ``allowed`` False: ``why_not`` says so."""

    id: str
    title: str
    allowed: bool
    why_not: str
    form: Form | None
    values: Mapping[str, object] = field(default_factory=dict)  # what stands in the form already
    #: field -> [(value, label)]: officers, open promises
    choices: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    #: field -> choice -> why it cannot be chosen
    barred: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A reminder or breach notice to an officer."""

    id: int
    at: datetime
    text: str
    reference: str
    shared_with: str = ""  # the role whose holders all have it


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything the case page shows."""

    reference: str
    title: str  # the summary
    procedure: str  # its title, or what the case is until it is that
    procedure_id: str
    version: str
    profile: str
    status: str  # open | closed
    stage: str
    outcome: str
    received_at: datetime
    channel: str
    service: str
    text: str
    person: str
    due_on: date | None
    overdue: bool
    with_whom: str
    tasks: tuple[TaskView, ...]
    clocks: tuple[ClockView, ...]
    points: tuple[PointView, ...]
    letters: tuple[LetterView, ...]
    documents: tuple[DocumentView, ...]
    parties: tuple[PartyView, ...]
    history: tuple[HistoryRow, ...]
    contacts: tuple[ContactView, ...]
    actions: tuple[ActionView, ...]
    notices: tuple[NoticeView, ...]
    doubtful: tuple[DispatchView, ...]
    dated: tuple[DatedActionView, ...] = ()  # what was promised and asked
    about: tuple[tuple[str, str], ...] = ()  # (title, text): what they want, when, what help
    links: tuple[LinkView, ...] = ()
    restrictions: tuple[RestrictionView, ...] = ()  # in force on the people of the case
    candidates: tuple[Candidate, ...] = ()  # who the complainant may be
    known_as: KnownAsView | None = None  # who they were said to be
    at_risk: bool = False
    confined: bool = False  # only what the officer's own confidential task needs
    guests: tuple[GuestView, ...] = ()  # who act in it without signing in
    threshold: ThresholdView | None = None  # what was reported, and whether it is enough


@dataclass(frozen=True, slots=True)
class TaskForm:
    """A task and its form. ``values``: draft or defaults; ``officers``: field -> [(id, label)]."""

    task: TaskView
    form: Form
    reference: str
    case_title: str
    text: str
    points: tuple[PointView, ...]
    values: Mapping[str, object]
    officers: Mapping[str, Sequence[tuple[str, str]]]
    barred: Mapping[str, Mapping[str, str]]  # field id -> choice value -> why it cannot be chosen
    clock: ClockView | None
    draft_saved_at: datetime | None
    said: tuple[Said, ...] = ()  # (question, answer) of the steps before
    links: tuple[LinkView, ...] = ()
    restrictions: tuple[RestrictionView, ...] = ()
    at_risk: bool = False
    needed: tuple[str, ...] = ()  # what must be so first, and is not
    threshold: ThresholdView | None = None


@dataclass(frozen=True, slots=True)
class Tracking:
    """What a resident sees of a case, in plain words."""

    reference: str
    title: str
    received_on: date
    status: str
    step: str  # "An investigator is looking into your complaint."
    next_says: str = ""  # "We will answer by"
    next_on: date | None = None
    next_working: tuple[Day, ...] = ()
    next_summary: str = ""
    late: bool = False
    if_late: str = ""  # what to do if the date passes
    letters: tuple[LetterView, ...] = ()
    events: tuple[tuple[datetime, str], ...] = ()
    may_ask_stage2: bool = False
    stage2_why_not: str = ""
    stage2_form: Form | None = None
    stage2_action: str = ""  # the way on, by its action
    stage2_until: date | None = None
    may_withdraw: bool = False
    withdraw_asked: bool = False
    outcome: str = ""
    points: tuple[PointView, ...] = ()
    shown: str = ""  # what we asked for, as our letter said it
    needs: tuple[tuple[str, date], ...] = ()  # ("Please tell us by", the day)
    windows: tuple[tuple[str, date], ...] = ()  # the same, of a case that is closed
    stands_still: bool = False  # the next date waits for them
    may_write: bool = False
    messages: tuple[ContactView, ...] = ()  # theirs, the newest first
    restricted: bool = False  # a decision limits how they may contact the council
    parts: tuple[PartView, ...] = ()  # their other cases that this one belongs to
    withheld: bool = False  # nothing of it is told: the code may be somebody else's
    kind: str = "complaint"  # or "request"
