"""What a resident sees of their case: reference, code and postcode open it; no account."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from engine import deadlines
from engine.catalogue.definition import AnyTime, Form
from engine.clock import london_date
from engine.deadlines.rules import ClockState, Status
from engine.desk import case_points, links, tracked
from engine.desk.at_any_time import stopped
from engine.desk.case_file import letters_of
from engine.desk.guards import functions, holds, why_not_beside
from engine.desk.questions import asked_form
from engine.desk.reading import Read, outcome_words, read_case
from engine.desk.views import LetterView, Tracking
from engine.errors import NotFound, NotPermitted
from engine.letters import letter_from_json, to_html
from engine.letters.document import Letter
from engine.permissions import Actor
from engine.store import known_people
from engine.store.cases import Case
from engine.store.codes import code_fits, postcode_key
from engine.store.letters import Dispatch, LetterRow
from engine.store.links import code_holder
from engine.store.office import Office
from engine.store.people import Person
from engine.store.session import Session
from engine.working_days import long_date

WITHHELD = (
    "Somebody wrote this to us for another person. We cannot say anything about it here unless "
    "that person tells us that we may. If it is about you, please call or write to us."
)
WRONG = "We cannot find a complaint with that reference and code. Check them and try again."


def resident_actor(office: Office, reference: str, code: str, postcode: str = "") -> Actor:
    """Whoever holds reference, code and (where one was given) postcode, to do something.

    Raises NotFound, never saying which was wrong, and NotPermitted while the code may be in the
    hands of somebody who wrote without the complainant's agreement.
    """
    holder = _holder(office, reference, code, postcode)
    with office.store.read() as session:
        if stopped(read_case(office, session, reference.strip().upper())):
            raise NotPermitted(WITHHELD, "copies")
    return holder


def _holder(office: Office, reference: str, code: str, postcode: str) -> Actor:
    with office.store.read() as session:
        case = session.scalar(select(Case).where(Case.reference == reference.strip().upper()))
        holder = None if case is None else code_holder(session, case)
        if case is None or holder is None:
            raise NotFound(WRONG)
        if not code_fits(holder.code_hash, holder.reference, code):
            raise NotFound(WRONG)
        person = session.get(Person, case.person_id)
        if person is None or not _postcode_fits(session, case, person, postcode):
            raise NotFound(WRONG)
        return Actor(
            person.id, None, person.name, kind="resident", capacities=frozenset({"complainant"})
        )


def _postcode_fits(session: Session, case: Case, person: Person, postcode: str) -> bool:
    """The one they have now, or the one that they typed in this very complaint."""
    link = known_people.standing(session, case.id)
    typed = session.get(Person, link.came_as) if link else None
    kept = {p.postcode for p in (person, typed) if p is not None}
    if typed is not None and not typed.postcode:
        return True
    return person.postcode == "" or postcode_key(postcode) in kept


def track(office: Office, reference: str, code: str, postcode: str = "") -> Tracking:
    """The case as its complainant sees it. Raises NotFound."""
    _holder(office, reference, code, postcode)
    return tracking(office, reference)


def tracking(office: Office, reference: str) -> Tracking:
    """The same, for somebody who has shown their code already."""
    with office.store.read() as session:
        return _tracking(read_case(office, session, reference))


def _tracking(read: Read) -> Tracking:
    """Whoever has the code may be whoever wrote for somebody else: then it says no more."""
    return _told_nothing(read) if stopped(read) else _told(read)


def _told_nothing(read: Read) -> Tracking:
    """For as long as the customer has not agreed that somebody else hears of the case."""
    return Tracking(
        reference=read.case.reference,
        title="",
        received_on=london_date(read.case.received_at),
        status=read.case.status,
        step=WITHHELD,
        withheld=True,
    )


def _told(read: Read) -> Tracking:
    case, state = read.case, _next_date(read)
    duty = read.procedure.clocks.get(state.rule.name) if state else None
    ask, withdraw = _going_on(read), _action(read, "withdraw")
    may_ask, why_not = _possible(read, ask)
    window = deadlines.latest(read.states, "window2")
    asked = _withdrawing(read, withdraw)
    return Tracking(
        reference=case.reference,
        title=case.summary,
        received_on=london_date(case.received_at),
        status=case.status,
        step=tracked.step(read, ask),
        shown=tracked.shown(read),
        needs=tracked.needs(read),
        windows=tracked.windows(read),
        stands_still=bool(state and state.status is Status.PAUSED),
        next_says=(duty.resident_says if duty else "") or "We will write to you by",
        next_on=state.deadline.due_on if state else None,
        next_working=state.deadline.working if state else (),
        next_summary=state.deadline.summary if state else "",
        late=bool(state and state.late(read.now)),
        if_late=_if_late(read, state),
        letters=tuple(letter for letter in letters_of(read) if _theirs_to_read(letter)),
        events=tracked.events(read),
        messages=tracked.messages(read),
        may_write=_possible(read, _action(read, "contact"))[0],
        restricted=holds("restricted()", functions(read)),
        may_ask_stage2=may_ask,
        stage2_why_not=why_not,
        stage2_form=_form(read, ask),
        stage2_action=ask.id if ask else "",
        stage2_until=_window(window, case.status),
        may_withdraw=not asked and _possible(read, withdraw)[0],
        withdraw_asked=asked,
        outcome=outcome_words(read.procedure, case.outcome),
        points=case_points.points_of(read) if case.status == "closed" else (),
        parts=links.parts_of(read),
        kind=read.procedure.intake.kind,
    )


def _theirs_to_read(letter: LetterView) -> bool:
    """Whether a letter has left, and to the complainant too."""
    to_them = (way for way in letter.dispatches if way.capacity == "complainant")
    return letter.status == "sent" and any(to_them)


def _form(read: Read, action: AnyTime | None) -> Form | None:
    form = read.procedure.forms.get(action.form or "") if action else None
    return None if form is None else asked_form(read, form)


def _withdrawing(read: Read, withdraw: AnyTime | None) -> bool:
    """Whether an officer is checking a withdrawal: other things may run beside a case, too."""
    drawn = read.procedure.side_diagrams.get(withdraw.run or "") if withdraw else None
    going = {run.diagram for run in read.books.runs if run.status == "running"}
    return drawn is not None and drawn.file in going


def _window(window: ClockState | None, status: str) -> date | None:
    if window is None or status == "open" or window.status is not Status.RUNNING:
        return None
    return window.deadline.due_on


def _next_date(read: Read) -> ClockState | None:
    """The council's next date: the one that an update gave before the one it replaced."""
    running = [
        s
        for s in read.states
        if s.status in (Status.RUNNING, Status.PAUSED)
        and tracked.told_to(read, s.rule.name) == "council"
    ]
    started = {s.rule.name for s in running}
    replaced = {
        start.event.removeprefix("extended ")
        for s in running
        for start in s.rule.starts
        if start.event.startswith("extended ")
    }
    counted = [s for s in running if s.rule.name in started - replaced]
    return min(counted, key=lambda s: s.deadline.due, default=None)


