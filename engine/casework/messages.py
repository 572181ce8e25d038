"""A message from whoever follows their case, with files: recorded, and told to who is at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.casework import actions, correspondence, documents
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
        correspondence.add_contact(hand, "in", "portal", whole)
        for file in files:
            documents.keep(hand, file)
        hand.audit("case:contact:recorded", "portal", {"direction": "in", "files": len(files)})
        _tell(hand, f"{actor.name} has sent a message.")


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
    for officer, role in dict.fromkeys(tuple(_desks(hand)) or ((None, OTHERWISE),)):
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
