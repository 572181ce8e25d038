"""The same matter about several: a linked case for each of them, begun in one act.

What is found and decided, what is kept back and what letters say are each one's own. The dates of
all count from the first receipt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.casework import front_door, letter_context, linking, moving, separations, splitting
from engine.casework.in_hand import InHand
from engine.casework.staff import officer
from engine.catalogue.definition import AnyTime, Field, Form
from engine.errors import FormErrors
from engine.store import links

#: the field of rows that names the others, one a row; the case remembers their references there
FIELD = "also_about"


def one_each(hand: InHand, action: AnyTime, values: dict[str, object]) -> None:
    """`one_each`: each row opens a linked case in which the same step waits, filled in so far.

    The first officer column names whom it is about; the form has a field of the same name for
    this case. Who is named beside is known in each case in the column's ``capacity``. Raises
    FormErrors for somebody who is named twice.
    """
    form = next(f for f in hand.procedure.forms.values() if f.does == "one_each")
    rows = values[FIELD]
    if not isinstance(rows, Sequence) or not rows:
        return
    column = next(c for f in form.fields if f.id == FIELD for c in f.columns if c.role)
    named = [values.get(column.id), *(row.get(column.id) for row in rows)]
    if len(set(named)) < len(named):
        raise FormErrors({FIELD: "Somebody is named twice. Name each of them once."})
    reason = f"The same complaint about {len(rows) + 1}: each has a case of their own."
    parts = [_open(hand, form, values, row, reason) for row in rows]
    together = [hand, *parts]
    for here, about in zip(together, named, strict=True):
        others = [each.case.reference for each in together if each is not here]
        here.case.data = {**here.case.data, FIELD: [{"reference": other} for other in others]}
        _know_beside(here, column, [who for who in named if who != about])
    for part, row in zip(parts, rows, strict=True):
        _begin(part, form, {**_shared(form, values), **row})


def _open(
    hand: InHand, form: Form, values: Mapping[str, object], row: Mapping[str, object], reason: str
) -> InHand:
    """The new case: the same receipt, people and papers, and what was asked when it came in."""
    part = splitting.open_part(hand, hand.procedure, (), hand.case.text, hand.case.service)
    intake = front_door.form_of(hand.procedure)
    asked = {field.id for field in intake.fields} if intake else set()
    facts = {name: value for name, value in hand.case.data.items() if name in asked}
    part.case.data = {**facts, **part.case.data}
    part.case.summary = hand.case.summary
    for document in links.copy_documents(hand.session, hand.case.id, part.case.id):
        part.audit("case:document:added", document.filename, {"sha256": document.sha256})
    linking.join(hand, part, links.SPLIT, reason)
    hand.record("split", {"case": part.case.reference, "reason": reason, "points": []})
    hand.audit("case:split", part.case.reference, {"reason": reason})
    splitting.begin_ledger(hand, part)
    part.audit("case:split_off", hand.case.reference, {"reason": reason})
    return part


def _begin(part: InHand, form: Form, draft: Mapping[str, object]) -> None:
    """Its first step, on the desk of whoever did it here, with what is known of it."""
    moving.start_run(part, splitting.ENTRY)
    kept = letter_context.plain(dict(draft))
    assert isinstance(kept, dict)
    for task in part.open_tasks:
        if task.form == form.id and part.actor.officer_id is not None:
            task.draft, task.draft_saved_at = kept, part.now
            separations.give(part, task, part.actor.officer_id)
    moving.settle(part)


def _shared(form: Form, values: Mapping[str, object]) -> dict[str, object]:
    """What was answered here and may hold for the others too: no text that speaks of this one."""
    return dict(_short(form, values))


def _short(form: Form, values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for field in form.fields:
        value = values.get(field.id)
        if field.id != FIELD and field.type != "long_text" and value is not None:
            yield field.id, value


def _know_beside(hand: InHand, column: Field, others: Sequence[object]) -> None:
    for each in others:
        who = officer(hand, each) if isinstance(each, int) else None
        if column.capacity and who is not None and who.person_id is not None:
            separations.take_part(hand, who.person_id, column.capacity)
            separations.know_ties(hand, who.person_id)
