"""Addresses that the post can deliver, and those that it cannot."""

from __future__ import annotations

import pytest

from engine.letters import check_address
from engine.letters.address import window_lines


@pytest.mark.parametrize(
    "lines",
    [
        ["A. Sample", "1 High Street", "SG6 3JF"],
        ["A. Sample", "1 High Street", "London", "sw1a 1aa"],
        ["A. Sample", "1 High Street", "London", "W1A0AX"],
        ["A", "b", "c", "d", "e", "f", "M1 1AE"],
        ["A. Sample", "10 Rue Exemple", "75001 Paris", "France"],
        ["A. Sample", "1 Sample Road", "Dublin", "IRELAND"],
        ["A. Sample", "", "1 High Street", "  ", "CV4 0EH "],
    ],
)
def test_an_address_for_the_post(lines: list[str]) -> None:
    assert check_address(lines) is None


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "has 3 to 7 lines; this one has 0"),
        (["A. Sample", "SG6 3JF"], "this one has 2"),
        (["a", "b", "c", "d", "e", "f", "g", "SG6 3JF"], "this one has 8"),
        (["A. Sample", "1 High Street", "Hitchin"], "postcode or a country, not “Hitchin”"),
        (["A. Sample", "1 High Street", "SG6 3J"], "postcode or a country"),
        (["A. Sample", "W" * 61, "SG6 3JF"], "too long for the window"),
    ],
)
def test_an_address_that_cannot_be_posted_says_why(lines: list[str], reason: str) -> None:
    why = check_address(lines)
    assert why is not None
    assert reason in why


def test_the_name_stands_first_in_the_window_and_only_once() -> None:
    assert window_lines("A. Sample", ("1 High Street", "SG6 3JF"))[0] == "A. Sample"
    assert window_lines("A. Sample", ("a. sample", "SG6 3JF")) == ("a. sample", "SG6 3JF")
    assert window_lines("A. Sample", ()) == ()
