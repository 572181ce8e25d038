"""A complaint comes in: person, case, points, first run; a reference and a code go back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.casework import (
    documents,
    front_door,
    identity,
    letter_context,
    moving,
    notices,
    points,
    taking_answers,
)
from engine.casework.complaint import ANONYMOUS, Complaint, Someone
from engine.casework.front_door import may_record, rehearse
from engine.casework.in_hand import InHand
from engine.catalogue.definition import Procedure
from engine.catalogue.profile import Profile
from engine.clock import london_date
from engine.errors import NotFound
from engine.permissions import Actor
from engine.store.cases import Case, Participation
from engine.store.codes import code_digest, new_code, postcode_key
from engine.store.office import Office
from engine.store.people import Adjustment, Person
from engine.store.sequences import next_number
from engine.store.session import Session
from engine.working_days import holiday_list_hash

__all__ = [
    "Complaint",
    "Receipt",
    "Someone",
    "add_person",
    "begin",
    "may_record",
    "receive",
    "rehearse",
    "start",
]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person keeps: with reference and code they follow the case."""

    reference: str
    code: str


def receive(office: Office, complaint: Complaint, by: Actor | None = None) -> Receipt:
    """Open a case; one commit. Raises FormErrors when it cannot be opened.

    Only an officer (``by``) may say that the person is known already: a wrong link is a breach.
    """
    facts = rehearse(office, complaint, by)
    now = office.clock.now()
    with office.store.write() as session:
        person = _person(session, complaint, now)
        known = _known(session, complaint)
        actor = by or Actor(
            person.id, None, person.name, kind="resident", capacities=frozenset({"complainant"})
        )
        hand, receipt = begin(office, session, complaint, person, actor)
        if known is not None:
            _link(hand, complaint, person, known)
        start(hand, complaint, facts)
        moving.settle(hand)
        return receipt


def begin(
    office: Office, session: Session, complaint: Complaint, person: Person, actor: Actor
) -> tuple[InHand, Receipt]:
    """The case of a person, inside a verb that goes on: received, with no run yet."""
    procedure = front_door.procedure_of(office, complaint.procedure)
    received = complaint.received_at or office.clock.now()
    profile = office.catalogue.profile_for(office.settings.profile, london_date(received))
    front_door.require_run(procedure, profile)
    code = new_code()
    case = _case(session, office, complaint, procedure, profile, person, code)
    hand = InHand(office, session, case, actor, office.clock.now())
    _open(hand, complaint, person, received)
    return hand, Receipt(case.reference, code)


def start(hand: InHand, complaint: Complaint, facts: Mapping[str, object]) -> None:
    """The first run, with what the procedure's own questions were answered."""
    form = front_door.form_of(hand.procedure)
    kept = letter_context.plain(dict(facts))
    assert isinstance(kept, dict)
    hand.case.data = {**hand.case.data, **kept}
    hand.form_values = dict(facts)
    hand.form_role = next(
        (r for r in hand.procedure.intake.recorded_by if r in hand.actor.roles), ""
    )
    chosen = taking_answers.take(hand, form, facts)
    taking_answers.require(hand, chosen)
    given = taking_answers.variables(hand, form, facts)
    moving.start_run(hand, complaint.entry, given=given, assign=chosen)


def _known(session: Session, complaint: Complaint) -> Person | None:
    if complaint.person_id is None:
        return None
    known = session.get(Person, complaint.person_id)
    if known is None:
        raise NotFound("There is no such person.")
    return known


def _link(hand: InHand, complaint: Complaint, typed: Person, known: Person) -> None:
    said = {"how_checked": complaint.how_checked, "beside_email": complaint.beside_email}
    how = identity.checked(said, typed, known)
    identity.link(hand, typed, known, how, complaint.taking)


def _person(session: Session, complaint: Complaint, now: datetime) -> Person:
    return add_person(
        session,
        Someone(
            complaint.name.strip() or (ANONYMOUS if complaint.anonymous else ""),
            complaint.email,
            complaint.phone,
            complaint.address,
            complaint.preferred_channel,
            complaint.handle,
            complaint.adjustments,
        ),
        now,
    )


