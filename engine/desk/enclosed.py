"""What came with a letter: listed beside it, and given to whom that letter went, nobody else."""

from __future__ import annotations

from engine.desk import partners, tracking
from engine.desk.at_any_time import stopped
from engine.desk.enclosed_views import Enclosed, enclosed_with
from engine.desk.reading import Read, read_case
from engine.errors import NotFound
from engine.permissions import Actor
from engine.store.documents import Document, DocumentContent
from engine.store.letters import LetterRow
from engine.store.office import Office
from engine.store.session import Session

NOT_WITH_IT = "There is no such document with this letter."


def with_resident(office: Office, reference: str, letter_id: int) -> tuple[Enclosed, ...]:
    """What came with a letter to the complainant. Raises NotFound."""
    with office.store.read() as session:
        return enclosed_with(tracking.sent(read_case(office, session, reference), letter_id)[0])


def for_resident(
    office: Office, reference: str, letter_id: int, document_id: int
) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of one of them. Raises NotFound."""
    with office.store.read() as session:
        row, _ = tracking.sent(read_case(office, session, reference), letter_id)
        return _whole(session, enclosed_with(row), document_id)


def with_partner(
    office: Office, who: Actor, reference: str, dispatch_id: int
) -> tuple[Enclosed, ...]:
    """What came with a letter to somebody who does not sign in. Raises NotFound."""
    with office.store.read() as session:
        return _partners(read_case(office, session, reference, who), who, dispatch_id)


def for_partner(
    office: Office, who: Actor, reference: str, dispatch_id: int, document_id: int
) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of one of them. Raises NotFound."""
    with office.store.read() as session:
        read = read_case(office, session, reference, who)
        return _whole(session, _partners(read, who, dispatch_id), document_id)


def _partners(read: Read, who: Actor, dispatch_id: int) -> tuple[Enclosed, ...]:
    partners.require_guest(who)
    way = partners.sent(read, who, dispatch_id)
    if way.capacity in stopped(read):
        return ()
    return enclosed_with(read.session.get_one(LetterRow, way.letter_id))


def _whole(
    session: Session, those: tuple[Enclosed, ...], document_id: int
) -> tuple[str, str, bytes]:
    if document_id not in {each.id for each in those}:
        raise NotFound(NOT_WITH_IT)
    row = session.get_one(Document, document_id)
    return row.filename, row.media_type, session.get_one(DocumentContent, document_id).content
