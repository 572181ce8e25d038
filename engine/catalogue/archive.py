"""What a version is made of, as one archive: the same bytes on every machine, and their hash.

An archive is canonical JSON: what it is, its id, its files by their place in the house, and (for a
profile tried with other settings) those settings.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import BadInput

LARGEST = 20_000_000  # bytes of one archive
_FILE = re.compile(r"(processes|letters)(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,100}){1,3}")


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of one version: ``processes/corporate-complaint/procedure.yaml`` -> text."""

    kind: str  # procedure | profile
    id: str
    files: Mapping[str, str]
    settings: Mapping[str, object] = field(default_factory=dict)


def packed(archive: Archive) -> bytes:
    """The archive as canonical bytes."""
    content = {
        "redress": archive.kind,
        "id": archive.id,
        "files": dict(archive.files),
        **({"set": dict(archive.settings)} if archive.settings else {}),
    }
    try:
        return json.dumps(content, sort_keys=True, ensure_ascii=False, indent=0).encode()
    except (TypeError, ValueError, RecursionError):
        raise BadInput("These settings cannot be kept: write words, numbers and lists.") from None


def version_of(source: bytes) -> str:
    """The version of packed bytes: their SHA-256 in hexadecimal."""
    return hashlib.sha256(source).hexdigest()


def unpacked(source: bytes, kind: str) -> Archive:
    """The archive of packed bytes. Raises BadInput with one sentence."""
    if len(source) > LARGEST:
        raise BadInput(f"This is larger than any {kind}: {len(source):,} bytes.")
    try:
        content = json.loads(source)
    except (ValueError, RecursionError):
        raise BadInput(f"This is not the archive of a {kind}.") from None
    if not isinstance(content, dict) or content.get("redress") != kind:
        raise BadInput(f"This is not the archive of a {kind}.")
    files, name, settings = content.get("files"), content.get("id"), content.get("set", {})
    if not isinstance(files, dict) or not isinstance(name, str) or not isinstance(settings, dict):
        raise BadInput(f"The archive of this {kind} is incomplete.")
    for file, text in files.items():
        if not isinstance(text, str) or not _FILE.fullmatch(file) or ".." in file:
            raise BadInput(
                f"The archive of this {kind} holds a file it should not: {file[:80]!r}."
            )
    return Archive(kind, name, files, settings)
