"""A message from whoever follows their case, with files: recorded, and told to who is at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.casework import (
    actions,
    correspondence,
    documents,
    front_door,
    guards,
    incoming,
    moving,
)
from engine.casework.documents import Upload
from engine.casework.in_hand import InHand, take
from engine.casework.notices import tell
from engine.casework.typed_answers import can_be_kept
from engine.errors import FormErrors, NotPermitted
from engine.permissions import Actor
from engine.store.notices import desks_with
from engine.store.office import Office
from engine.store.readers import is_confidential

ACTION = "contact"
MOST = 20_000  # characters
#: who is told when nobody has a task of the case
OTHERWISE = "complaints_manager"


def send(
    office: Office, actor: Actor, reference: str, text: str, files: Sequence[Upload] = ()
) -> None:
    """Record a message of a resident and put its files on the case; one commit.

    Raises FormErrors for ``text`` and ``files``, and NotPermitted.
    """
    said = text.replace("\r\n", "\n").strip()
    _check(said, files)
    with take(office, actor, reference) as hand:
        action = hand.procedure.any_time.get(ACTION)
        if action is None or actor.kind != "resident":
            raise NotPermitted("Messages are for the people of the case.", "role")
        actions.allow(hand, action)
        names = ", ".join(file.filename for file in files)
        whole = "\n\n".join(part for part in (said, f"Files: {names}" if names else "") if part)
        to_read = _put_to_be_read(hand, whole)
        if not to_read:
            correspondence.add_contact(hand, "in", "portal", whole)
        for file in files:
            documents.keep(hand, file)
        hand.audit("case:contact:recorded", "portal", {"direction": "in", "files": len(files)})
        _tell(hand, f"{actor.name} has sent a message.")
        if to_read:
            moving.settle(hand)


def _put_to_be_read(hand: InHand, text: str) -> bool:
    """What somebody sends whose contact is limited begins the step in which it is read.

    While something is being read already, it is read with that.
    """
    action = hand.procedure.any_time.get("incoming")
    if action is None or not guards.holds(hand, action.when or ""):
        return False
    moving.catch_up(hand)
    incoming.take_in(hand, action, {"channel": "portal", "text": text})
    return True


def _check(text: str, files: Sequence[Upload]) -> None:
    errors = {}
    if not text and not files:
        errors["text"] = "Enter a message, or choose a file"
    elif len(text) > MOST:
        errors["text"] = f"Your message must be {MOST:,} characters or fewer"
    elif not can_be_kept(text):
        errors["text"] = "Your message contains a character that cannot be kept"
    if len(files) > documents.MOST_FILES:
        errors["files"] = f"You can send no more than {documents.MOST_FILES} files at a time"
    if errors:
        raise FormErrors(errors)


def _tell(hand: InHand, text: str) -> None:
    """Whoever holds an open task, or may take it; once, however many messages wait unread."""
    waiting = desks_with(hand.session, hand.case.id, text)
    known = hand.procedure.roles
    otherwise = (OTHERWISE,) if OTHERWISE in known else front_door.alerted(hand.procedure)
    nobody = tuple((None, role) for role in otherwise)
    for officer, role in dict.fromkeys(tuple(_desks(hand)) or nobody):
        if (officer, role) not in waiting:
            tell(hand, "info", text, officer=officer, role=role)


def _desks(hand: InHand) -> Iterator[tuple[int | None, str]]:
    for task in hand.open_tasks:
        if is_confidential(hand.procedure, task.role):
            continue
        if task.assignee_id is not None:
            yield task.assignee_id, ""
        else:
            yield from ((None, role) for role in task.role.split())
