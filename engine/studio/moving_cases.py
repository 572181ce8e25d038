"""The open cases of a procedure that follow an older version: listed, moved, moved back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.casework import version_moves, version_undoing
from engine.casework.in_hand import InHand
from engine.casework.version_judging import Judged, Verdict, judge
from engine.casework.version_moves import Decision
from engine.casework.version_target import Target, in_force, other_numbers
from engine.clock import london_date
from engine.errors import FormErrors, RedressError
from engine.permissions import Actor
from engine.store import publications
from engine.store import version_moves as kept
from engine.store.books import open_books
from engine.store.cases import Case
from engine.store.office import Office
from engine.store.people import Person
from engine.store.readers import kept_apart
from engine.store.session import Session
from engine.studio.owners import require_owner

PAGE = 50
#: how many cases one press of a button looks at: the next press goes on from there
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open case of an older version, judged. ``hidden``: whoever looks may not read it.

    ``since``: from when the version that it follows was in force; None: from the start;
    ``numbers_only``: it follows the version in force, by older numbers.
    """

    reference: str
    since: date | None
    received: date
    stands: tuple[str, ...]
    judged: Judged
    hidden: bool
    numbers_only: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A move that was made. ``stays``: why it cannot be undone; "" when it can."""

    reference: str
    at: datetime
    who: str
    reason: str
    took_numbers: bool
    undone_at: datetime | None
    stays: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page. ``total``: of all pages; ``beyond``: where the next page begins, None: none."""

    procedure_id: str
    title: str
    version: str
    since: date | None
    total: int
    rows: tuple[Waiting, ...]
    beyond: int | None
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of moving or moving back. ``left``: looked at, and not safe. ``beyond``: where
    to go on; None: that was all."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    left: int = 0
    beyond: int | None = None


def listing(office: Office, actor: Actor, procedure_id: str, after: int = 0) -> Listing:
    """A dry run: every case of a page as it would fit the version in force. Changes nothing."""
    require_owner(actor)
    target = in_force(office, procedure_id)
    version = target.procedure.version
    with office.store.read() as session:
        numbers = _other_numbers(office, session, target)
        total = sum(kept.older(session, procedure_id, version, numbers).values())
        known = _begins(session, procedure_id)
        cases = kept.cases_of(session, procedure_id, version, numbers, after=after, most=PAGE + 1)
        rows = tuple(
            _waiting(hand, version, judge(hand, target), known)
            for hand in _hands(office, session, actor, cases[:PAGE])
        )
        made = tuple(_made(office, session, actor, target))
    beyond = cases[PAGE - 1].id if len(cases) > PAGE else None
    since = known.get(version)
    title = target.procedure.title
    return Listing(procedure_id, title, version, since, total, rows, beyond, made)


def _other_numbers(office: Office, session: Session, target: Target) -> set[str]:
    """The council's earlier numbers by which open cases of the procedure are counted otherwise."""
    used = kept.numbers_of(session, target.procedure.id, target.profile.id)
    return other_numbers(office, session, target, used)


def _begins(session: Session, procedure_id: str) -> dict[str, date | None]:
    """Version -> when it came into force."""
    return {
        each.version: None if each.effective_from == publications.ALWAYS else each.effective_from
        for each in publications.standing(session, "procedure", procedure_id)
    }


def _hands(
    office: Office, session: Session, actor: Actor, cases: Sequence[Case]
) -> Iterator[InHand]:
    now = office.clock.now()
    for case in cases:
        books = open_books(session, case.id)
        yield InHand(office, session, case, actor, now, opened=books)


def _waiting(
    hand: InHand, version: str, judged: Judged, known: Mapping[str, date | None]
) -> Waiting:
    hidden = kept_apart(hand.procedure, hand.actor)
    return Waiting(
        reference=hand.case.reference,
        since=known.get(hand.case.version),
        received=london_date(hand.case.received_at),
        stands=() if hidden else tuple(dict.fromkeys(task.name for task in hand.open_tasks)),
        judged=judged,
        hidden=hidden,
        numbers_only=hand.case.version == version,
    )


def _made(office: Office, session: Session, actor: Actor, target: Target) -> Iterator[Made]:
    found = kept.of_version(session, target.procedure.version, PAGE)
    last: set[int] = set()
    for move, case in found:
        older = case.id in last  # moved back and again since
        last.add(case.id)
        (hand,) = _hands(office, session, actor, [case])
        yield Made(
            reference=case.reference,
            at=move.at,
            who=session.get_one(Person, move.person_id).name,
            reason=move.reason,
            took_numbers=move.from_profile != move.to_profile,
            undone_at=move.undone_at,
            stays="It was moved again." if older else version_undoing.stands(hand, move),
        )


def move_chosen(
    office: Office,
    actor: Actor,
    version: str,
    reason: str,
    decisions: Mapping[str, Decision],
) -> Result:
    """Move the cases that were chosen, each by itself: one that is refused stops no other."""
    require_owner(actor)
    _require(reason, bool(decisions))
    return _each(
        decisions,
        lambda one: version_moves.move(office, actor, one, version, reason, decisions[one]),
    )


def move_safe(
    office: Office, actor: Actor, procedure_id: str, version: str, reason: str, after: int = 0
) -> Result:
    """Move every case that is safe, with its own numbers: so many at once, from where it was left.

    Nothing is refused in the name of a case that nobody chose: what is not safe is left.
    """
    require_owner(actor)
    _require(reason, chosen=True)
    target = in_force(office, procedure_id)
    with office.store.read() as session:
        now_in_force = target.procedure.version
        cases = kept.cases_of(session, procedure_id, now_in_force, after=after, most=AT_ONCE + 1)
        safe = [
            hand.case.reference
            for hand in _hands(office, session, actor, cases[:AT_ONCE])
            if judge(hand, target).verdict is Verdict.SAFE
        ]
    moved = _each(
        safe, lambda one: version_moves.move(office, actor, one, version, reason, Decision())
    )
    looked_at = cases[:AT_ONCE]
    beyond = looked_at[-1].id if len(cases) > AT_ONCE else None
    return Result(moved.done, moved.refused, len(looked_at) - len(safe), beyond)


def move_back(office: Office, actor: Actor, reason: str, references: Sequence[str]) -> Result:
    """Undo the moves of the cases that were chosen."""
    require_owner(actor)
    _require(reason, bool(references))
    return _each(references, lambda one: version_undoing.undo(office, actor, one, reason))


def _require(reason: str, chosen: bool) -> None:
    errors = {}
    if not chosen:
        errors["case"] = "Choose at least one case."
    if not reason.strip():
        errors["reason"] = "Enter why the cases are moved."
    if errors:
        raise FormErrors(errors)


def _each(references: Sequence[str] | Mapping[str, object], do: Callable[[str], None]) -> Result:
    done, refused = [], []
    for reference in references:
        try:
            do(reference)
        except RedressError as error:
            refused.append((reference, str(error)))
        else:
            done.append(reference)
    return Result(tuple(done), tuple(refused))
