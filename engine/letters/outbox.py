"""Letters that no mail server takes, filed for the post room: a folder a day, with its list."""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.errors import BadInput

MANIFEST = "manifest.csv"
_COLUMNS = ("id", "recipient", "channel", "pages", "sha256", "file")
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,119}\.(pdf|eml|txt)")


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What the post room's list says of one letter; ``id`` is the dispatch's."""

    id: str
    recipient: str
    channel: str
    pages: int


def file_letter(
    outbox: Path, day: date, name: str, content: bytes, manifest_row: ManifestRow
) -> Path:
    """Put a letter into the day's folder, and its row into the manifest; the file's path.

    ``name``: letters, digits, ``-`` and ``_``, ending in .pdf, .eml or .txt. The file appears
    whole or not at all. Filing the same letter again changes nothing: that mends a crash half way.
    """
    if not _SAFE_NAME.fullmatch(name):
        raise BadInput(f"{name!r} is not a name for a letter's file.")
    folder = outbox / day.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        _write_whole(folder / name, content)
        _add_row(folder / MANIFEST, name, content, manifest_row)
    return folder / name


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_whole(file: Path, content: bytes) -> None:
    part = file.with_name(f".{file.name}.part")
    with part.open("wb") as writing:
        writing.write(content)
        writing.flush()
        os.fsync(writing.fileno())
    part.replace(file)


def _add_row(manifest: Path, name: str, content: bytes, row: ManifestRow) -> None:
    """Append the row unless it stands there; a line torn by a crash is cut off first."""
    kept = manifest.read_bytes() if manifest.exists() else b""
    whole = kept[: kept.rfind(b"\n") + 1]
    sha256 = hashlib.sha256(content).hexdigest()
    new = [row.id, row.recipient, row.channel, str(row.pages), sha256, name]
    rows = list(csv.reader(io.StringIO(whole.decode("utf-8"), newline="")))
    line = [_harmless(cell) for cell in new]
    if line in rows:
        return
    with manifest.open("r+b" if kept else "wb") as writing:
        writing.truncate(len(whole))
        writing.seek(len(whole))
        writing.write((_csv([] if whole else list(_COLUMNS)) + _csv(line)).encode("utf-8"))
        writing.flush()
        os.fsync(writing.fileno())


def _csv(cells: list[str]) -> str:
    if not cells:
        return ""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line."""
    cell = " ".join(cell.split())
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
