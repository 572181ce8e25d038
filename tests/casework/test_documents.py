"""What may be uploaded, and who reads it."""

from __future__ import annotations

import pytest

from engine.casework import documents
from engine.casework.documents import MOST_BYTES, Upload, check_upload
from engine.errors import BadInput, NotFound, NotPermitted


@pytest.mark.parametrize(
    ("filename", "content", "media_type"),
    [
        ("a.pdf", b"%PDF-1.4", "application/pdf"),
        ("photo of the bin.JPG", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.txt", b"Dear council", "text/plain"),
        ("a.docx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml"
         ".document"),
        ("a.odt", b"PK\x03\x04", "application/vnd.oasis.opendocument.text"),
    ],
)  # fmt: skip
def test_these_files_may_be_kept(filename, content, media_type):
    assert check_upload(filename, content) == media_type


@pytest.mark.parametrize(
    ("filename", "content", "said"),
    [
        ("", b"x", "has a name"),
        ("  ", b"x", "has a name"),
        ("../../etc/passwd.txt", b"x", "a path"),
        ("C:\\letters\\a.txt", b"x", "a path"),
        ("a\x00.txt", b"x", "a path"),
        ("a\r\nSet-Cookie: x.txt", b"x", "a path"),
        (".htaccess", b"x", "a path"),
        (f"{'a' * 150}.txt", b"x", "150 characters"),
        ("a.txt", b"", "“a.txt” is empty"),
        ("a.txt", b"x" * (MOST_BYTES + 1), "smaller than 10 MB"),
        ("a.exe", b"MZ", "one of these: docx, jpeg, jpg, odt, pdf, png, txt"),
        ("pdf", b"%PDF-", "one of these"),
        ("a.pdf", b"<html>", "not really a pdf"),
        ("a.png", b"\xff\xd8\xff", "not really a png"),
        ("a.docx", b"MZ\x90", "not really a docx"),
        ("a.txt", b"MZ\x00\x01", "not really a text file"),
    ],
)
def test_these_files_are_refused_in_one_sentence(filename, content, said):
    with pytest.raises(BadInput, match=said) as refused:
        check_upload(filename, content)
    assert str(refused.value).count("\n") == 0


def test_an_officer_adds_a_document_and_reads_it(each_council):
    reference = each_council.receives()
    desk = each_council.people["desk"]
    documents.add(each_council.office, desk, reference, Upload("a.txt", "", b"said by phone"))
    (document,) = each_council.file(reference).documents
    assert documents.content(each_council.office, desk, document.id) == (
        "a.txt",
        "text/plain",
        b"said by phone",
    )
    assert document.added_by == "Desk"


def test_residents_add_to_their_own_case_only_and_read_none(council):
    mine, another = council.receives(), council.receives(name="Bob")
    alice = council.resident(mine)
    documents.add(council.office, alice, mine, Upload("a.txt", "", b"hello"))
    with pytest.raises(NotPermitted, match="people of the case"):
        documents.add(council.office, alice, another, Upload("a.txt", "", b"hello"))
    with pytest.raises(NotPermitted, match="officers"):
        documents.content(council.office, alice, 1)
    assert council.file(another).documents == ()


def test_a_document_that_is_not_there_is_not_found(council):
    with pytest.raises(NotFound):
        documents.content(council.office, council.people["desk"], 99)
