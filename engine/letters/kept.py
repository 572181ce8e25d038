"""Bodies and letters as plain JSON data, for the store; what is kept reads back equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from engine.letters.document import Block, Body, Letter, Letterhead, Span


def body_to_json(body: Body) -> dict[str, object]:
    """The body as JSON data; a span's style is left out where it has none."""
    return {
        "code": body.code,
        "title": body.title,
        "said": list(body.said),
        "blocks": [
            {"kind": b.kind, "level": b.level, "items": [[_span(s) for s in i] for i in b.items]}
            for b in body.blocks
        ],
    }


def body_from_json(data: Mapping[str, Any]) -> Body:
    """The body that ``body_to_json`` kept."""
    blocks = tuple(
        Block(b["kind"], tuple(tuple(Span(**s) for s in i) for i in b["items"]), b["level"])
        for b in data["blocks"]
    )
    return Body(data["code"], data["title"], blocks, tuple(data["said"]))


def letter_to_json(letter: Letter) -> dict[str, object]:
    """The letter as JSON data; the date in ISO form."""
    plain = {f.name: _plain(getattr(letter, f.name)) for f in fields(letter) if f.name != "body"}
    head = {name: _plain(value) for name, value in asdict(letter.letterhead).items()}
    return plain | {"body": body_to_json(letter.body), "letterhead": head}


def letter_from_json(data: Mapping[str, Any]) -> Letter:
    """The letter that ``letter_to_json`` kept."""
    read: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
    head = data["letterhead"]
    read["letterhead"] = Letterhead(**{**head, "address": tuple(head["address"])})
    read["body"] = body_from_json(data["body"])
    read["issued"] = date.fromisoformat(data["issued"])
    return Letter(**read)


def _span(span: Span) -> dict[str, object]:
    styles = {"bold": span.bold, "link": span.link}
    return {"text": span.text} | {name: value for name, value in styles.items() if value}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
