"""A complaint that has been begun and not yet sent: kept here for a day at most.

The browser holds a random token; the folder of that name holds the answers and the files.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.casework.documents import Upload, check_upload
from engine.clock import SystemClock
from engine.errors import BadInput

KEPT_FOR = timedelta(days=1)
MOST_FILES = 5
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that waits to be sent with the complaint; ``key`` names it in addresses."""

    key: str
    filename: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Begun:
    """One begun complaint. It has no folder until something is kept."""

    folder: Path

    @property
    def token(self) -> str:
        """What the browser holds."""
        return self.folder.name

    def answers(self) -> dict[str, list[str]]:
        """What was typed so far, by the name of the box."""
        found = self._read().get("answers", {})
        return found if isinstance(found, dict) else {}

    def files(self) -> tuple[KeptFile, ...]:
        """The files so far, in the order they were added."""
        found = self._read().get("files", [])
        return tuple(KeptFile(**each) for each in found) if isinstance(found, list) else ()

    def keep(self, answers: Mapping[str, list[str]]) -> None:
        """Add these answers to the ones before."""
        self._write({**self.answers(), **answers}, self.files())

    def add_file(self, filename: str, content: bytes) -> None:
        """Keep a file once it has been found fit. Raises BadInput with the form's sentence."""
        media_type = check_upload(filename, content)
        files = self.files()
        if len(files) >= MOST_FILES:
            raise BadInput(f"You can send no more than {MOST_FILES} files. Remove one first.")
        file = KeptFile(secrets.token_hex(8), filename, media_type, len(content))
        self._make()
        (self.folder / file.key).write_bytes(content)
        self._write(self.answers(), (*files, file))

    def remove_file(self, key: str) -> None:
        """Forget one file; none of that key is no error."""
        kept = tuple(file for file in self.files() if file.key != key)
        gone = [file for file in self.files() if file.key == key]
        if gone:
            (self.folder / gone[0].key).unlink(missing_ok=True)
            self._write(self.answers(), kept)

    def uploads(self) -> tuple[Upload, ...]:
        """The files as a complaint takes them."""
        return tuple(
            Upload(file.filename, file.media_type, (self.folder / file.key).read_bytes())
            for file in self.files()
        )

    def forget(self) -> None:
        """Nothing of it is kept."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self) -> dict[str, object]:
        file = self.folder / "answers.json"
        if not file.exists():
            return {}
        found = json.loads(file.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}

    def _make(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _write(self, answers: Mapping[str, list[str]], files: tuple[KeptFile, ...]) -> None:
        self._make()
        listed = [
            {"key": f.key, "filename": f.filename, "media_type": f.media_type, "size": f.size}
            for f in files
        ]
        # first beside it, then in its place: a crash leaves the old answers, never half of the new
        beside = self.folder / "answers.new"
        beside.write_text(json.dumps({"answers": dict(answers), "files": listed}), "utf-8")
        beside.replace(self.folder / "answers.json")


def begun(uploads: Path, token: object) -> Begun:
    """The begun complaint of a token, or a new one when there is none."""
    known = isinstance(token, str) and _TOKEN.fullmatch(token)
    return Begun(uploads / (str(token) if known else secrets.token_urlsafe(32)))


def forget_old(uploads: Path) -> None:
    """Drop what was begun more than a day ago, by the machine's clock as its files are."""
    now = SystemClock().now()
    for folder in uploads.iterdir() if uploads.exists() else ():
        touched = datetime.fromtimestamp(folder.stat().st_mtime, tz=UTC)
        if folder.is_dir() and now - touched > KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)
