"""Files that residents of the demo sent: small, drawn here, showing nobody and nothing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from engine.casework.documents import Upload


def picture(filename: str, sky: tuple[int, int, int], ground: tuple[int, int, int]) -> Upload:
    """A PNG of two fields of colour, in place of a photograph."""
    width, height = 240, 160
    rows = [b"\0" + bytes(sky if row < 90 else ground) * width for row in range(height)]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    content = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)
    return Upload(filename, "image/png", content)


def note(filename: str, text: str) -> Upload:
    """A plain text file."""
    return Upload(filename, "text/plain", text.encode())


def page(filename: str, lines: Sequence[str]) -> Upload:
    """A one-page PDF with a few lines of plain ASCII text."""
    shown = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 16 TL 60 780 Td {shown} ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    return Upload(filename, "application/pdf", _pdf(objects))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pdf(objects: Sequence[bytes]) -> bytes:
    """The objects in a file with its table of places."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
