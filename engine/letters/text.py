"""A letter as plain text: 76 columns, links spelled out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from engine.letters import wording
from engine.letters.document import Block, Letter, Span
from engine.working_days import long_date

_COLUMNS = 76


def to_text(letter: Letter) -> str:
    """The whole letter as plain text, for e-mail programs that show no HTML."""
    head = letter.letterhead
    paragraphs = [
        head.council,
        "\n".join(dated(letter)),
        f"{letter.greeting},",
        _underlined(letter.body.title, "="),
        *(_block(block) for block in letter.body.blocks),
        f"{wording.CLOSING},",
        "\n".join(letter.signed_by),
        f"{'-' * 20}\n" + "\n".join((head.council, *head.address, *_ways(letter))),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def dated(letter: Letter) -> tuple[str, ...]:
    """The lines with its date and, where it has one, its reference."""
    on = f"{wording.DATE}: {long_date(letter.issued)}"
    return (on, f"{wording.REFERENCE}: {letter.reference}") if letter.reference else (on,)


def _ways(letter: Letter) -> Iterator[str]:
    head = letter.letterhead
    named = (
        (wording.PHONE, head.phone),
        (wording.EMAIL, head.email),
        (wording.WEBSITE, head.website),
    )
    return (f"{name}: {value}" for name, value in named if value)


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            return _underlined(plain(block.items[0]), "-")
        case "bullets":
            return "\n".join(_wrapped(plain(item), "- ", "  ") for item in block.items)
        case "numbers":
            return "\n".join(_numbered(n, plain(i)) for n, i in enumerate(block.items, 1))
        case "quote":
            return _wrapped(plain(block.items[0]), "> ", "> ")
        case _:
            return _wrapped(plain(block.items[0]), "", "")


def _numbered(number: int, text: str) -> str:
    return _wrapped(text, f"{number}. ", " " * (len(str(number)) + 2))


def _underlined(text: str, with_what: str) -> str:
    lines = textwrap.wrap(text, _COLUMNS)
    return "\n".join([*lines, with_what * max(map(len, lines), default=0)])


def _wrapped(text: str, first: str, rest: str) -> str:
    """Wrapped line by line, so that a line break stays one; web addresses are never broken."""
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        wrapped = textwrap.wrap(
            line,
            _COLUMNS,
            initial_indent=rest if number else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines.extend(wrapped or [(rest if number else first).rstrip()])
    return "\n".join(lines)


def plain(item: tuple[Span, ...]) -> str:
    """The words of an item; a link's address after its text, unless they are the same."""
    return "".join(_spelled_out(span) for span in item)


def _spelled_out(span: Span) -> str:
    if span.link is None or span.link.removeprefix("https://").strip("/") == span.text.strip("/"):
        return span.text
    return f"{span.text} ({span.link})"
