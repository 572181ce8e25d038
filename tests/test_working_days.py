"""England's working days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.working_days import Calendar, bank_holidays, holiday_list_hash, long_date

CHRISTMAS_CLOSURE = Calendar(frozenset(date(2025, 12, day) for day in (29, 30, 31)))

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
closures = st.frozensets(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=20)
calendars = st.builds(Calendar, closures)


def on(text: str) -> date:
    return datetime.strptime(text, "%a %d %b %Y").date()  # noqa: DTZ007  (a date, no time)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("Fri 31 Dec 1999", "Millennium Celebrations"),
        ("Mon 03 Jun 2002", "Golden Jubilee of Elizabeth II"),
        ("Tue 04 Jun 2002", "Spring Bank Holiday"),
        ("Fri 29 Apr 2011", "Wedding of William and Catherine"),
        ("Tue 05 Jun 2012", "Diamond Jubilee of Elizabeth II"),
        ("Fri 08 May 2020", "May Day"),
        ("Thu 02 Jun 2022", "Spring Bank Holiday"),
        ("Fri 03 Jun 2022", "Platinum Jubilee of Elizabeth II"),
        ("Mon 19 Sep 2022", "State Funeral of Queen Elizabeth II"),
        ("Mon 08 May 2023", "Coronation of Charles III"),
    ],
)
def test_one_off_and_moved_bank_holidays_are_known(day, name):
    assert bank_holidays(on(day).year)[on(day)] == name
    assert Calendar().why_not(on(day)) == name


@pytest.mark.parametrize("day", ["Mon 04 May 2020", "Mon 30 May 2022", "Mon 27 May 2002"])
def test_the_monday_from_which_a_bank_holiday_was_moved_is_a_working_day(day):
    assert Calendar().is_working(on(day))


@pytest.mark.parametrize(
    ("year", "count"),
    [(2019, 8), (2020, 8), (2021, 8), (2022, 10), (2023, 9), (2024, 8), (2025, 8)],
)
def test_weekdays_lost_to_bank_holidays_are_the_eight_and_the_extra_ones(year, count):
    assert sum(day.weekday() < 5 for day in bank_holidays(year)) == count


def test_bank_holidays_of_scotland_and_northern_ireland_are_working_days():
    assert Calendar().is_working(on("Tue 02 Jan 2024"))
    assert Calendar().is_working(on("Fri 12 Jul 2024"))


def test_a_weekend_is_called_by_its_day_and_the_substitute_by_the_holiday():
    assert Calendar().why_not(on("Sat 25 Dec 2021")) == "Saturday"
    assert Calendar().why_not(on("Mon 27 Dec 2021")) == "Christmas Day (observed)"
    assert Calendar().why_not(on("Tue 28 Dec 2021")) == "Boxing Day (observed)"


def test_a_bank_holiday_list_cannot_be_changed_by_its_reader():
    with pytest.raises(TypeError):
        bank_holidays(2024)[date(2024, 1, 2)] = "a day off"  # type: ignore[index]


@pytest.mark.parametrize("year", [1066, 1871, 2101])
def test_a_year_without_a_known_list_is_refused_rather_than_counted_wrongly(year):
    with pytest.raises(BadInput, match=str(year)):
        Calendar().is_working(
            date(year, 6, 4) if date(year, 6, 4).weekday() < 5 else date(year, 6, 1)
        )


def test_the_hash_of_the_holiday_list_names_the_list():
    assert holiday_list_hash(2022, 2023) == holiday_list_hash(2022, 2023)
    assert holiday_list_hash(2022, 2023) != holiday_list_hash(2022, 2024)
    assert len(holiday_list_hash(2022, 2023)) == 64


def test_a_long_date_is_written_out():
    assert long_date(on("Wed 03 Apr 2024")) == "Wednesday 3 April 2024"


def test_a_closure_day_is_no_working_day_until_closures_are_left_out():
    day = on("Mon 29 Dec 2025")
    assert CHRISTMAS_CLOSURE.why_not(day) == "council closed"
    assert CHRISTMAS_CLOSURE.without_closures().is_working(day)
    assert Calendar().without_closures() == Calendar()


def test_a_bank_holiday_that_the_council_also_lists_keeps_its_name():
    assert Calendar(frozenset({date(2025, 12, 25)})).why_not(date(2025, 12, 25)) == "Christmas Day"


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("Thu 28 Mar 2024", 1, "Tue 02 Apr 2024"),
        ("Thu 28 Mar 2024", 10, "Mon 15 Apr 2024"),
        ("Sat 30 Mar 2024", 1, "Tue 02 Apr 2024"),
        ("Tue 02 Apr 2024", -1, "Thu 28 Mar 2024"),
        ("Sun 31 Mar 2024", -1, "Thu 28 Mar 2024"),
        ("Tue 31 Dec 2024", 1, "Thu 02 Jan 2025"),
        ("Thu 02 Jan 2025", -1, "Tue 31 Dec 2024"),
        ("Mon 20 Nov 2023", 65, "Thu 22 Feb 2024"),
        ("Sat 25 May 2024", 0, "Sat 25 May 2024"),
        ("Mon 02 Jan 2023", 750, "Wed 17 Dec 2025"),  # 251 in 2023, 254 in 2024, 253 in 2025
    ],
)
def test_adding_working_days(start, number, end):
    assert Calendar().add(on(start), number) == on(end)


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        ("Thu 28 Mar 2024", "Thu 28 Mar 2024", 0),
        ("Thu 28 Mar 2024", "Mon 01 Apr 2024", 0),
        ("Thu 28 Mar 2024", "Tue 02 Apr 2024", 1),
        ("Tue 02 Apr 2024", "Thu 28 Mar 2024", -1),
        ("Thu 21 Mar 2024", "Wed 17 Apr 2024", 17),
        ("Fri 19 Dec 2025", "Mon 12 Jan 2026", 13),
    ],
)
def test_counting_working_days(start, end, number):
    assert Calendar().count(on(start), on(end)) == number


def test_the_next_working_day_is_the_day_itself_if_it_is_one():
    assert Calendar().next_working(on("Thu 28 Mar 2024")) == on("Thu 28 Mar 2024")
    assert Calendar().next_working(on("Fri 29 Mar 2024")) == on("Tue 02 Apr 2024")


@given(calendars, days, st.integers(-800, 800))
def test_adding_and_counting_are_each_other_s_inverse(calendar, day, number):
    assert calendar.count(day, calendar.add(day, number)) == number


@given(calendars, days, st.integers(-300, 300).filter(bool))
def test_what_adding_reaches_is_a_working_day(calendar, day, number):
    assert calendar.is_working(calendar.add(day, number))


@given(calendars, days, st.integers(0, 400))
def test_counting_agrees_with_looking_at_every_day(calendar, start, length):
    walked = [start + timedelta(days=number) for number in range(1, length + 1)]
    assert calendar.count(start, start + timedelta(days=length)) == sum(
        calendar.is_working(day) for day in walked
    )


@given(calendars, days)
def test_a_day_works_or_has_a_reason_why_not(calendar, day):
    assert calendar.is_working(day) == (calendar.why_not(day) is None)
    assert calendar.is_working(calendar.next_working(day))
