"""Letters as JSON: what is kept reads back equal."""

from __future__ import annotations

import json

import pytest

from engine.letters import body_from_json, body_to_json, letter_from_json, letter_to_json, to_pdf
from tests.letters.vocabulary import CODES, body_of, letter


@pytest.mark.parametrize("code", CODES)
def test_a_body_and_a_letter_read_back_equal(code: str) -> None:
    body = body_of(code)
    assert body_from_json(json.loads(json.dumps(body_to_json(body)))) == body
    sent = letter(body, large_print=True, language="cy-GB")
    assert letter_from_json(json.loads(json.dumps(letter_to_json(sent)))) == sent


def test_a_kept_letter_gives_the_same_pdf() -> None:
    sent = letter(body_of("COR-RESP1"))
    assert to_pdf(letter_from_json(letter_to_json(sent))) == to_pdf(sent)