def _going_on(read: Read) -> AnyTime | None:
    """The way on for somebody who is not satisfied: the one that is open now, else the first."""
    forms = read.procedure.forms
    ways = [
        action
        for action in read.procedure.any_time.values()
        if "complainant" in action.by
        and (action.entry or action.run)
        and not (action.afresh or action.ends)
        and action.form
        and forms[action.form].residents
    ]
    open_now = (action for action in ways if _possible(read, action)[0])
    return next(open_now, next(iter(ways), None))


def _action(read: Read, kind: str) -> AnyTime | None:
    for action in read.procedure.any_time.values():
        if "complainant" not in action.by:
            continue
        if kind == "withdraw" and action.run and action.ends:
            return action
        if kind == action.id == "contact":
            return action
    return None


def _possible(read: Read, action: AnyTime | None) -> tuple[bool, str]:
    if action is None:
        return False, ""
    if action.when and not holds(action.when, functions(read)):
        return False, action.say
    say = why_not_beside(read, action)
    return not say, say


def _if_late(read: Read, state: ClockState | None) -> str:
    profile = read.office.present_profile(read.profile)
    if state is None:
        return ""
    contact = f"call {profile.council.phone}" if profile.council.phone else "contact us"
    if not state.late(read.now):
        return (
            f"If you have not heard from us by {long_date(state.deadline.due_on)}, {contact} "
            f"and give your reference {read.case.reference}."
        )
    ombudsman = profile.contacts.get("ombudsman", {})
    phone = ombudsman.get("phone")
    where = f" You can also ask the {ombudsman.get('name')} on {phone}." if phone else ""
    return f"Please {contact}.{where}"


def letter_html(office: Office, reference: str, letter_id: int) -> str:
    """A letter that was sent to the complainant, as HTML. Raises NotFound."""
    return to_html(letter(office, reference, letter_id))


def letter(office: Office, reference: str, letter_id: int) -> Letter:
    """A letter that was sent to the complainant. Raises NotFound."""
    with office.store.read() as session:
        way = sent(read_case(office, session, reference), letter_id)[1]
        return letter_from_json(way.letter)


def sent(read: Read, letter_id: int) -> tuple[LetterRow, Dispatch]:
    """A letter that was sent to the complainant, and its way to them. Raises NotFound."""
    row = read.session.get(LetterRow, letter_id)
    if row is None or row.case_id != read.case.id or row.status != "sent" or stopped(read):
        raise NotFound("There is no such letter.")
    way = read.session.scalar(
        select(Dispatch).where(
            Dispatch.letter_id == letter_id, Dispatch.person_id == read.case.person_id
        )
    )
    if way is None:
        raise NotFound("There is no such letter.")
    return row, way
