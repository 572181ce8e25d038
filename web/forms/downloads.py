"""Files that are given out: to be saved, never opened within this site."""

from __future__ import annotations

from flask import Response


def saved(name: str, media_type: str, content: bytes) -> Response:
    """The answer that a browser saves under the file's own name."""
    answer = Response(content, mimetype=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
