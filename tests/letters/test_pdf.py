"""The PDF: tagged, the same bytes every time, the address in the window."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pypdf
import pytest

from engine.errors import LetterRefused
from engine.letters import page_count, to_pdf, to_pictures
from tests.letters.vocabulary import body_of, letter, tried

MM = 72 / 25.4
LONGEST = (
    "A. Sample", "Flat 12, The Old Exchange", "120 Sample Street", "Little Exampleton",
    "Exampletown", "Sampleshire", "ZZ99 1ZZ",
)  # fmt: skip


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def pieces(pdf: bytes) -> list[tuple[str, float, float]]:
    """The texts of the first page with their place in mm from the top left."""
    found: list[tuple[str, float, float]] = []
    page = read(pdf).pages[0]
    height = float(page.mediabox.height)

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x / MM, (height - y) / MM))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("large", [False, True])
def test_the_pdf_is_tagged_titled_and_in_its_language(large: bool) -> None:
    sent = letter(body_of("COR-RESP1"), large_print=large)
    with pikepdf.open(io.BytesIO(to_pdf(sent))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Our answer to your complaint"
        metadata = pdf.Root.Metadata.read_bytes()
        tags = structure(pdf.Root.StructTreeRoot.K)
    assert b"<pdfuaid:part>1<" in metadata
    assert b"<pdfaid:part>2<" in metadata
    assert b"<pdfaid:conformance>A<" in metadata
    assert tags.count("/H1") == 1
    assert {"/H2", "/H3", "/L", "/LI", "/BlockQuote", "/Link", "/P"} <= set(tags)
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/H3")


def structure(node: object) -> list[str]:
    """The names of the structure tree in reading order."""
    if isinstance(node, pikepdf.Array):
        return [name for kid in node for name in structure(kid)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return [str(node.S), *(structure(node.K) if "/K" in node else [])]
    return []


def test_the_language_of_the_letter_is_the_language_of_the_pdf() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(letter(language="cy-GB")))) as pdf:
        assert str(pdf.Root.Lang) == "cy-GB"


def test_every_word_of_the_letter_is_in_the_pdf() -> None:
    text = " ".join(
        page.extract_text() for page in read(to_pdf(letter(body_of("COR-ACK1")))).pages
    )
    flat = " ".join(text.split())
    for phrase in (
        "Dear A. Sample,", "We are looking into your complaint", "Wednesday 3 April 2024",
        "COM-2024-00042", "Monday 8 April 2024", "Yours sincerely", "Complaints manager",
        "01632 960100", "Page 1 of",
    ):  # fmt: skip
        assert phrase in flat


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("address", [LONGEST[:3] + LONGEST[-1:], LONGEST])
def test_the_address_stands_in_the_window_and_nothing_else_near_it(
    address: tuple[str, ...], large: bool
) -> None:
    sent = letter(body_of("COR-ACK1"), address=address, large_print=large)
    placed = pieces(to_pdf(sent))
    in_window = [text for text, x, y in placed if 24.6 <= x < 120 and 39.5 < y <= 66.3]
    assert " ".join(in_window).replace("\n", " ") == " ".join(address)
    near = [
        (t, x, y) for t, x, y in placed if 15 <= x < 125 and 30 < y < 95 and t not in in_window
    ]
    assert near == []
    assert min(y for text, x, y in placed if text.startswith("Dear")) > 95


def test_normal_print_is_14_points_and_large_print_18_or_more() -> None:
    for large, fewest in ((False, 12), (True, 18)):
        sizes: set[float] = set()
        page = read(to_pdf(letter(body_of("COR-ACK1"), address=(), large_print=large))).pages[0]

        def visit(
            text: str,
            cm: list[float],
            tm: list[float],
            _: object,
            size: float,
            sizes: set[float] = sizes,
        ) -> None:
            if text.strip():
                sizes.add(round(abs(size * tm[3] * cm[3]), 1))

        page.extract_text(visitor_text=visit)
        assert min(sizes) >= fewest
        assert (18.0 if large else 14.0) in sizes


def test_the_same_letter_gives_the_same_bytes() -> None:
    sent = letter(body_of("COR-RESP1"))
    assert to_pdf(sent) == to_pdf(sent)
    assert to_pdf(sent) != to_pdf(replace(sent, reference="COM-2024-00043"))


def test_eight_threads_render_at_once_and_alike() -> None:
    letters = [letter(body_of("COR-ACK1"), reference=f"COM-2024-{n:05}") for n in range(24)]
    alone = [to_pdf(sent) for sent in letters]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(to_pdf, letters)) == alone


def test_pages_are_counted() -> None:
    for sent in (letter(), letter(body_of("COR-RESP1")), letter(tried("Text.\n\n" * 90))):
        pdf = to_pdf(sent)
        assert page_count(pdf) == len(read(pdf).pages)


def test_code_of_the_typesetter_in_a_letter_is_printed_as_text() -> None:
    hostile = '#panic("x") $x$ @label <b> *b* _i_ `c` \\u{1F600} #import "x.typ"'
    text = read(to_pdf(letter(tried("{{ v }}", v=hostile), recipient=hostile, address=()))).pages[
        0
    ]
    assert '#panic("x")' in text.extract_text()


@pytest.mark.parametrize(("sign", "name"), [("你", "cjk unified"), ("😀", "grinning face")])
def test_a_character_that_cannot_be_printed_is_named(sign: str, name: str) -> None:
    with pytest.raises(LetterRefused) as refused:
        to_pdf(letter(tried("Thank you {{ v }}", v=sign)))
    assert sign in str(refused.value)
    assert name in str(refused.value)


@pytest.mark.parametrize("text", ["Łódź, Ŵyddgrug, Đà Nẵng", "Ελλάδα, Україна", "→ ✓ € ½ …"])
def test_names_from_many_languages_are_printed(text: str) -> None:
    assert to_pdf(letter(tried("{{ v }}", v=text))).startswith(b"%PDF")


def test_more_than_ten_pages_are_refused() -> None:
    with pytest.raises(LetterRefused, match=r"would have \d+ pages; 10 is the most"):
        to_pdf(
            letter(tried("A long paragraph of a letter. " * 20 + "\n\n" + "More text.\n\n" * 400))
        )


def test_an_address_that_does_not_fit_the_window_is_refused() -> None:
    with pytest.raises(LetterRefused, match="a window takes 7"):
        to_pdf(letter(address=(*LONGEST[:-1], "Another line", "ZZ99 1ZZ")))
    with pytest.raises(LetterRefused, match="does not fit the window"):
        to_pdf(letter(address=("A. Sample", "W" * 60, "ZZ99 1ZZ")))


def test_a_letter_without_an_address_has_an_empty_window() -> None:
    placed = pieces(to_pdf(letter(address=())))
    assert [t for t, x, y in placed if 24 <= x < 120 and 39.5 < y <= 66.3] == []


def test_each_printed_page_is_a_picture() -> None:
    sent = letter(body_of("COR-RESP1"))
    pictures = to_pictures(sent)
    assert len(pictures) == page_count(to_pdf(sent)) > 1
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
