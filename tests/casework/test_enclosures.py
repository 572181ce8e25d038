"""Documents that go with a letter: by a real mail server, by post, and not in a bare notice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from engine.casework import documents
from engine.casework.documents import Upload
from engine.desk.views import CaseFile
from engine.letters import letter_from_json, to_text
from engine.letters.mail import MOST_ATTACHED
from tests.casework.council import POSTAL, Council
from tests.casework.enclosing import ENCLOSING, PDF, reviewed
from tests.casework.postbox import Postbox, postbox
from tests.casework.small import SMALL, small_catalogue


class Apart(Council):
    """The manager looks, who may see what is confidential."""

    def file(self, reference: str, who: str = "") -> CaseFile:
        return super().file(reference, who or "mandy")


@contextmanager
def founded(url: str, folder: Path, **more: Any) -> Iterator[tuple[Council, Postbox]]:
    known = small_catalogue(folder / "house", {**ENCLOSING, "yaml": {**ENCLOSING["yaml"], **more}})
    with postbox() as (box, smtp):
        council = Apart(url, folder / "var", "BASE-2024", known=known, smtp=smtp)
        council.hires(SMALL)
        yield council, box
        council.close()


def attached(message: EmailMessage) -> list[tuple[str | None, bytes]]:
    parts = message.iter_attachments()
    return [(part.get_filename(), part.get_payload(decode=True)) for part in parts]  # type: ignore[misc]


def said(council: Council, reference: str) -> str:
    return " ".join(to_text(letter_from_json(council.ways(reference)[-1].letter)).split())


def test_a_plain_e_mail_brings_what_the_letter_says_that_it_brings(sqlite_url, tmp_path):
    with founded(sqlite_url, tmp_path) as (council, box):
        reference = reviewed(council, PDF)
        assert attached(box.messages[-1]) == [("The report.pdf", PDF)]
        assert all(not attached(message) for message in box.messages[:-1])
        assert "With this letter: The report.pdf" in said(council, reference)
        copy = council.rows("sent_copy")[-1]
        assert copy.content.strip() == box.taken[-1].strip()


def test_a_letter_without_its_report_says_so(sqlite_url, tmp_path):
    with founded(sqlite_url, tmp_path) as (council, box):
        reference = reviewed(council)
        assert attached(box.messages[-1]) == []
        assert "Ask us for the report." in said(council, reference)


def test_what_is_too_big_for_an_e_mail_stays_on_the_page(sqlite_url, tmp_path):
    with founded(sqlite_url, tmp_path) as (council, box):
        big = PDF.ljust(MOST_ATTACHED // 2 + 1)
        reference = reviewed(council, big, big)
        assert attached(box.messages[-1]) == []
        assert "They are too big for an e-mail." in said(council, reference)


def test_the_notice_of_a_confidential_letter_brings_nothing(sqlite_url, tmp_path):
    with founded(sqlite_url, tmp_path, confidential=True) as (council, box):
        reference = reviewed(council, PDF)
        assert [attached(message) for message in box.messages] == [[]] * len(box.messages)
        assert "The report" not in box.taken[-1].decode()
        assert "With this letter: The report.pdf" in said(council, reference)


def test_the_officers_read_what_goes_into_the_envelope(sqlite_url, tmp_path):
    with founded(sqlite_url, tmp_path) as (council, _):
        reference = reviewed(council, PDF, preferred_channel="post", address=POSTAL)
        file = council.file(reference)
        assert [each.filename for each in file.letters[-1].enclosed] == ["The report.pdf"]
        assert file.letters[-1].dispatches[0].channel == "post"


def test_a_file_of_the_same_name_that_came_later_is_not_taken_for_it(sqlite_url, tmp_path):
    with founded(sqlite_url, tmp_path) as (council, _):
        reference = reviewed(council, PDF)
        council.at("2024-06-03T10:00")
        documents.add(
            council.office,
            council.people["mandy"],
            reference,
            Upload("The report.pdf", "application/pdf", PDF + b"another"),
        )
        enclosed = council.file(reference).letters[-1].enclosed
        assert enclosed[0].id == council.file(reference).documents[0].id
