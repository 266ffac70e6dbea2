"""The dates of a series, with the odd cases named; checked against python-dateutil."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from schedules import rrule as stored
from schedules.recurrence import (
    LAST,
    MonthlyByDate,
    MonthlyByWeekday,
    Once,
    Recurrence,
    Weekly,
    Yearly,
    dates,
)

START = date(2026, 1, 1)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
MONTHS = st.frozensets(st.integers(1, 12), min_size=1)
NTH = st.integers(1, 5) | st.just(LAST)
RECURRENCES: st.SearchStrategy[Recurrence] = st.one_of(
    DAYS.map(lambda day: Once(on=day)),
    st.builds(Weekly, weekday=st.integers(0, 6), every=st.integers(1, 9)),
    st.builds(
        MonthlyByWeekday,
        weekday=st.integers(0, 6),
        nth=NTH,
        every=st.integers(1, 13),
        months=MONTHS,
    ),
    st.builds(
        MonthlyByDate,
        day=st.integers(1, 31) | st.just(LAST),
        every=st.integers(1, 13),
        months=MONTHS,
    ),
    st.builds(Yearly, month=st.integers(1, 12), day=st.integers(1, 31)),
)


def some(recurrence: Recurrence, start: date = START, until: date = date(2031, 1, 1)) -> list[str]:
    return [str(day) for day in dates(recurrence, start, since=start, until=until)]


def test_the_second_monday_of_each_month() -> None:
    found = some(MonthlyByWeekday(weekday=0, nth=2), until=date(2026, 5, 1))
    assert found == ["2026-01-12", "2026-02-09", "2026-03-09", "2026-04-13"]


def test_a_fifth_friday_is_the_last_one_in_months_with_four() -> None:
    found = some(MonthlyByWeekday(weekday=4, nth=5), until=date(2026, 4, 1))
    assert found == ["2026-01-30", "2026-02-27", "2026-03-27"]
    assert found == some(MonthlyByWeekday(weekday=4, nth=LAST), until=date(2026, 4, 1))


def test_the_31st_is_the_last_day_of_shorter_months() -> None:
    found = some(MonthlyByDate(day=31), until=date(2026, 5, 1))
    assert found == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


def test_a_leap_day_is_the_28th_in_other_years() -> None:
    found = some(Yearly(month=2, day=29), start=date(2027, 1, 1), until=date(2029, 1, 1))
    assert found == ["2027-02-28", "2028-02-29"]


def test_every_other_week_counts_from_the_first_date() -> None:
    found = some(Weekly(weekday=2, every=2), start=date(2026, 11, 20), until=date(2027, 1, 1))
    assert found == ["2026-11-25", "2026-12-09", "2026-12-23"]


def test_every_other_month_counts_from_the_month_of_the_start() -> None:
    found = some(MonthlyByDate(day=1, every=2), start=date(2026, 11, 1), until=date(2027, 4, 1))
    assert found == ["2026-11-01", "2027-01-01", "2027-03-01"]


def test_months_can_be_left_out() -> None:
    found = some(MonthlyByWeekday(weekday=0, nth=2, months=frozenset({3, 10})))
    assert [day[5:7] for day in found] == ["03", "10"] * 5


def test_a_single_date_comes_once_and_never_before_the_start() -> None:
    assert some(Once(on=date(2026, 5, 1))) == ["2026-05-01"]
    assert some(Once(on=date(2025, 5, 1))) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Weekly(weekday=3, every=3), {"freq": WEEKLY, "interval": 3, "byweekday": 3}),
        (
            MonthlyByWeekday(weekday=0, nth=2),
            {"freq": MONTHLY, "byweekday": MO(2)},
        ),
        (MonthlyByDate(day=15, every=2), {"freq": MONTHLY, "interval": 2, "bymonthday": 15}),
    ],
)
def test_dateutil_finds_the_same_dates(ours: Recurrence, theirs: dict[str, object]) -> None:
    start, end = datetime(2026, 1, 1), datetime(2036, 1, 1)
    found = rrule(dtstart=start, until=end, **theirs)  # type: ignore[arg-type]
    until = date(2036, 1, 2)
    assert list(dates(ours, START, since=START, until=until)) == [day.date() for day in found]


@given(RECURRENCES, DAYS, DAYS, st.integers(0, 900), st.integers(0, 900))
def test_windows_that_touch_give_each_date_once(
    recurrence: Recurrence, start: date, since: date, first: int, second: int
) -> None:
    middle = since + timedelta(days=first)
    until = middle + timedelta(days=second)
    parts = [
        *dates(recurrence, start, since=since, until=middle),
        *dates(recurrence, start, since=middle, until=until),
    ]
    assert parts == list(dates(recurrence, start, since=since, until=until))


@given(RECURRENCES, DAYS, DAYS)
def test_dates_rise_and_are_never_before_the_start(
    recurrence: Recurrence, start: date, since: date
) -> None:
    found = list(dates(recurrence, start, since=since, until=since + timedelta(days=1500)))
    assert found == sorted(set(found))
    assert all(day >= max(start, since) for day in found)


@given(RECURRENCES)
def test_a_recurrence_is_stored_and_read_back(recurrence: Recurrence) -> None:
    assert stored.read(stored.write(recurrence)) == recurrence


@pytest.mark.parametrize("text", ["", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "RDATE=nu"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        stored.read(text)


def test_the_calendar_ends_without_an_error() -> None:
    last = dates(MonthlyByDate(day=1), date(9999, 11, 1), since=date(9999, 11, 1), until=date.max)
    assert len(list(islice(last, 10))) == 2
