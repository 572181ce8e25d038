"""What a case that goes on under another procedure leaves behind."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update

from engine.store.cases import Finding, Participation
from engine.store.session import Session

#: why somebody's part ended, so that it can go on when the case comes back
LEFT = "The case was moved to a procedure that has no such part."


def no_finding_stands(session: Session, case_id: int) -> None:
    """What was found so far stays to be read, and decides nothing."""
    of_case = update(Finding).where(Finding.case_id == case_id).values(current=False)
    session.execute(of_case.execution_options(synchronize_session=False))


def parts_follow(session: Session, case_id: int, known: Collection[str], now: datetime) -> None:
    """Parts that a procedure does not know end; those that ended so and it knows go on."""
    of_case = update(Participation).where(Participation.case_id == case_id)
    of_case = of_case.execution_options(synchronize_session=False)
    going = Participation.capacity.not_in(sorted(known)), Participation.until.is_(None)
    session.execute(of_case.where(*going).values(until=now, reason=LEFT))
    back = Participation.capacity.in_(sorted(known)), Participation.reason == LEFT
    session.execute(of_case.where(*back).values(until=None, reason=""))
