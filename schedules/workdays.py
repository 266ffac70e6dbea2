"""Swedish working days, and the weeks when nobody wants to be reminded."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import assert_never

from holidays import country_holidays

_DAY = timedelta(days=1)
_SATURDAY = 5
_QUIET_WEEKS = range(28, 32)
_CHRISTMAS, _EPIPHANY = (12, 23), (1, 6)


class RedDays(StrEnum):
    """What becomes of a meeting that would fall on a free day."""

    NEXT = "next"
    PREVIOUS = "previous"
    SKIP = "skip"


@lru_cache(maxsize=20_000)
def is_workday(day: date) -> bool:
    """Whether Swedish offices are open: no weekend, public holiday or eve.

    The eves are Midsummer Eve, Christmas Eve and New Year's Eve; shortened days are working days.
    """
    return day.weekday() < _SATURDAY and day not in _free_days(day.year)


def is_quiet(day: date) -> bool:
    """Whether the day is in weeks 28–31 (ISO) or from 23 December to 6 January."""
    place = (day.month, day.day)
    return place >= _CHRISTMAS or place <= _EPIPHANY or day.isocalendar().week in _QUIET_WEEKS


def settle(day: date, rule: RedDays) -> date | None:
    """The day a meeting is held that falls on `day`; None where it is left out."""
    if is_workday(day):
        return day
    match rule:
        case RedDays.NEXT:
            return workday_from(day)
        case RedDays.PREVIOUS:
            return workday_until(day)
        case RedDays.SKIP:
            return None
        case _:
            assert_never(rule)


def workday_from(day: date) -> date:
    """The day itself if it is a working day, else the next one."""
    return next(found for found in _walk(day, _DAY) if is_workday(found))


def workday_until(day: date) -> date:
    """The day itself if it is a working day, else the one before."""
    return next(found for found in _walk(day, -_DAY) if is_workday(found))


def reminder_day(day: date) -> date:
    """The day itself if people can be reminded then, else the nearest such day before it."""
    return next(found for found in _walk(day, -_DAY) if is_workday(found) and not is_quiet(found))


def after_quiet(day: date) -> date:
    """The day itself if people can be reached then, else the first such day after it."""
    return next(found for found in _walk(day, _DAY) if is_workday(found) and not is_quiet(found))


def workdays_before(day: date, number: int) -> date:
    """The working day that is `number` (≥ 1) working days before `day`."""
    return _nth(day, number, -_DAY)


def workdays_after(day: date, number: int) -> date:
    """The working day that is `number` (≥ 1) working days after `day`."""
    return _nth(day, number, _DAY)


def _nth(day: date, number: int, step: timedelta) -> date:
    for found in _walk(day + step, step):
        number -= is_workday(found)
        if not number:
            return found
    raise AssertionError  # pragma: no cover - the walk has no end


def _walk(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(country_holidays("SE", years=year, categories=("public", "de_facto")))
