"""Swedish working days, and the weeks when nobody is reminded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.workdays import (
    RedDays,
    is_quiet,
    is_workday,
    reminder_day,
    settle,
    workday_from,
    workday_until,
    workdays_after,
    workdays_before,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (1, 1),
        (1, 6),
        (4, 3),  # Good Friday
        (4, 6),  # Easter Monday
        (5, 1),
        (5, 14),  # Ascension Day
        (6, 19),  # Midsummer Eve
        (12, 24),
        (12, 25),
        (12, 31),
        (11, 21),  # a Saturday
        (11, 22),  # a Sunday
    ],
)
def test_offices_are_closed(month: int, day: int) -> None:
    assert not is_workday(date(2026, month, day))


@pytest.mark.parametrize(("month", "day"), [(1, 5), (4, 2), (4, 30), (5, 15), (11, 20), (12, 30)])
def test_shortened_days_and_squeeze_days_are_working_days(month: int, day: int) -> None:
    assert is_workday(date(2026, month, day))


@pytest.mark.parametrize(
    ("day", "quiet"),
    [
        (date(2026, 7, 5), False),
        (date(2026, 7, 6), True),  # Monday of week 28
        (date(2026, 8, 2), True),  # Sunday of week 31
        (date(2026, 8, 3), False),
        (date(2026, 12, 22), False),
        (date(2026, 12, 23), True),
        (date(2027, 1, 6), True),
        (date(2027, 1, 7), False),
    ],
)
def test_the_quiet_weeks(day: date, quiet: bool) -> None:  # noqa: FBT001 - the expected answer
    assert is_quiet(day) is quiet


def test_a_meeting_on_a_red_day_follows_its_own_rule() -> None:
    easter_monday = date(2026, 4, 6)
    assert settle(easter_monday, RedDays.NEXT) == date(2026, 4, 7)
    assert settle(easter_monday, RedDays.PREVIOUS) == date(2026, 4, 2)
    assert settle(easter_monday, RedDays.SKIP) is None
    assert settle(date(2026, 4, 7), RedDays.SKIP) == date(2026, 4, 7)


def test_a_reminder_in_the_christmas_weeks_comes_before_them() -> None:
    assert reminder_day(date(2027, 1, 5)) == date(2026, 12, 22)


def test_three_working_days_before_a_monday_is_the_wednesday() -> None:
    assert workdays_before(date(2026, 12, 14), 3) == date(2026, 12, 9)
    assert workdays_after(date(2026, 12, 11), 1) == date(2026, 12, 14)


@given(DAYS)
def test_the_nearest_working_days_lie_around_a_day(day: date) -> None:
    before, after = workday_until(day), workday_from(day)
    assert is_workday(before)
    assert is_workday(after)
    assert before <= day <= after
    assert (before == day) == is_workday(day) == (after == day)


@given(DAYS, st.integers(1, 30))
def test_counting_there_and_back_leads_home(day: date, number: int) -> None:
    start = workday_from(day)
    assert workdays_before(workdays_after(start, number), number) == start


@given(DAYS)
def test_nobody_is_reminded_on_a_free_or_quiet_day(day: date) -> None:
    found = reminder_day(day)
    assert found <= day
    assert is_workday(found)
    assert not is_quiet(found)
