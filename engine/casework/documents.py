"""Documents on a case: checked before they are kept, read by officers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from engine.casework import standing_down
from engine.casework.in_hand import InHand, take
from engine.errors import BadInput, NotFound, NotPermitted
from engine.permissions import Actor
from engine.store import readers
from engine.store.cases import Case
from engine.store.documents import Document, DocumentContent
from engine.store.office import Office

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 5

#: what may be uploaded: ending -> (media type, how such a file begins; none for plain text)
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "txt": ("text/plain", ()),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (b"PK\x03\x04",),
    ),
    "odt": ("application/vnd.oasis.opendocument.text", (b"PK\x03\x04",)),
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    filename: str
    media_type: str
    content: bytes


def check_upload(filename: str, content: bytes) -> str:
    """The media type of a file that may be kept; BadInput says in one sentence why it may not."""
    _check_name(filename)
    shown = filename.strip()
    if not content:
        raise BadInput(f"“{shown}” is empty.")
    if len(content) > MOST_BYTES:
        raise BadInput(f"“{shown}” must be smaller than {MOST_BYTES // 1024 // 1024} MB.")
    ending = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    if ending not in KINDS:
        raise BadInput(f"“{shown}” must be one of these: {', '.join(sorted(KINDS))}.")
    media_type, beginnings = KINDS[ending]
    if beginnings and not content.startswith(beginnings):
        raise BadInput(
            f"“{shown}” is not really a {ending} file. Save it again and try once more."
        )
    if not beginnings and b"\x00" in content:
        raise BadInput(f"“{shown}” is not really a text file. Save it again and try once more.")
    return media_type


def _check_name(filename: str) -> None:
    if not filename.strip():
        raise BadInput("Choose a file that has a name.")
    if any(sign in "/\\" or sign < " " for sign in filename) or filename.startswith("."):
        raise BadInput("The name of the file must not contain a path. Rename it and try again.")
    if len(filename) > 150:
        raise BadInput("The name of the file must be 150 characters or fewer.")


def keep(hand: InHand, upload: Upload) -> None:
    """Put a checked document on the case."""
    media_type = check_upload(upload.filename, upload.content)
    digest = hashlib.sha256(upload.content).hexdigest()
    document = Document(
        case_id=hand.case.id,
        filename=upload.filename,
        media_type=media_type,
        size=len(upload.content),
        sha256=digest,
        added_at=hand.now,
        added_by_person=hand.actor.person_id,
    )
    hand.session.add(document)
    hand.session.flush()
    hand.session.add(DocumentContent(document_id=document.id, content=upload.content))
    hand.audit("case:document:added", upload.filename, {"sha256": digest})


def add(office: Office, actor: Actor, reference: str, upload: Upload) -> None:
    """Put a document on a case; one commit. Raises BadInput with the sentence for the form."""
    check_upload(upload.filename, upload.content)
    with take(office, actor, reference) as hand:
        if not actor.in_office and not standing_down.still_here(hand, actor):
            raise NotPermitted("Documents are added by the people of the case.", "role")
        keep(hand, upload)


def content(office: Office, actor: Actor, document_id: int) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of a document. Officers only."""
    if not actor.in_office:
        raise NotPermitted("Documents are for the officers of the case.", "role")
    with office.store.read() as session:
        document = session.get(Document, document_id)
        kept = session.get(DocumentContent, document_id)
        if document is None or kept is None:
            raise NotFound("There is no such document.")
        case = session.get_one(Case, document.case_id)
        readers.require_papers(session, office.procedure(session, case.version), actor, case)
        return document.filename, document.media_type, kept.content
