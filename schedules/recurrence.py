"""The dates of a series; no clock, no zone, no red days."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import count
from typing import assert_never

_WEEK = timedelta(days=7)
_monthrange = cache(calendar.monthrange)
_YEAR_MONTHS = 12
LAST = -1
"""As `nth` or `day`: the last one of the month."""


@dataclass(frozen=True, kw_only=True)
class Once:
    """A single date."""

    on: date


@dataclass(frozen=True, kw_only=True)
class Weekly:
    """Every n weeks on one weekday (Monday is 0), counted from the week of the first date."""

    weekday: int
    every: int = 1


@dataclass(frozen=True, kw_only=True)
class MonthlyByWeekday:
    """The nth (1–5, or LAST) weekday of every n months, counted from the month of the start.

    A fifth weekday is the last one in months that have only four. `months` leaves out every month
    that is not in it.
    """

    weekday: int
    nth: int
    every: int = 1
    months: frozenset[int] = frozenset(range(1, 13))


@dataclass(frozen=True, kw_only=True)
class MonthlyByDate:
    """A day of the month (1–31, or LAST) every n months, counted from the month of the start.

    In a month that is too short for it, the last day. `months` leaves out others.
    """

    day: int
    every: int = 1
    months: frozenset[int] = frozenset(range(1, 13))


@dataclass(frozen=True, kw_only=True)
class Yearly:
    """A date every year; 29 February is 28 February in years without it."""

    month: int
    day: int


Recurrence = Once | Weekly | MonthlyByWeekday | MonthlyByDate | Yearly


def dates(recurrence: Recurrence, start: date, *, since: date, until: date) -> Iterator[date]:
    """The dates from `since` up to but not including `until`, in order.

    `start` is the first day of the series: nothing is before it, and "every other" counts from
    it. Half-open windows that touch give each date once.
    """
    first = max(start, since)
    for day in _around(recurrence, start, first):
        if day >= until:
            return
        if day >= first:
            yield day


def _around(recurrence: Recurrence, start: date, since: date) -> Iterator[date]:
    """The dates without end, from `since` or a little before it."""
    match recurrence:
        case Once(on=on):
            return iter([on])
        case Weekly():
            return _weekly(recurrence, start, since)
        case MonthlyByWeekday():
            return _by_weekday(recurrence, start, since)
        case MonthlyByDate():
            return _by_date(recurrence, start, since)
        case Yearly():
            months = _months(date(start.year, recurrence.month, 1), since, _YEAR_MONTHS)
            return (_in_month(year, month, recurrence.day) for year, month in months)
        case _:
            assert_never(recurrence)


def _weekly(recurrence: Weekly, start: date, since: date) -> Iterator[date]:
    first = start + timedelta(days=(recurrence.weekday - start.weekday()) % 7)
    step = recurrence.every * _WEEK
    skipped = max(0, -((first - since) // step))
    day = first + skipped * step
    while True:
        yield day
        day += step


def _by_weekday(recurrence: MonthlyByWeekday, start: date, since: date) -> Iterator[date]:
    weekday, nth = recurrence.weekday, recurrence.nth
    for year, month in _months(start, since, recurrence.every):
        if month in recurrence.months:
            yield _nth_weekday(year, month, weekday, nth)


def _by_date(recurrence: MonthlyByDate, start: date, since: date) -> Iterator[date]:
    for year, month in _months(start, since, recurrence.every):
        if month in recurrence.months:
            yield _in_month(year, month, recurrence.day)


def _months(start: date, since: date, every: int) -> Iterator[tuple[int, int]]:
    """Every n months from the month of `start`, leaving out those that end before `since`."""
    first = start.year * _YEAR_MONTHS + start.month - 1
    wanted = since.year * _YEAR_MONTHS + since.month - 1
    skipped = max(0, (wanted - first) // every)
    for number in count(first + skipped * every, every):
        year, month = divmod(number, _YEAR_MONTHS)
        if year > date.max.year:
            return
        yield year, month + 1


@lru_cache(maxsize=20_000)  # thousands of series meet on the same few hundred days
def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first_weekday, days = _monthrange(year, month)
    first = 1 + (weekday - first_weekday) % 7
    most = (days - first) // 7
    return date(year, month, first + 7 * (most if nth == LAST else min(nth - 1, most)))


def _in_month(year: int, month: int, day: int) -> date:
    if 0 < day <= 28:  # every month has these
        return date(year, month, day)
    days = _monthrange(year, month)[1]
    return date(year, month, days if day == LAST else min(day, days))