def add_person(session: Session, someone: Someone, now: datetime) -> Person:
    """A person and what they asked for."""
    person = Person(
        name=" ".join(someone.name.split()),
        email=someone.email.strip(),
        phone=someone.phone.strip(),
        address=[line.strip() for line in someone.address if line.strip()],
        postcode=postcode_key(someone.address[-1] if someone.address else ""),
        preferred_channel=someone.preferred_channel,
        handle=someone.handle,
        created_at=now,
    )
    session.add(person)
    session.flush()
    for wish in someone.adjustments:
        kind, _, detail = wish.partition(":")
        session.add(Adjustment(person_id=person.id, kind=kind, detail=detail, since=now))
    return person


def _case(
    session: Session,
    office: Office,
    complaint: Complaint,
    procedure: Procedure,
    profile: Profile,
    person: Person,
    code: str,
) -> Case:
    now = office.clock.now()
    received = complaint.received_at or now
    year = london_date(received).year
    reference = new_reference(session, procedure, year)
    case = Case(
        reference=reference,
        code_hash=code_digest(reference, code),
        procedure=procedure.id,
        version=procedure.version,
        profile=profile.id,
        profile_version=profile.version,
        holiday_hash=holiday_list_hash(year - 1, year + 3),
        received_at=received,
        channel=complaint.channel,
        service=complaint.service,
        summary=complaint.summary or summary_of(complaint.text),
        text=complaint.text,
        wanted=complaint.wanted,
        happened_on=complaint.happened_on,
        status="open",
        stage="",
        outcome={},
        data=_data(complaint),
        person_id=person.id,
        opened_at=now,
        confidential=procedure.confidential,
        demo=office.settings.demo,
    )
    session.add(case)
    session.flush()
    return case


def new_reference(session: Session, procedure: Procedure, year: int) -> str:
    """The next reference of that year, given once."""
    series = f"{procedure.reference_prefix}-{year}"
    return f"{series}-{next_number(session, series):05d}"


def _data(complaint: Complaint) -> dict[str, object]:
    data = dict(complaint.data)
    if complaint.help_needed:
        data["help_needed"] = complaint.help_needed
    if complaint.others:
        data["others"] = list(complaint.others)
    if complaint.known_on:
        data["known_on"] = complaint.known_on.isoformat()
    flags = {"anonymous": complaint.anonymous, "at_risk": complaint.at_risk}
    return data | {name: True for name, said in flags.items() if said}


def summary_of(text: str) -> str:
    """A line that stands for a longer text."""
    first = " ".join(text.split())
    return first if len(first) <= 80 else first[:79].rsplit(" ", 1)[0] + "…"


def _open(hand: InHand, complaint: Complaint, person: Person, received: datetime) -> None:
    _take_part(hand, person, "complainant")
    if complaint.representative is not None:
        other = add_person(hand.session, complaint.representative, hand.now)
        _take_part(hand, other, "representative")
    hand.record("received", {"channel": complaint.channel}, happened_at=received)
    hand.audit("case:opened", hand.case.reference, {"channel": complaint.channel})
    _say_at_once(hand, complaint, received)
    points.add(hand, _points(hand, complaint), "")
    for upload in complaint.documents:
        documents.keep(hand, upload)


def _say_at_once(hand: InHand, complaint: Complaint, received: datetime) -> None:
    """What cannot wait for the run: somebody at risk, and letters that are not for everybody."""
    if complaint.representative is not None and not complaint.copies:
        hand.record("copies_not_agreed", happened_at=received)
    if complaint.others:
        said = {
            "others": list(complaint.others),
            "reason": "None of the people found is the same.",
        }
        hand.audit("case:person:new", "", said)
    if complaint.at_risk or complaint.data.get("at_risk") is True:
        hand.record("at_risk", happened_at=received)
        words = f"Somebody may be at risk: {hand.case.reference}. Refer it today."
        for role in front_door.alerted(hand.procedure):
            notices.tell(hand, "info", words, role=role)
        hand.audit("case:at_risk", hand.case.reference)


def _points(hand: InHand, complaint: Complaint) -> Sequence[str]:
    given = [point for point in complaint.points if point.strip()]
    one = [hand.case.summary] if front_door.has_points(hand.procedure) else []
    return given or one


def _take_part(hand: InHand, person: Person, capacity: str) -> None:
    hand.session.add(
        Participation(case_id=hand.case.id, person_id=person.id, capacity=capacity, since=hand.now)
    )
    hand.session.flush()
