"""A letter as an HTML e-mail: semantic elements, styles inline, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from engine.letters import wording
from engine.letters.document import Block, Letter, Span
from engine.letters.text import dated

_PAGE = (
    "margin:0 auto;padding:24px;max-width:640px;background:#ffffff;color:#0b0c0c;"
    "font-family:'Source Sans Pro','Segoe UI',Helvetica,Arial,sans-serif;line-height:1.5;"
    "font-size:{size}px"
)
_STYLES = {
    "h1": "font-size:1.5em;line-height:1.25;margin:1em 0 0.75em",
    "h2": "font-size:1.2em;line-height:1.3;margin:1.5em 0 0.5em",
    "h3": "font-size:1em;line-height:1.3;margin:1.25em 0 0.5em",
    "p": "margin:0 0 1em",
    "ul": "margin:0 0 1em;padding-left:1.25em",
    "ol": "margin:0 0 1em;padding-left:1.5em",
    "li": "margin:0 0 0.35em",
    "blockquote": "margin:0 0 1em;padding-left:1em;border-left:4px solid #1d5b79",
    "a": "color:#1d5b79",
    "header": "border-bottom:3px solid #1d5b79;padding-bottom:12px;margin-bottom:20px",
    "footer": "border-top:1px solid #b1b4b6;padding-top:12px;margin-top:28px",
}
_NORMAL, _LARGE = 17, 25  # pixels; 18 pt and more in large print


def to_html(letter: Letter) -> str:
    """The whole letter as an HTML page in the letter's language."""
    size = _LARGE if letter.large_print else _NORMAL
    title, head = escape(letter.body.title), letter.letterhead
    council = _element("p", f"<strong>{escape(head.council)}</strong>", "margin:0;font-size:1.2em")
    inside = [
        _element("header", council),
        _element("p", _lines(dated(letter))),
        _element("p", f"{escape(letter.greeting)},"),
        _element("h1", title),
        *(part for block in letter.body.blocks for part in _block(block)),
        _element("p", f"{wording.CLOSING},"),
        _element("p", _lines(letter.signed_by)) if letter.signed_by else "",
        _element("footer", _element("p", _contact(letter))),
    ]
    body = "\n".join(part for part in inside if part)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(letter.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n"
        f'<body style="margin:0;background:#ffffff">\n<main style="{_PAGE.format(size=size)}">\n'
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _contact(letter: Letter) -> str:
    head = letter.letterhead
    named = (
        (wording.PHONE, head.phone),
        (wording.EMAIL, head.email),
        (wording.WEBSITE, head.website),
    )
    return _lines(
        (head.council, *head.address, *(f"{name}: {value}" for name, value in named if value))
    )


def _block(block: Block) -> Iterator[str]:
    inside = [_spans(item) for item in block.items]
    match block.kind:
        case "heading":
            yield _element(f"h{block.level}", inside[0])
        case "bullets" | "numbers":
            items = "\n".join(_element("li", item) for item in inside)
            yield _element("ul" if block.kind == "bullets" else "ol", f"\n{items}\n")
        case "quote":
            yield _element("blockquote", _element("p", inside[0], "margin:0"))
        case _:
            yield _element("p", inside[0])


def _element(name: str, inside: str, style: str | None = None) -> str:
    return f'<{name} style="{_STYLES[name] if style is None else style}">{inside}</{name}>'


def _spans(item: tuple[Span, ...]) -> str:
    return "".join(_span(span) for span in item)


def _span(span: Span) -> str:
    text = _lines(span.text.split("\n"))
    if span.bold:
        text = f"<strong>{text}</strong>"
    if span.link is None:
        return text
    return f'<a href="{escape(span.link)}" style="{_STYLES["a"]}">{text}</a>'


def _lines(lines: tuple[str, ...] | list[str]) -> str:
    return "<br>\n".join(escape(line) for line in lines)
