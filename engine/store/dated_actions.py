"""Actions with a date: remedies promised in letters, contributions asked from other services."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    Integer,
    Select,
    Text,
    bindparam,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy import text as in_sql
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.permissions import Actor
from engine.store.base import Base, Instant, index_where, key, refers_to
from engine.store.deadlines import Timer
from engine.store.notices import Notice

_OPEN = "state = 'open'"


class DatedAction(Base):
    """What somebody has to do for a case by a day, until it is done or given up.

    It belongs to an officer, to everybody who holds ``owner_role``, or to a ``service`` outside
    (its name and address). ``evidence``: what was done, or the answer that was given.
    ``done_at``: when it was done, ``settled_at``: when Redress was told, of that or of the reason
    why it will not be done. ``next_chase_at``: its next reminder or chaser; None: no more.
    ``response``: what whoever it is made to said of a recommendation, accepted or declined.
    """

    __tablename__ = "dated_action"
    __table_args__ = (
        CheckConstraint("kind IN ('remedy', 'contribution', 'recommendation')", name="kind"),
        CheckConstraint("state IN ('open', 'done', 'given_up')", name="state"),
        # Desks read only open ones, by date; the sweep only those with something to come
        index_where("ix_dated_action_mine", "owner_officer_id", "due_on", "id", where=_OPEN),
        index_where("ix_dated_action_of_role", "owner_role", "due_on", "id", where=_OPEN),
        Index(None, "kind", "state"),
    )

    id: Mapped[int] = key()
    case_id: Mapped[int] = refers_to("case_file.id", index=True)
    kind: Mapped[str]
    point_id: Mapped[int | None] = refers_to("point.id")
    text: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int | None] = refers_to("officer.id")
    asked_at: Mapped[datetime]
    owner_officer_id: Mapped[int | None] = refers_to("officer.id")
    owner_role: Mapped[str] = mapped_column(default="")
    service: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="open")
    done_at: Mapped[datetime | None]
    evidence: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = refers_to("document.id")
    given_up_reason: Mapped[str] = mapped_column(Text, default="")
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = refers_to("officer.id")
    response: Mapped[str] = mapped_column(default="", server_default=in_sql("''"))
    response_reason: Mapped[str] = mapped_column(Text, default="", server_default=in_sql("''"))
    responded_at: Mapped[datetime | None]
    chased_count: Mapped[int] = mapped_column(default=0)
    next_chase_at: Mapped[datetime | None] = mapped_column(index=True)


#: Spelt out in the SQL, not bound: otherwise the partial indexes cannot be used.
IS_OPEN = DatedAction.state == literal("open", literal_execute=True)


def of_case(session: Session, case_id: int) -> list[DatedAction]:
    """Everything promised and asked in a case, in the order in which it was."""
    query = select(DatedAction).where(DatedAction.case_id == case_id)
    return list(session.scalars(query.order_by(DatedAction.id)))


def outstanding(rows: Iterable[DatedAction], kind: str) -> bool:
    """Whether one of this kind is not done yet."""
    return any(row.kind == kind and row.state == "open" for row in rows)


#: the at-any-time actions that settle something, and the kinds that each settles; of two for
#: a kind, the later says that it is done
SETTLES: Mapping[str, tuple[str, ...]] = {
    "answer_recommendation": ("recommendation",),
    "keep_promise": ("remedy", "recommendation"),
    "give_contribution": ("contribution",),
}
#: why there is nothing to settle
NOTHING: Mapping[str, str] = {
    "answer_recommendation": "No recommendation waits for an answer, or not for yours.",
    "keep_promise": "Nothing that was promised is still to be done, or not by you.",
    "give_contribution": "Nothing that was asked is still to be answered, or not by you.",
}
#: whoever is asked acts in this role, for what they were asked alone
CONTRIBUTOR = "contributor"


def is_for(row: DatedAction, who: Actor) -> bool:
    """Whether an action was asked of this officer, or of a role that they hold."""
    own = row.owner_officer_id is not None and row.owner_officer_id == who.officer_id
    return own or (bool(row.owner_role) and row.owner_role in who.roles)


def to_settle(
    rows: Iterable[DatedAction], who: Actor, action: str, by: Collection[str]
) -> list[DatedAction]:
    """The open actions that this officer may say are done: their own, or all of a case.

    All of them only with a role (of ``by``) that has to do with the case as a whole.
    """
    kinds = SETTLES.get(action, ())
    for_all = bool(who.roles & (set(by) - {CONTRIBUTOR}))
    is_open = (row for row in rows if row.state == "open" and row.kind in kinds)
    unanswered = (r for r in is_open if action != "answer_recommendation" or not r.response)
    return [row for row in unanswered if for_all or is_for(row, who)]


def only_asked(who: Actor) -> bool:
    """Whether an account is that of a service which is asked, and of nobody who works on cases."""
    return who.kind == "officer" and who.roles == {CONTRIBUTOR}


def may_read(session: Session, who: Actor, case_id: int) -> bool:
    """Whether this officer may read a case: a service that is asked, those it was asked about."""
    return not only_asked(who) or any(is_for(row, who) for row in of_case(session, case_id))


def asked_of(who: Actor) -> Select[int]:
    """The ids of the cases about which an officer was asked, or in which they promised."""
    own = DatedAction.owner_officer_id == who.officer_id
    return select(DatedAction.case_id).where(own | DatedAction.owner_role.in_(sorted(who.roles)))


def mine(officer_id: int, roles: Collection[str]) -> ColumnElement[bool]:
    """Open, and this officer's own or for a role that they hold."""
    own: list[ColumnElement[bool]] = [DatedAction.owner_officer_id == officer_id]
    if roles:
        own.append(DatedAction.owner_role.in_(sorted(roles)))
    return IS_OPEN & or_(*own)


def put_away_notices(session: Session, action_id: int, now: datetime) -> None:
    """What desks were told of an action that is settled need not stand there any more."""
    told = update(Notice).where(Notice.dated_action_id == action_id, Notice.read_at.is_(None))
    session.execute(told.values(read_at=now))


def due_cases(
    session: Session, now: datetime, limit: int = 100, without: Collection[int] = ()
) -> tuple[int, ...]:
    """Cases in which a clock's moment or a chaser has come, first due first; one statement.

    Costs what is due, not what is open: each half walks its own index. ``without``: cases to
    leave out.
    """
    query = _DUE if not without else _due(without)
    return tuple(dict.fromkeys(session.scalars(query, {"now": now, "most": limit})))


def _due(without: Collection[int] = ()) -> Select[int]:
    halves = []
    for case, moment in (
        (Timer.case_id, Timer.due_at),
        (DatedAction.case_id, DatedAction.next_chase_at),
    ):
        come = select(case.label("case_id"), moment.label("at")).where(moment <= _NOW)
        if without:
            come = come.where(case.not_in(without))
        half = come.order_by(moment).limit(_MOST).subquery()
        halves.append(select(half.c.case_id, half.c.at))
    both = union_all(*halves).subquery()
    return select(both.c.case_id).order_by(both.c.at).limit(_MOST)


_NOW = bindparam("now", type_=Instant())
_MOST = bindparam("most", type_=Integer())
_DUE = _due()
