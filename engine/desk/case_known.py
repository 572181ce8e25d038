"""Who a person may be that is known already: shown to an officer, who alone can say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.clock import london_date
from engine.desk.case_restrictions import in_force_on
from engine.desk.people_views import Candidate, KnownAsView, KnownCase
from engine.desk.reading import Read, outcome_words
from engine.errors import NotPermitted
from engine.permissions import Actor, Denied, may_do
from engine.store import known_people
from engine.store.cases import Case
from engine.store.codes import postcode_key
from engine.store.known_people import Match
from engine.store.likeness import Described
from engine.store.office import Office
from engine.store.people import Person
from engine.store.session import Session

#: cases of one candidate that are listed, the newest first
MOST_CASES = 5


def candidates(
    office: Office,
    actor: Actor,
    *,
    name: str,
    email: str = "",
    phone: str = "",
    address: Sequence[str] = (),
    handle: str = "",
) -> tuple[Candidate, ...]:
    """People of earlier cases who may be the one described. Officers only."""
    if actor.kind != "officer":
        raise NotPermitted("Only an officer may look for somebody.", "role")
    postcode = postcode_key(address[-1]) if address else ""
    asked = Described(name, email, phone, postcode, handle)
    with office.store.read() as session:
        return _shown(office, session, known_people.possible(session, asked))


def of_case(read: Read, actor: Actor) -> tuple[Candidate, ...]:
    """The candidates beside a case, for those who may say who it is."""
    action = read.procedure.any_time.get("same_person")
    if action is None or isinstance(may_do(actor, action.by), Denied):
        return ()
    if known_people.standing(read.session, read.case.id) is not None:
        return ()  # somebody has said who it is
    person = next(p for p in read.books.people if p.id == read.case.person_id)
    here = {each.person_id for each in read.books.participations}
    here |= set(read.case.data.get("others") or ())  # an officer has said that they are others
    found = known_people.possible(read.session, person.described(), here)
    return _shown(read.office, read.session, found, without=read.case.id)


def said_of(read: Read) -> KnownAsView | None:
    """What an officer has said of who this is."""
    row = known_people.standing(read.session, read.case.id)
    if row is None:
        return None
    typed = read.session.get(Person, row.came_as)
    known = read.session.get(Person, row.person_id)
    by = read.session.get(Person, row.recorded_by) if row.recorded_by else None
    assert typed is not None
    assert known is not None
    return KnownAsView(
        person_id=known.id,
        how_checked=row.how_checked,
        since=row.since,
        by=by.name if by else "",
        typed_name=typed.name,
        typed=tuple(_otherwise(typed, known)),
    )


def _otherwise(typed: Person, known: Person) -> Sequence[tuple[str, str]]:
    pairs = (
        ("E-mail", typed.email, known.email),
        ("Phone", typed.phone, known.phone),
        ("Address", ", ".join(typed.address), ", ".join(known.address)),
    )
    return [(title, now) for title, now, kept in pairs if now and now != kept]


def _shown(
    office: Office, session: Session, matches: Sequence[Match], without: int = 0
) -> tuple[Candidate, ...]:
    if not matches:
        return ()
    people = [match.person.id for match in matches]
    cases = _cases(office, session, people, without)
    restricted = in_force_on(session, people, london_date(office.clock.now()))
    return tuple(
        Candidate(
            person_id=match.person.id,
            name=match.person.name,
            email=match.person.email,
            phone=match.person.phone,
            address=tuple(match.person.address),
            reasons=match.likeness.reasons,
            email_alone=match.likeness.email_alone,
            cases=tuple(cases.get(match.person.id, ())),
            restrictions=restricted.get(match.person.id, ()),
        )
        for match in matches
    )


def _cases(
    office: Office, session: Session, people: Collection[int], without: int
) -> Mapping[int, Sequence[KnownCase]]:
    found: dict[int, list[KnownCase]] = {}
    for case in known_people.cases_of(session, people):
        theirs = found.setdefault(case.person_id, [])
        if case.id != without and len(theirs) < MOST_CASES:
            theirs.append(_case(office, session, case))
    return found


def _case(office: Office, session: Session, case: Case) -> KnownCase:
    procedure = office.procedure(session, case.version)
    secret = case.confidential
    return KnownCase(
        reference="" if secret else case.reference,
        title="" if secret else case.summary,  # what it is about would be told by its procedure
        received_on=london_date(case.received_at),
        status=case.status,
        outcome="" if secret else outcome_words(procedure, case.outcome),
        confidential=secret,
    )
