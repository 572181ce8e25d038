"""The e-mail with somebody's own link into a case: for people who do not sign in."""

from __future__ import annotations

from datetime import date

from engine.letters import wording
from engine.letters.document import Block, Body, Letter, Letterhead, Span
from engine.working_days import long_date


def invitation(
    head: Letterhead, to: str, link: str, until: date, issued: date, *, asked: str, reference: str
) -> Letter:
    """The letter that carries the link. ``asked``: what to do, empty where that is not to be said.

    ``reference`` is empty for a confidential case: its e-mail says nothing of it.
    """
    blocks = [
        _paragraph(wording.LINK_ASKED if asked else wording.LINK_PRIVATE),
        *([_paragraph(asked, bold=True)] if asked else ()),
        _paragraph(wording.LINK_OPEN, link=link),
        _paragraph(wording.LINK_YOURS.format(until=long_date(until))),
        _paragraph(wording.LINK_MISTAKE),
    ]
    return Letter(
        body=Body("LINK", f"{wording.LINK_TITLE} {head.council}", tuple(blocks), ()),
        reference=reference,
        issued=issued,
        letterhead=head,
        recipient=to,
        greeting=f"Dear {to}",
        signed_by=(head.council,),
    )


def _paragraph(text: str, *, link: str = "", bold: bool = False) -> Block:
    spans = (Span(text, bold=bold), *((Span(f" {link}", link=link),) if link else ()))
    return Block("paragraph", (spans,))
