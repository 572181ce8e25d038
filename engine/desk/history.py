"""What happened to a case, in words, the newest first: read from its audit chain."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import select

from engine.desk import case_people, guests, links, moves
from engine.desk.reading import Read
from engine.desk.views import HistoryRow
from engine.store.audit import AuditLine, AuditPayload
from engine.store.readers import may_read_answers
from engine.working_days import long_date

MOST = 200


def rows(read: Read) -> tuple[HistoryRow, ...]:
    """The last lines of the case's audit chain."""
    found = read.session.execute(
        select(AuditLine, AuditPayload)
        .outerjoin(AuditPayload, AuditPayload.audit_id == AuditLine.id)
        .where(AuditLine.case_id == read.case.id)
        .order_by(AuditLine.seq.desc())
        .limit(MOST)
    ).all()
    return tuple(_row(read, line, payload) for line, payload in found)


def _row(read: Read, line: AuditLine, payload: AuditPayload | None) -> HistoryRow:
    details: Mapping[str, object] = {} if payload is None else json.loads(payload.payload)
    what, detail = in_words(moves.at(read, line.at), line.action, line.subject, details)
    return HistoryRow(
        at=line.at,
        recorded_at=line.at,
        who=case_people.name_of(read, line.person_id),
        what=what,
        detail=detail,
        refused=line.action == "case:refused",
    )


def in_words(
    read: Read, action: str, subject: str, details: Mapping[str, object]
) -> tuple[str, str]:
    """(what, detail) of an audit line."""
    if action in _WORDS:
        return _WORDS[action](read, subject, details)
    declared = read.procedure.any_time.get(action.removeprefix("case:").removesuffix(":asked"))
    if declared is not None:
        return declared.title, str(details.get("reason") or details.get("text") or "")
    return action.replace(":", " ").replace("_", " ").capitalize(), subject


def _task(word: str) -> Callable[[Read, str, Mapping[str, object]], tuple[str, str]]:
    def tell(read: Read, subject: str, details: Mapping[str, object]) -> tuple[str, str]:
        drawn = read.procedure.diagram.elements.get(subject)
        for side in read.procedure.side_diagrams.values():
            drawn = drawn or side.elements.get(subject)
        role = drawn.attributes.get("role", "") if drawn else ""
        may_read = may_read_answers(read.procedure, role, read.actor)
        reason = str(details.get("reason") or "") if may_read else ""
        return f"{word}: {drawn.name if drawn else subject}", reason

    return tell


def _letter(word: str) -> Callable[[Read, str, Mapping[str, object]], tuple[str, str]]:
    def tell(read: Read, subject: str, details: Mapping[str, object]) -> tuple[str, str]:
        return f"Letter {word}: {moves.letter_title(read, subject) or subject}", subject

    return tell


def _clock(word: str) -> Callable[[Read, str, Mapping[str, object]], tuple[str, str]]:
    def tell(read: Read, subject: str, details: Mapping[str, object]) -> tuple[str, str]:
        duty = read.procedure.clocks.get(subject)
        until = details.get("until")
        detail = f"New date {long_date(date.fromisoformat(str(until)))}" if until else ""
        return f"{duty.title if duty else subject} {word}", detail

    return tell


#: how somebody got in touch
_CONTACTS = {
    "portal": "Message sent from the tracking page",
    "phone": "Contact recorded: phone",
    "email": "Contact recorded: e-mail",
    "letter": "Contact recorded: letter",
    "in_person": "Contact recorded: in person",
    "social_media": "Contact recorded: social media",
}


def _plain(words: str) -> Callable[[Read, str, Mapping[str, object]], tuple[str, str]]:
    return lambda _read, subject, details: (words, str(details.get("reason") or subject))


def _refused(_read: Read, _subject: str, details: Mapping[str, object]) -> tuple[str, str]:
    return "Refused", str(details.get("reason") or "")


