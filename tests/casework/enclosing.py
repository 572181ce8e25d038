"""A small procedure whose last answer goes with the report that was uploaded for it."""

from __future__ import annotations

from typing import Any

from engine.casework import documents
from engine.casework.documents import Upload
from tests.casework.council import Council
from tests.casework.outsiders import CHANGE
from tests.casework.small import FOUND, accepted, answered

PDF = b"%PDF-1.4\n%what the reviewer found\n"
LISTED = (
    "{% if enclosed %}With this letter: {% for name in enclosed %}{{ name }} {% endfor %}"
    "{% if enclosed_online %}They are too big for an e-mail.{% endif %}"
    "{% else %}Ask us for the report.{% endif %} We looked again."
)
REVIEW = {
    "title": "Look again",
    "fields": [
        {"id": "points", "type": "findings", "label": "Findings", "required": True},
        {"id": "changed", "type": "long_text", "label": "What changed", "required": True},
        {"id": "report", "type": "file", "label": "Your report"},
        {"id": "annex", "type": "file", "label": "What belongs to it"},
    ],
}
LETTER = {
    "to": ["complainant", "independent_person"],
    "purpose": "final",
    "must_say": ["answer", "signpost"],
    "signpost": {"default": "ombudsman", "when": {"urgent": "ico"}},
    "encloses": ["report", "annex"],
}
ENCLOSING: dict[str, Any] = {
    **CHANGE,
    "yaml": {
        **CHANGE["yaml"],
        "forms": {**CHANGE["yaml"]["forms"], "review": REVIEW},
        "letters": {**CHANGE["yaml"]["letters"], "SML-RESP2": LETTER},
    },
    "letters": {
        "SML-RESP2.md.j2": [
            ["uses: [", "uses: [enclosed, enclosed_online, "],
            ["We looked again.", LISTED],
        ]
    },
    "elements": {"review": {"redress:role": "reviewer"}},
}


def reviewed(council: Council, *files: bytes, **received: Any) -> str:
    """A case whose last answer goes with a report, and what belongs to it; its reference."""
    reference = answered(council, accepted(council, **received))
    council.acts("complainant", reference, "request_stage2", text="again")
    council.sweeps()
    given = dict(zip(("report", "annex"), ("The report.pdf", "The annex.pdf"), strict=True))
    uploads = dict(zip(given.items(), files, strict=False))
    for (_, name), content in uploads.items():
        upload = Upload(name, "application/pdf", content)
        documents.add(council.office, council.people["rita"], reference, upload)
    answers: dict[str, Any] = dict(uploads.keys())
    council.does("rita", reference, "review", points=FOUND, changed="Nothing.", **answers)
    council.sweeps()
    return reference
