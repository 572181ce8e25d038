"""Every refusal of the engine has its status; nothing falls through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from engine import errors as refusals
from web import errors

EXAMPLES = [
    (refusals.FormErrors({"text": "Enter it."}), 422),
    (refusals.BadInput("No."), 422),
    (refusals.NotPermitted("No."), 403),
    (refusals.NotNow("No."), 409),
    (refusals.LetterRefused("COR-ACK1", ["signpost"]), 409),
    (refusals.Refused("No."), 409),
    (refusals.AlreadyDone("Done.", "Tess", datetime(2026, 3, 3, tzinfo=UTC)), 409),
    (refusals.NotFound("None."), 404),
    (refusals.RunawayProcedure("Round and round."), 500),
    (refusals.StuckProcedure("Nowhere to go."), 500),
]


@pytest.mark.parametrize(("error", "status"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_a_refusal_has_its_status(error: refusals.RedressError, status: int) -> None:
    assert errors.status_of(error) == status


def every_kind(kind: type[object]) -> Iterator[type[object]]:
    for below in kind.__subclasses__():
        yield below
        yield from every_kind(below)


def test_every_kind_of_refusal_is_in_the_table() -> None:
    missing = [
        kind.__name__
        for kind in every_kind(refusals.RedressError)
        if kind.__module__ == "engine.errors" and not issubclass(kind, tuple(errors.STATUS))
    ]
    assert not missing, f"Give {missing} a status in web/errors.py"


def test_every_status_of_the_table_has_words() -> None:
    assert set(errors.STATUS.values()) <= set(errors.WORDS)
