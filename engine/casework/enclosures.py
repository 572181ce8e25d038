"""What goes with a letter: the documents that were last given in the file fields it encloses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from engine.casework import before_moves, copies
from engine.casework.in_hand import InHand
from engine.casework.letter_ways import EMAIL
from engine.catalogue.definition import LetterDuty
from engine.letters import Enclosure, fits
from engine.store.cases import Run
from engine.store.documents import Document, DocumentContent, last_called
from engine.store.letters import Dispatch, LetterRow, enclosed_in, last_written
from engine.store.tasks import Task, completed_tasks


def given(hand: InHand, run: Run, duty: LetterDuty) -> list[dict[str, object]]:
    """Id, name and size of each document as the letter's row keeps them."""
    ids = dict.fromkeys(_last_given(hand, run, duty.code, name) for name in duty.encloses)
    rows = (hand.session.get_one(Document, each) for each in ids if each is not None)
    return [{"id": row.id, "filename": row.filename, "size": row.size} for row in rows]


def _last_given(hand: InHand, run: Run, code: str, name: str) -> int | None:
    """The document that a file field was last answered with, if it is on the case."""
    filename, at = next(_answers(hand, run, code, name), ("", hand.now))
    return last_called(hand.session, hand.case.id, filename, at) if filename else None


def _answers(hand: InHand, run: Run, code: str, name: str) -> Iterator[tuple[str, datetime]]:
    """What a file field was answered with and when, the latest first."""
    if said := hand.form_values.get(name):
        yield str(said), hand.now
    for task in _done(hand, run, code, name):
        if (said := task.answers.get(name)) and task.completed_at is not None:
            yield str(said), task.completed_at


def _done(hand: InHand, run: Run, code: str, name: str) -> Sequence[Task]:
    """The tasks that may have asked for it. What was asked for this very letter goes before what
    went with an earlier one, and what this run asked for before the rest of the case.
    """
    forms = hand.procedure.forms.values()
    asking = {form.id for form in forms if any(each.id == name for each in form.fields)}
    done = completed_tasks(hand.session, hand.case.id)
    own = [task for task in done if task.run_id == run.id and task.form in asking]
    before = last_written(hand.session, run.id, code)
    new = [task for task in own if before and task.completed_at and task.completed_at > before]
    return new or own or done


def for_letter(
    hand: InHand, noted: Sequence[Mapping[str, object]], capacity: str, channel: str
) -> dict[str, object]:
    """What the text may say: the names, and whether they are too big to come by e-mail."""
    rows = [] if copies.stopped(hand, capacity) else noted
    online = bool(rows) and channel == EMAIL and not fits(_sizes(rows))
    return {"enclosed": [str(row["filename"]) for row in rows], "enclosed_online": online}


def attached(hand: InHand, letter: LetterRow, dispatch: Dispatch) -> tuple[Enclosure, ...]:
    """What goes with this letter's e-mail to this recipient: nothing while copies stop."""
    noted = enclosed_in(letter)
    then = before_moves.hand_for(hand, letter)
    if (
        dispatch.channel != EMAIL
        or not fits(_sizes(noted))
        or copies.stopped(then, dispatch.capacity)
    ):
        return ()
    ids = [int(str(row["id"])) for row in noted]
    rows = [
        (hand.session.get_one(Document, each), hand.session.get_one(DocumentContent, each))
        for each in ids
    ]
    return tuple(Enclosure(row.filename, row.media_type, kept.content) for row, kept in rows)


def _sizes(noted: Sequence[Mapping[str, object]]) -> Iterator[int]:
    return (int(str(row["size"])) for row in noted)
