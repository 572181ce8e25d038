"""How somebody is reached and what they need of every letter, changed as their case goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from engine.casework import before_moves, dispatched, letter_context, letter_ways, writing
from engine.casework.complaint import CHANNELS
from engine.casework.in_hand import InHand
from engine.catalogue.definition import AnyTime
from engine.errors import BadInput, FormErrors, NotNow
from engine.letters import check_address, letter_from_json, letter_to_json
from engine.letters.mail import checked_email
from engine.store.codes import postcode_key
from engine.store.letters import Dispatch
from engine.store.people import Adjustment, Person
from engine.store.ways import ways_to

DETAILS = ("email", "phone", "address", "preferred_channel", "handle")
#: a person who wants only the one cannot want only the other
_EITHER = frozenset({"email_only", "post_only"})


def party(hand: InHand, capacity: str) -> Person:
    """Whoever holds a capacity in the case. Raises FormErrors."""
    for each in hand.books.participations:
        if each.capacity == capacity and each.until is None:
            found = next((p for p in hand.books.people if p.id == each.person_id), None)
            if found is not None:
                return found
    raise FormErrors({"whose": f"Nobody is the {capacity} in this case."})


def change(hand: InHand, _action: AnyTime, values: Mapping[str, object]) -> None:
    """The `change_details` action. What is left empty stays; `remove` names what is to go."""
    person = party(hand, str(values.get("whose") or "complainant"))
    if not put_right(hand, person, values):
        raise FormErrors({"email": "Nothing has been changed."})


def put_right(hand: InHand, person: Person, values: Mapping[str, object]) -> bool:
    """Details of somebody in the case as they are now; whether any was otherwise before.

    Raises FormErrors for details of no use.
    """
    given = _given(values)
    wrong = {**dict(_wrong(person, given)), **_unreachable(person, given)}
    if wrong:
        raise FormErrors(wrong)
    changed = put(person, given)
    if not changed:
        return False
    hand.record("details_changed", {"person": person.id, "what": sorted(changed)})
    said = {"reason": str(values.get("how_known") or ""), "before": changed, "now": given}
    hand.audit("case:person:details_changed", ", ".join(sorted(changed)), said)
    _letters_follow(hand, person, bool(values.get("send_again")))
    return True


def put(person: Person, given: Mapping[str, object]) -> dict[str, object]:
    """Write details; what stood there before, of each that is otherwise now."""
    before = {name: getattr(person, name) for name in given}
    changed = {name: value for name, value in before.items() if value != given[name]}
    for name in changed:
        setattr(person, name, given[name])
    if "address" in changed:
        person.postcode = postcode_key(person.address[-1] if person.address else "")
    return changed


def _given(values: Mapping[str, object]) -> dict[str, object]:
    given: dict[str, object] = {
        name: str(values[name]).strip()
        for name in DETAILS
        if name != "address" and values.get(name)
    }
    if values.get("address"):
        given["address"] = address_lines(str(values["address"]))
    remove = str(values.get("remove") or "")
    if remove in DETAILS:
        given[remove] = [] if remove == "address" else ""
    return given


def address_lines(text: str) -> list[str]:
    """An address as it is kept: its lines, the postcode last and in capitals."""
    lines = [line.strip().rstrip(",") for line in text.splitlines() if line.strip()]
    return [*lines[:-1], lines[-1].upper()] if lines else []


def _wrong(person: Person, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if given.get("email"):
        try:
            checked_email(str(given["email"]))
        except BadInput:
            yield "email", "Enter an email address in the right form, like name@example.com."
    address = given.get("address")
    if isinstance(address, list) and address:
        why_not = check_address([person.name, *address])
        if why_not:
            yield "address", why_not
    if given.get("preferred_channel", "email") not in CHANNELS:
        yield "preferred_channel", f"A letter goes by one of: {', '.join(CHANNELS)}."


def _unreachable(person: Person, given: Mapping[str, object]) -> dict[str, str]:
    """Letters are to go by a channel for which there is an address."""
    channel = given.get("preferred_channel")
    needs = {"email": "email", "post": "address", "private_message": "handle"}.get(str(channel))
    if needs is None or given.get(needs, getattr(person, needs)):
        return {}
    return {needs: "Letters cannot go that way without it. Enter it, or choose another way."}


def _letters_follow(hand: InHand, person: Person, send_again: bool) -> None:
    """What has not left goes to the new address; what could not be sent, if an officer says so."""
    status = ("queued", "unsendable") if send_again else ("queued",)
    for dispatch in ways_to(hand.session, hand.case.id, person.id, status):
        _write_again(hand, dispatch)
        if dispatch.status == "unsendable":
            _send_after_all(hand, dispatch)


def _write_again(hand: InHand, dispatch: Dispatch) -> None:
    """The same letter of the same day, as its recipient is to get it now."""
    to = writing.recipient(hand, dispatch.person_id, dispatch.capacity)
    if to is None:
        return
    row = dispatched.letter_of(hand, dispatch)
    matter = letter_context.kept_matter(row.context)
    issued = letter_from_json(dispatch.letter).issued
    then = before_moves.hand_for(hand, row)
    again = writing.letter_for(then, row.code, matter, to, writing.way_now(to, row), issued)
    dispatch.letter = letter_to_json(again)
    writing.readdress(hand, dispatch, row)


def _send_after_all(hand: InHand, dispatch: Dispatch) -> None:
    to = writing.recipient(hand, dispatch.person_id, dispatch.capacity)
    channel, why_not = ("", "") if to is None else letter_ways.channel_of(to)
    if not channel:
        raise NotNow(why_not or "There is nobody to write to.", "no_address")
    row = dispatched.letter_of(hand, dispatch)
    if row.status == "unsendable":
        row.status = "queued"
    dispatch.error = ""
    dispatched.queue_again(hand, dispatch)
    hand.audit("case:letter:sent_after_all", row.code, {"dispatch": dispatch.id})


def adjust(hand: InHand, _action: AnyTime, values: Mapping[str, object]) -> None:
    """The `adjust` action: something is needed from now on, or no longer."""
    person = party(hand, str(values.get("whose") or "complainant"))
    kind, detail = str(values["adjustment"]), str(values.get("detail") or "")
    theirs = [each for each in hand.books.adjustments if each.person_id == person.id]
    if values.get("change") == "end":
        _end(hand, [each for each in theirs if each.kind == kind])
    else:
        asked_on = values.get("asked_on")
        by = str(values.get("asked_by") or "")
        _add(hand, person, theirs, kind, detail, by, asked_on)
    word = "ended" if values.get("change") == "end" else "added"
    hand.record(f"adjustment_{word}", {"person": person.id, "adjustment": kind})
    plain = letter_context.plain(dict(values))
    assert isinstance(plain, dict)
    said = {**plain, "reason": f"{kind.replace('_', ' ')} {detail}".strip()}
    hand.audit(f"case:adjustment:{word}", kind, said)
    for dispatch in ways_to(hand.session, hand.case.id, person.id, ("queued",)):
        _write_again(hand, dispatch)


def _end(hand: InHand, rows: Sequence[Adjustment]) -> None:
    if not rows:
        raise FormErrors({"adjustment": "This is not recorded for them, so it cannot be ended."})
    for row in rows:
        hand.books.adjustments.remove(row)
        hand.session.delete(row)


def _add(
    hand: InHand,
    person: Person,
    theirs: Sequence[Adjustment],
    kind: str,
    detail: str,
    asked_by: str,
    asked_on: object,
) -> None:
    if any((each.kind, each.detail) == (kind, detail) for each in theirs):
        raise FormErrors({"adjustment": "This is recorded for them already."})
    kinds = {each.kind for each in theirs}
    if kind in _EITHER and kinds & _EITHER:
        raise FormErrors({"adjustment": "They cannot have only post and only e-mail. End one."})
    row = Adjustment(
        person_id=person.id,
        kind=kind,
        detail=detail,
        since=hand.now,
        recorded_by=hand.actor.person_id,
        asked_by=asked_by,
        asked_on=asked_on if isinstance(asked_on, date) else None,
    )
    hand.session.add(row)
    hand.books.adjustments.append(row)
