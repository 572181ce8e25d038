"""Lengths of time in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.deadlines import parse_amount
from engine.deadlines.rules import Amount, Unit
from engine.errors import BadInput


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("10 working_days", 10, Unit.WORKING_DAYS),
        ("10 working days", 10, Unit.WORKING_DAYS),
        ("1 working_day", 1, Unit.WORKING_DAYS),
        ("1 working day", 1, Unit.WORKING_DAYS),
        ("14 calendar_days", 14, Unit.CALENDAR_DAYS),
        ("1 calendar day", 1, Unit.CALENDAR_DAYS),
        ("6 weeks", 6, Unit.WEEKS),
        ("1 week", 1, Unit.WEEKS),
        ("6 months_after", 6, Unit.MONTHS_AFTER),
        ("1 month after", 1, Unit.MONTHS_AFTER),
        ("6 months_beginning_with", 6, Unit.MONTHS_BEGINNING_WITH),
        ("12 months beginning with", 12, Unit.MONTHS_BEGINNING_WITH),
        ("1 month_beginning_with", 1, Unit.MONTHS_BEGINNING_WITH),
        ("48 hours", 48, Unit.HOURS),
        ("1 hour", 1, Unit.HOURS),
        (" 0 Working  Days ".replace("  ", " "), 0, Unit.WORKING_DAYS),
    ],
)
def test_an_amount_is_a_number_and_a_unit(text, number, unit):
    assert parse_amount(text) == Amount(number, unit)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a number and a unit"),
        ("ten working days", "a number and a unit"),
        ("-1 working_days", "a number and a unit"),
        ("1.5 hours", "a number and a unit"),
        ("10", "a number and a unit"),
        ("working_days 10", "a number and a unit"),
        ("10working_days", "a number and a unit"),
        ("99999 weeks", "a number and a unit"),
        ("٣ weeks", "a number and a unit"),
        ("10 days", "two ways: say working days or calendar days"),
        ("6 months", "two ways: say months after or months beginning with"),
        ("3 fortnights", "not a unit"),
        ("3 years", "not a unit"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(text, says):
    with pytest.raises(BadInput, match=says) as refused:
        parse_amount(text)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@given(st.builds(Amount, st.integers(0, 9999), st.sampled_from(Unit)))
def test_an_amount_reads_back_as_it_is_written(amount):
    assert parse_amount(str(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Amount(1, Unit.WORKING_DAYS), "1 working day"),
        (Amount(1, Unit.MONTHS_AFTER), "1 month after"),
        (Amount(1, Unit.MONTHS_BEGINNING_WITH), "1 month beginning with"),
        (Amount(2, Unit.HOURS), "2 hours"),
    ],
)
def test_one_of_a_unit_is_written_in_the_singular(amount, written):
    assert str(amount) == written
