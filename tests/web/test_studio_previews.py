"""A letter as it is typed, in every format; what cannot be written gets a sentence."""

from __future__ import annotations

import time

import pytest

from engine.studio import drafts
from tests.web.letter_pages import boxes, files, preview, standing, writes
from tests.web.places import House, Officer, Page

ID = "corporate-complaint"
RESP1 = f"letters/{ID}/COR-RESP1.md.j2"


@pytest.fixture
def owner(house: House) -> Officer:
    """A process owner."""
    return house.officer("owner")


@pytest.fixture
def draft(house: House) -> str:
    """The address of a draft of the complaint procedure."""
    number = drafts.begin(house.office, house.actors["owner"], ID)
    return f"/officers/studio/drafts/{number}"


def test_the_preview_shows_what_is_typed_and_keeps_nothing(
    house: House, owner: Officer, draft: str
) -> None:
    page = writes(owner, draft, "Dear {{ case.reference }} reader.", style="email")
    assert "Dear COM-2024-00042 reader." in preview(page)
    assert page.box("text-") == "Dear {{ case.reference }} reader."
    assert "Dear {{ case" not in files(house)[RESP1]
    assert "Cannot be sent" in standing(page)


@pytest.mark.parametrize("style", ["print", "large"])
def test_printed_pages_are_shown_as_pictures(owner: Officer, draft: str, style: str) -> None:
    page = owner.get(f"{draft}/letters/COR-RESP1?style={style}")
    pictures = page.tree.xpath("//*[@id='letter-preview']//img")
    assert all(each.get("src").startswith("data:image/png;base64,iVBOR") for each in pictures)
    assert pictures[0].get("alt") == f"Page 1 of {len(pictures)} as it is printed"
    assert len(pictures) >= (3 if style == "large" else 2)


def test_every_format_is_shown(owner: Officer, draft: str) -> None:
    assert "=====" in preview(owner.get(f"{draft}/letters/COR-RESP1?style=text"))
    assert "Yours sincerely" in preview(owner.get(f"{draft}/letters/COR-RESP1?style=email"))
    pdf = owner.get(f"{draft}/letters/COR-RESP1.pdf").response
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF")
    email = owner.get(f"{draft}/letters/COR-RESP1/email").response
    assert "<h1" in email.get_data(as_text=True)
    assert email.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_each_recipient_has_a_preview_of_their_own(owner: Officer, draft: str) -> None:
    page = owner.get(f"{draft}/letters/COR-CONSENT?style=email")
    versions = {o.text: o.get("value") for o in page.tree.xpath("//*[@id='version']/option")}
    assert "The person who complains" in versions
    (writer,) = [value for words, value in versions.items() if "before the person agreed" in words]
    shown = preview(owner.get(f"{draft}/letters/COR-CONSENT?style=email&version={writer}"))
    assert "Thank you for writing to us for someone else." in shown
    assert "We have what you sent us" in shown  # its own heading


HOSTILE = [
    "{{ ''.__class__.__mro__ }}",
    "{{ case.__class__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for a in case.summary %}{% for b in case.summary %}{% for c in case.summary %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "{{ 10 ** 10 ** 10 }}",
    "{% include '../../../etc/passwd' %}",
    "{% include '/etc/passwd' %}",
    "{% include case.summary %}",
    "{% import 'os' as os %}",
    "{% set x = 1 %}",
    "{{ x|attr('__class__') }}",
    "{% if x %}" * 400,
    "{{ " + "(" * 5000,
    "{{ case.reference }}" * 5000,
    "[a](javascript:alert(1))",
    "{% says %}",
    "*" * 40_000 + "{{ nothing }}",
    "a" * 200_000,
]


def test_a_hostile_letter_gets_a_sentence_at_once(owner: Officer, draft: str) -> None:
    typed = boxes(owner.get(f"{draft}/letters/COR-RESP1"))
    for text in HOSTILE:
        sent = {**typed, "text-": text, "csrf_token": owner.token()}
        began = time.thread_time()
        page = Page(owner.client.post(f"{draft}/letters/COR-RESP1/preview", data=sent))
        assert time.thread_time() - began < 1, text[:60]
        assert preview(page).startswith("This cannot be written."), text[:60]
        for leak in ("Traceback", "object at", "inja", "root:", "&lt;class"):
            assert leak not in page.source, text[:60]


@pytest.mark.parametrize(
    "text", [HOSTILE[0], HOSTILE[3], HOSTILE[-1]], ids=["class", "loop", "long"]
)
def test_a_hostile_letter_is_kept_as_typed(
    house: House, owner: Officer, draft: str, text: str
) -> None:
    page = writes(owner, draft, text, "save")
    assert page.status == 200
    assert text in files(house)[RESP1]
    assert page.box("text-") == text


def test_a_letter_that_cannot_be_written_says_the_line(owner: Officer, draft: str) -> None:
    page = writes(owner, draft, "One.\n\nTwo {{ nonsense }}.")
    assert "Line 3: Nothing is known under “nonsense”." in preview(page)
    page = writes(owner, draft, "One.\n\nTwo.\n\n{% if case.summary %}Three.")
    assert "Line 5: {% if %} is never closed: write {% endif %}" in preview(page)
    page = writes(owner, draft, "One.\n\nTwo *three*.")
    assert "Line 3: Letters have no italics" in preview(page)


def test_whoever_signs_by_a_form_signs_the_preview(house: House, owner: Officer) -> None:
    number = drafts.begin(house.office, house.actors["owner"], "adult-social-care")
    page = owner.get(f"/officers/studio/drafts/{number}/letters/ADU-RESP?style=text")
    name = house.office.catalogue.procedures["adult-social-care"].templates["ADU-RESP"].signed_by
    sample = house.office.catalogue.procedures["adult-social-care"].sample["form"]
    assert isinstance(sample, dict)
    assert f"Yours sincerely, {sample[name]}" in preview(page)
