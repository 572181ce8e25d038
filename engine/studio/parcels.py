"""A procedure as a parcel to send or keep: one zip, or the same files in a folder.

The same files give the same bytes on every machine: sorted, undated, stored as they are. Whatever
comes in is judged whole before any of it is taken, see ``engine.studio.judged_parcels``.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from engine.errors import BadFiles, BadInput, Problem
from engine.studio.judged_parcels import (
    MOST_BYTES,
    Entry,
    Parcel,
    fits,
    judged,
    procedure_of,
    shown,
)

#: bytes of a zip that is looked at
LARGEST = MOST_BYTES
_UNDATED = (1980, 1, 1, 0, 0, 0)
_FILE, _FOLDER = 0o644, ("processes", "letters")
_UNIX = 3
_DAMAGED = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,  # with it UnicodeDecodeError
    OverflowError,
    EOFError,
    OSError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def to_zip(files: Mapping[str, str]) -> bytes:
    """These files as one zip; the same files always give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _UNDATED)
            info.create_system = _UNIX
            info.external_attr = (stat.S_IFREG | _FILE) << 16
            archive.writestr(info, files[name].encode())
    return made.getvalue()


def from_zip(data: bytes) -> Parcel:
    """The parcel of a zip. Raises BadFiles with every reason against it; nothing is unpacked
    before it is judged."""
    if len(data) > LARGEST:
        raise _refused(f"The file has more than {LARGEST:,} bytes.", "Leave out what is not it.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = list(_zipped(archive))
            return judged(entries)
    except _DAMAGED:
        fix = "Make the zip again, or export the procedure again."
        raise _refused("This is not a zip file, or it is damaged.", fix) from None


def from_folder(folder: Path, procedure: str = "") -> Parcel:
    """The parcel of the folders ``processes`` and ``letters`` below this one; nothing else in it
    is looked at, and with ``procedure`` no other procedure. Raises BadFiles with every reason."""
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}.")
    asked = ("", procedure)
    return judged(e for e in _found(folder) if not procedure or procedure_of(e.name) in asked)


def read(path: Path, procedure: str = "") -> Parcel:
    """The parcel of a zip file or folder. Raises BadInput, BadFiles."""
    if path.is_dir():
        return from_folder(path, procedure)
    try:
        with path.open("rb") as file:
            return from_zip(file.read(LARGEST + 1))
    except FileNotFoundError:
        raise BadInput(f"There is no file or folder {path}.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None


def to_folder(parcel: Parcel, folder: Path) -> None:
    """Write a parcel into a folder, beside other procedures. Files of its own that stand there and
    are not in it would come back with the next import: then nothing is written. Raises BadInput.
    """
    files = parcel.files
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file, not a folder.")
    stale = sorted(_own_in(folder, parcel.procedure) - set(files))
    if stale:
        named = ", ".join(stale[:10]) + (f" and {len(stale) - 10} more" if stale[10:] else "")
        raise BadInput(
            f"{folder} holds files that are not in the procedure: {named}. Delete them."
        )
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())


def _own_in(folder: Path, procedure: str) -> set[str]:
    """What an import of this folder would take as the procedure's own."""
    if not folder.is_dir():
        return set()
    names = (entry.name for entry in _found(folder))
    return {name for name in names if procedure_of(name) == procedure and fits(name)}


def _zipped(archive: zipfile.ZipFile) -> Iterator[Entry]:
    for info in archive.infolist():
        yield Entry(
            name=info.orig_filename,
            size=info.file_size,
            packed=info.compress_size,
            odd=_odd(info),
            folder=info.orig_filename.endswith("/"),
            read=_reading(archive, info),
        )


def _reading(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def content() -> bytes:
        try:
            with archive.open(info) as file:
                return file.read(info.file_size + 1)
        except _DAMAGED:
            raise BadInput("The file is damaged, or is not what the parcel says of it.") from None

    return content


def _odd(info: zipfile.ZipInfo) -> str:
    """Why an entry is no plain file or folder; empty when it is one."""
    mode = info.external_attr >> 16 if info.create_system == _UNIX else 0
    if stat.S_ISLNK(mode):
        return "It is a link to another file."
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "It is not an ordinary file."
    if info.flag_bits & 0x1:
        return "It is locked with a password."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "It is packed in a way that is not used here."
    return ""


def _found(folder: Path) -> Iterator[Entry]:
    for root in _FOLDER:
        if (folder / root).is_symlink():
            yield _entry(folder, folder / root)
            continue
        for place, folders, names in os.walk(folder / root, followlinks=False):
            linked = [each for each in folders if (Path(place) / each).is_symlink()]
            for name in sorted([*names, *linked]):
                yield _entry(folder, Path(place) / name)


def _entry(folder: Path, path: Path) -> Entry:
    about = path.lstat()
    odd = ""
    if stat.S_ISLNK(about.st_mode):
        odd = "It is a link to another file."
    elif not stat.S_ISREG(about.st_mode):
        odd = "It is not an ordinary file."
    name = path.relative_to(folder).as_posix()
    return Entry(name, about.st_size, about.st_size, odd, False, path.read_bytes)


def _refused(reason: str, fix: str) -> BadFiles:
    return BadFiles([Problem("parcel", shown(""), "", reason, fix)])
