"""More states of a corporate complaint: asked first, parted, restricted, opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.casework.council import FOUND, Council

State = tuple[str, str]
Receive = Callable[[Council], str]

_RESTRICTED = {
    "grounds": "Forty calls in a month.",
    "terms": "Letters only.",
    "decided_by": "A service director",
    "decided_on": "2024-04-02",
    "letter_on": "2024-04-02",
    "review_on": "2024-10-02",
}
_MORE = {"what_we_need": "The bill", "why_needed": "To see the sum", "reply_by": "2024-04-17"}
_CONTRACTOR = {
    "triage": "contractor",
    "contractor": "Example Waste",
    "contractor_contact": "Call 01632 960111",
    "reply_by": "2024-04-17",
}


def early(council: Council, receive: Receive) -> Iterator[State]:
    """Before stage 1."""
    yield from _first(council, receive)
    yield from _social_media(council, receive)
    yield from _whose(council, receive)
    enquiry = receive(council)
    answers = {"triage": "enquiry", "wants_reply": True, "reply_later": True}
    council.does("jack", enquiry, "triage", **answers)
    yield "an enquiry: its answer is to be written", enquiry
    late = receive(council)
    council.passes("2024-04-17T11:00")
    yield "nobody decided what it is, and the answer is due", late


def later(council: Council, receive: Receive) -> Iterator[State]:
    """At stage 1, and after the case was closed."""
    yield from _at_stage1(council, receive)
    yield from _together(council, receive)
    yield from _again(council, receive)
    yield from _restricted(council, receive)


def _first(council: Council, receive: Receive) -> Iterator[State]:
    risk = receive(council)
    council.does("jack", risk, "triage", at_risk=True)
    yield "somebody is at risk: to be referred", risk
    choice = receive(council)
    council.does("jack", choice, "triage", **_CONTRACTOR)
    council.sweeps()
    yield "contractor or council: to be chosen", choice
    council.does("jack", choice, "record_choice", contractor_choice="contractor")
    yield "closed, with the contractor first", choice
    council.acts("desk", choice, "reopen", why_reopened="contractor", text="Nobody came.")
    yield "back from the contractor: to be decided again", choice
    old = receive(council)
    council.does("jack", old, "triage", triage="ask_late", reply_by="2024-04-17")
    council.sweeps()
    yield "why so late: to be decided", old


def _social_media(council: Council, receive: Receive) -> Iterator[State]:
    post = receive(council)
    council.does("jack", post, "triage", triage="divert")
    yield "a public post: the person is to be asked to write privately", post
    council.does("jack", post, "ask_privately", posted="Please write.", reply_by="2024-04-17")
    yield "a public post: a private reply is awaited", post


def _whose(council: Council, receive: Receive) -> Iterator[State]:
    first, again = receive(council), receive(council)
    known = council.resident(first).person_id
    said = {"person": known, "how_checked": "They rang.", "beside_email": "Their voice."}
    council.acts("desk", again, "same_person", **said)
    yield "received, the person said to be known already", again


def _accepted(council: Council, receive: Receive, **answers: object) -> str:
    reference = receive(council)
    council.does("jack", reference, "triage", triage="accept", **answers)
    council.sweeps()
    return reference


def _answered(council: Council, receive: Receive, **found: object) -> str:
    reference = _accepted(council, receive)
    council.does("jack", reference, "answer_stage1", points={"p1": {**FOUND, **found}})
    council.sweeps()
    return reference


def _at_stage1(council: Council, receive: Receive) -> Iterator[State]:
    risk = _accepted(council, receive)
    council.acts("desk", risk, "report_risk", risk="They cried on the telephone.")
    yield "stage 1: somebody is at risk, reported later", risk
    waits = _accepted(council, receive)
    council.acts("jack", waits, "ask_complainant", **_MORE)
    council.sweeps()
    yield "stage 1: the person was asked for information", waits
    asked = _accepted(council, receive)
    council.hires({"asked": (("contributor",), 3)})
    by = council.people["asked"].officer_id
    council.acts("jack", asked, "contribution", officer=by, question="Who dug the hole?")
    yield "stage 1: a contribution is asked", asked
    paying = _accepted(council, receive)
    answer = {"points": {"p1": FOUND}, "payment": 750}
    council.does("jack", paying, "answer_stage1", **answer)
    yield "stage 1: a payment is to be checked", paying
    remedy = _answered(council, receive, remedy="We will mend it.", remedy_by="2024-04-30")
    yield "closed after stage 1, a remedy still to be done", remedy


def _together(council: Council, receive: Receive) -> Iterator[State]:
    whole = _accepted(council, receive)
    council.acts("jack", whole, "split", part_text="The rude call", reason="Another team.")
    (link,) = council.file(whole).links
    yield "split: the part that stays", whole
    yield "split: the part that went, to be decided", link.reference
    one, two = receive(council), receive(council)
    council.acts("jack", one, "link", linked_case=two, reason="The same lamp.")
    yield "received, linked to another case", one
    known = council.resident(one).person_id
    said = {"person": known, "how_checked": "They rang.", "beside_email": "Their voice."}
    council.acts("desk", two, "same_person", **said)
    council.acts("jack", two, "merge", into=one, reason="The same lamp.")
    council.sweeps()
    yield "closed, answered together with another case", two


def _again(council: Council, receive: Receive) -> Iterator[State]:
    reopened = _answered(council, receive)
    council.acts("desk", reopened, "reopen", why_reopened="new_evidence", text="A photograph.")
    yield "opened again: to be decided again", reopened
    council.does("jack", reopened, "triage", triage="accept")
    council.sweeps()
    yield "opened again: to be answered once more", reopened
    returned = _answered(council, receive)
    sent_back = {"ombudsman_reference": "00 000 001", "text": "Please review it."}
    council.acts("manager", returned, "ombudsman_return", **sent_back)
    yield "sent back by the Ombudsman: to be decided", returned
    direct = {"triage": "direct_stage2", "direct_reason": "ombudsman"}
    council.does("jack", returned, "triage", **direct)
    council.sweeps()
    yield "sent back by the Ombudsman: to be answered at stage 2", returned
    closed = _answered(council, receive)
    council.passes("2025-04-04T10:00")
    yield "closed after stage 1, a year ago", closed


def _restricted(council: Council, receive: Receive) -> Iterator[State]:
    restricted = receive(council)
    council.acts("manager", restricted, "restriction", **_RESTRICTED)
    yield "received, contact is restricted", restricted
    council.does("jack", restricted, "triage", triage="file_only")
    council.sweeps()
    yield "closed, filed under a restriction", restricted
