"""Letters as PDF, the typesetter warm."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.council import NOW, Council
from engine.bench.rows import MS, Row, row, took
from engine.casework.writing import letterhead, signature
from engine.clock import london_date
from engine.letters import render_body, sample_context, to_pdf
from engine.letters.document import Letter

CODES = ("COR-ACK1", "COR-EXT1", "COR-RESP1")


def letter_rows(council: Council, repeats: int) -> Iterator[Row]:
    """Each letter with its sample, in turn; no two alike, so that nothing is kept from before."""
    times: dict[str, list[float]] = {code: [] for code in CODES}
    for turn in range(repeats + 2):
        for code in CODES:
            letter = _letter(council, code, turn)
            time = took(lambda: to_pdf(letter))  # noqa: B023 - called at once
            if turn >= 2:
                times[code].append(time)
    for code in CODES:
        yield row(f"letter: {code} to PDF, warm", MS, times[code], 10)


def _letter(council: Council, code: str, number: int) -> Letter:
    procedure, profile = council.procedure, council.profile
    context = sample_context(
        procedure.sample, code, profile, procedure.letters.get(code), procedure.id
    )
    name = f"Alice Sample {number}"
    return Letter(
        body=render_body(procedure.templates[code], procedure.parts, context),
        reference=f"{procedure.reference_prefix}-2024-{number:05d}",
        issued=london_date(NOW),
        letterhead=letterhead(profile),
        recipient=name,
        address=(name, "1 Sample Street", "Exampletown", "ZZ99 9ZZ"),
        greeting=f"Dear {name}",
        signed_by=signature(profile, ""),
    )
