"""What stands in an action's form before anybody types: what is known already."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.clock import london_date
from engine.desk import moves
from engine.desk.reading import Read
from engine.store.people import Person

Answers = Mapping[str, object]


def offered(read: Read, action_id: str, answers: Answers) -> dict[str, object]:
    """Values by field; ``answers``: those of the pages before."""
    known = _OFFERED.get(action_id)
    return _kept_rows(read, action_id) if known is None else dict(known(read, answers))


def _kept_rows(read: Read, action_id: str) -> dict[str, object]:
    """The rows that the action's form puts in place of those the case has."""
    form = read.procedure.forms.get(read.procedure.any_time[action_id].form or "")
    rows = (f for f in (form.fields if form else ()) if f.type == "rows" and f.remembered)
    return {each.id: read.case.data[each.id] for each in rows if each.id in read.case.data}


def _details(read: Read, answers: Answers) -> Answers:
    person = _party(read, str(answers.get("whose") or "complainant"))
    if person is None:
        return {}
    return {
        "email": person.email,
        "phone": person.phone,
        "address": "\n".join(person.address),
        "preferred_channel": person.preferred_channel,
        "handle": person.handle,
    }


def _today(read: Read, _answers: Answers) -> Answers:
    return {"asked_on": london_date(read.now)}


def _party(read: Read, capacity: str) -> Person | None:
    held = [
        p.person_id
        for p in read.books.participations
        if p.capacity == capacity and p.until is None
    ]
    return next((person for person in read.books.people if person.id in held), None)


#: by the action's id
_OFFERED: Mapping[str, Callable[[Read, Answers], Answers]] = {
    "change_details": _details,
    "adjust": _today,
    "change_procedure": moves.kept,
    "keep_promise": lambda read, _answers: {"done_on": london_date(read.now)},
}
