"""The people of a case who do not sign in: their links, and the documents shown to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select

from engine.clock import london_date
from engine.desk.guest_views import GuestView
from engine.desk.reading import Read
from engine.store import access_links
from engine.store.access_links import AccessLink, ShownDocument
from engine.store.officers import Officer

#: what became of the e-mail with a link
_BECAME = {
    "queued": "is on its way",
    "sending": "is being sent",
    "sent": "was sent",
    "doubtful": "may not have arrived",
    "failed": "could not be sent",
}


def of_case(read: Read) -> tuple[GuestView, ...]:
    """By name; nobody has an account of that kind in most cases, and then nothing more is read."""
    tasks = [t.assignee_id for t in read.books.tasks if t.assignee_id]
    roles = read.procedure.roles  # who is only mentioned, such as a witness, gets no link
    people = [
        p.person_id for p in read.books.participations if p.until is None and p.capacity in roles
    ]
    found = read.session.scalars(
        select(Officer).where(
            Officer.kind != "employee",
            Officer.active,
            Officer.person_id.in_(people)
            | Officer.id.in_(tasks)
            | Officer.id.in_(
                select(AccessLink.officer_id).where(AccessLink.case_id == read.case.id)
            ),
        )
    ).unique()
    accounts = sorted(found, key=lambda account: account.person.name)
    links = access_links.of_case(read.session, read.case.id) if accounts else []
    return tuple(_guest(read, account, links) for account in accounts)


def _guest(read: Read, account: Officer, links: Sequence[AccessLink]) -> GuestView:
    theirs = [link for link in links if link.officer_id == account.id]
    works = [link for link in theirs if link.is_open(read.now)]
    shown = select(ShownDocument.document_id).where(ShownDocument.officer_id == account.id)
    used = [link.last_used_at for link in theirs if link.last_used_at]
    return GuestView(
        officer_id=account.id,
        name=account.person.name,
        email=account.person.email,
        acts_as=_acts_as(read, account),
        link=_in_words(theirs, bool(works)),
        open=bool(works),
        until=max((london_date(link.expires_at) for link in works), default=None),
        last_used_at=max(used, default=None),
        shown=frozenset(read.session.scalars(shown)),
    )


def _acts_as(read: Read, account: Officer) -> str:
    held = [p for p in read.books.participations if p.person_id == account.person_id]
    names = dict.fromkeys(p.capacity for p in held if p.until is None)
    roles = read.procedure.roles
    return ", ".join(roles[name].title for name in names if name in roles) or account.title


def _in_words(theirs: Sequence[AccessLink], works: bool) -> str:
    if not theirs:
        return "They have no link yet."
    last = theirs[-1]
    if last.status in ("queued", "sending") or works:
        return f"The last e-mail with a link {_BECAME[last.status]}."
    if last.status in ("failed", "doubtful") and last.ended_at is None:
        return f"The e-mail with their link {_BECAME[last.status]}. {last.error}".strip()
    return "Their link works no more."


def _plain(words: str) -> Callable[[Read, str, Mapping[str, object]], tuple[str, str]]:
    return lambda _read, subject, _details: (words, subject)


def _part_ended(read: Read, subject: str, details: Mapping[str, object]) -> tuple[str, str]:
    role = read.procedure.roles.get(subject)
    return f"No longer {role.title if role else subject}", str(details.get("reason") or "")


#: lines of the audit chain, as the history says them
WORDS: Mapping[str, Callable[[Read, str, Mapping[str, object]], tuple[str, str]]] = {
    "case:link:made": _plain("A link of their own was made"),
    "case:link:sent": _plain("A link of their own was sent"),
    "case:link:ended": _plain("A link of their own was ended"),
    "case:link:failed": _plain("A link of their own could not be sent"),
    "case:link:doubtful": _plain("It is not known whether a link was sent"),
    "case:document:shown": _plain("Documents were chosen for somebody who does not sign in"),
    "case:part:ended": _part_ended,
}