def _need(word: str) -> Callable[[Read, str, Mapping[str, object]], tuple[str, str]]:
    def tell(_read: Read, _subject: str, details: Mapping[str, object]) -> tuple[str, str]:
        return f"{word}: {details.get('asked_for')}", str(details.get("reason") or "")

    return tell


_WORDS: Mapping[str, Callable[[Read, str, Mapping[str, object]], tuple[str, str]]] = {
    "case:opened": _plain("Complaint received"),
    "case:closed": lambda _r, _s, _d: ("Case closed", ""),
    "case:refused": _refused,
    "task:completed": _task("Done"),
    "task:claimed": _task("Taken on"),
    "task:assigned": _task("Assigned"),
    "task:released": _task("Put back in the queue"),
    "case:letter:written": _letter("written"),
    "case:letter:sent": _letter("sent"),
    "case:letter:failed": _plain("A letter could not be sent"),
    "case:letter:doubtful": _plain("It is not known whether a letter was sent"),
    "case:letter:settled": _plain("An officer said whether a letter was sent"),
    "case:clock:extended": _clock("extended"),
    "case:clock:breach": _clock("not met in time"),
    "case:clock:reminder": _clock("nearly due; officers were reminded"),
    "case:clock:paused": _clock("stopped"),
    "case:clock:standing": _clock("still stopped; officers were told"),
    "case:clock:resumed": _clock("started again"),
    "case:contact:recorded": lambda _r, s, _d: (_CONTACTS.get(s, "Contact recorded"), ""),
    "case:notice:read": lambda _r, _s, d: ("Notice read", str(d.get("text") or "")),
    "case:promise:made": _plain("Promised"),
    "case:promise:moved": _plain("Promised for another day"),
    "case:promise:kept": _plain("Promise kept"),
    "case:promise:given_up": _plain("A promise will not be kept"),
    "case:promise:reminded": _plain("A promise is nearly due; its owner was reminded"),
    "case:promise:chased": _plain("A promise is overdue; its owner was chased"),
    "case:contribution:asked": _plain("Asked others to contribute"),
    "case:contribution:given": _plain("Contribution given"),
    "case:contribution:given_up": _plain("No contribution"),
    "case:contribution:reminded": _plain("A contribution is nearly due; they were reminded"),
    "case:contribution:chased": _plain("A contribution is overdue; they were chased"),
    "case:recommendation:made": _plain("Recommended"),
    "case:recommendation:moved": _plain("Recommended for another day"),
    "case:recommendation:accepted": _plain("A recommendation was accepted"),
    "case:recommendation:declined": _plain("A recommendation was not accepted"),
    "case:recommendation:kept": _plain("A recommendation was carried out"),
    "case:recommendation:given_up": _plain("A recommendation will not be carried out"),
    "case:recommendation:reminded": _plain("A recommendation is nearly due; its owner was told"),
    "case:recommendation:chased": _plain("A recommendation is overdue; its owner was chased"),
    "case:points:set_aside": _plain("Dealt with separately"),
    "case:document:added": _plain("Document added"),
    "case:request_stage2": lambda _r, _s, d: ("Stage 2 asked for", str(d.get("text") or "")),
    "case:person:same": _plain("Said to be somebody who is known already"),
    "case:person:new": _plain("Said to be somebody new"),
    "case:person:not_same": _plain("Said to be somebody else than was thought"),
    "case:person:details_changed": _plain("Contact details changed"),
    "case:adjustment:added": _plain("What somebody needs was recorded"),
    "case:adjustment:met": _need("What they asked for was done"),
    "case:adjustment:overridden": _need("What they asked for was not done"),
    "case:adjustment:ended": _plain("What somebody needed is no longer needed"),
    "case:restriction:recorded": _plain("Restriction on contact recorded"),
    "case:restriction:ended": _plain("Restriction on contact ended"),
    "case:at_risk": lambda _r, _s, _d: ("Somebody may be at risk", ""),
    "case:withdraw:asked": _plain("Asked to withdraw"),
    **links.WORDS,
    **guests.WORDS,
    **moves.WORDS,
}
