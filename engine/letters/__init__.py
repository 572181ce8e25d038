"""How a letter looks and leaves: a template becomes blocks, blocks every format."""

from __future__ import annotations

from engine.letters.address import check_address
from engine.letters.html import to_html
from engine.letters.invitation import invitation
from engine.letters.kept import body_from_json, body_to_json, letter_from_json, letter_to_json
from engine.letters.mail import Enclosure, email_message, fits
from engine.letters.outbox import ManifestRow, file_letter
from engine.letters.pdf import page_count, to_pdf, to_pictures
from engine.letters.reading import reading_grade
from engine.letters.rendering import check_must_say, render_body
from engine.letters.samples import lengths, sample_context
from engine.letters.smtp import DeliveryFailed, send_email
from engine.letters.text import to_text

__all__ = [
    "DeliveryFailed",
    "Enclosure",
    "ManifestRow",
    "body_from_json",
    "body_to_json",
    "check_address",
    "check_must_say",
    "email_message",
    "file_letter",
    "fits",
    "invitation",
    "lengths",
    "letter_from_json",
    "letter_to_json",
    "page_count",
    "reading_grade",
    "render_body",
    "sample_context",
    "send_email",
    "to_html",
    "to_pdf",
    "to_pictures",
    "to_text",
]
