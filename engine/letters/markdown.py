"""The restricted Markdown of letters, read into blocks.

Paragraphs, ``##`` and ``###`` headings, ``-`` bullets, ``1.`` numbers, ``>`` quotes, ``**bold**``
and ``[text](https://…)`` links. Everything else is refused, with the fix, or printed as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from engine.errors import BadInput
from engine.letters.document import Block, Span
from engine.letters.interpolated import Values

_LINK = re.compile(r"https://[A-Za-z0-9.-]+(:\d+)?(/[^\s<>\"'`\\]*)?")
_CONTAINERS = {
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "blockquote_open": "quote",
}
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def to_blocks(text: str, values: Values) -> tuple[Block, ...]:
    """The blocks of a letter's text, its values put back. Raises BadInput with the fix."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    blocks: list[Block] = []
    for block in _read(iter(_parser().parse(lines))):
        blocks.extend(_with_values(block, values))
    _check_levels(blocks)
    return tuple(blocks)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(
        ["heading", "list", "blockquote", "emphasis", "link", "escape", "fence"]
    )
    # Links are judged after their values are put back; the parser passes every one on unchanged.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _read(tokens: Iterator[Token]) -> Iterator[Block]:
    for token in tokens:
        if token.type in _CONTAINERS:
            yield _container(token, tokens)
        elif token.type == "heading_open":
            yield _heading(token, next(tokens))
        elif token.type == "inline":
            yield Block("paragraph", (_spans(token),))
        elif token.type == "fence":
            raise BadInput("Letters have no code blocks; remove the three backticks.")


def _heading(opening: Token, inline: Token) -> Block:
    level = int(opening.tag[1:])
    if level not in (2, 3):
        raise BadInput("Headings in letters begin with ## or ###; the title itself stands above.")
    return Block("heading", (_spans(inline),), level)


def _container(opening: Token, tokens: Iterator[Token]) -> Block:
    """One list or quote, up to its end; a list item or quote holds paragraphs only."""
    if opening.attrs.get("start", 1) != 1:
        raise BadInput(
            "A numbered list in a letter begins with 1; write \\. after a number that is none."
        )
    kind, closing = _CONTAINERS[opening.type], opening.type.replace("_open", "_close")
    items: list[tuple[Span, ...]] = []
    for token in tokens:
        if token.type == closing:
            break
        if token.type == "inline":
            items.append(_spans(token))
        elif token.type in _CONTAINERS or token.type == "heading_open":
            raise BadInput("A list or quote in a letter holds plain paragraphs only.")
    return Block(kind, tuple(items))


def _spans(inline: Token) -> tuple[Span, ...]:
    bold, link, spans = False, None, list[Span]()
    for token in inline.children or ():
        match token.type:
            case "strong_open" | "strong_close":
                bold = token.type == "strong_open"
            case "link_open":
                link = str(token.attrs["href"])
            case "link_close":
                link = None
            case "em_open":
                raise BadInput("Letters have no italics; use **bold**, or write \\* for a star.")
            case _:  # line breaks of the template's own are spaces; those of values stand in marks
                spans.append(Span(token.content.replace("\n", " "), bold, link))
    return tuple(span for span in spans if span.text)


def _with_values(block: Block, values: Values) -> Iterator[Block]:
    """The block with its values; paragraphs inside a value become paragraphs of the letter."""
    items = [part for item in block.items for part in _filled(item, values, block.kind) if part]
    if block.kind in ("bullets", "numbers"):
        if items:
            yield Block(block.kind, tuple(items))
        return
    for item in items:
        yield Block(block.kind, (item,), block.level)


def _filled(item: tuple[Span, ...], values: Values, kind: str) -> Iterable[tuple[Span, ...]]:
    """One item's spans with values put back; several items where a value has blank lines."""
    paragraphs: list[list[Span]] = [[]]
    for span in item:
        text = values.put_back(span.text)
        link = _checked(values.put_back(span.link)) if span.link is not None else None
        pieces = (
            _PARAGRAPHS.split(text) if kind in ("paragraph", "quote") else [_close(text, kind)]
        )
        for number, piece in enumerate(pieces):
            if number:
                paragraphs.append([])
            paragraphs[-1].append(Span(piece, span.bold, link))
    return (_joined(paragraph) for paragraph in paragraphs)


def _close(text: str, kind: str) -> str:
    """Text that must stay one item: blank lines go; in a heading every line break does."""
    return (
        " ".join(text.split())
        if kind == "heading" and "\n" in text
        else _PARAGRAPHS.sub("\n", text)
    )


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbours of one style as one span, ends trimmed; empty when there is nothing to read."""
    joined: list[Span] = []
    for span in spans:
        if joined and (joined[-1].bold, joined[-1].link) == (span.bold, span.link):
            joined[-1] = Span(joined[-1].text + span.text, span.bold, span.link)
        elif span.text:
            joined.append(span)
    if not "".join(span.text for span in joined).strip():
        return ()
    joined[0] = Span(joined[0].text.lstrip(), joined[0].bold, joined[0].link)
    joined[-1] = Span(joined[-1].text.rstrip(), joined[-1].bold, joined[-1].link)
    return tuple(span for span in joined if span.text)


def _checked(link: str) -> str:
    if not _LINK.fullmatch(link):
        raise BadInput(
            f"A link in a letter must be a web address that begins with https://, not {link!r}."
        )
    return link


def _check_levels(blocks: list[Block]) -> None:
    """A screen reader's list of headings must not skip a level."""
    above = 1
    for block in blocks:
        if block.kind == "heading":
            if block.level > above + 1:
                raise BadInput("A ### heading in a letter needs a ## heading above it.")
            above = block.level
