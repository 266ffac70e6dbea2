"""Dates and times as they are written in Swedish ("tisdag 24 november kl. 9.00"), and as they are
filled in ("2026-11-24", "09:00").
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel.dates import format_date

_NEAR = {0: "i dag", 1: "i morgon"}
_WEEK = 7


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Days that samspel works with; others are mistyped, and a calendar far off has no holidays."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")


def read_day(text: str) -> date:
    """The day written as "2026-11-24"; ValueError for any other writing, a day that does not
    exist, or one before EARLIEST or after LATEST.
    """
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not written as a day")
    found = date.fromisoformat(text)
    if not EARLIEST <= found <= LATEST:
        raise ValueError(f"{found} is too far away")
    return found


def read_time(text: str) -> time:
    """The time of day written as "09:00" or "9.00"; ValueError for any other."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not written as a time of day")
    return time(int(found[1]), int(found[2]))


def day(value: date, *, today: date) -> str:
    """The day with its weekday; with the year when it is not this year."""
    year = "" if value.year == today.year else " y"
    return _written(value, f"EEEE d MMMM{year}")


def plain_day(value: date, *, today: date) -> str:
    """The day without its weekday: "24 november"; with the year when it is not this year."""
    return _written(value, "d MMMM" if value.year == today.year else "d MMMM y")


def full_day(value: date) -> str:
    """The day with its year, whichever it is: "20 maj 2026"."""
    return _written(value, "d MMMM y")


def clock(value: time) -> str:
    """The time of day: "kl. 9.00"."""
    return f"kl. {value.hour}.{value.minute:02}"


def moment(value: datetime, *, today: date) -> str:
    """Day and time of day, as `value` shows them: "tisdag 24 november kl. 9.00"."""
    return f"{day(value, today=today)} {clock(value.time())}"


def soon(value: datetime, *, today: date) -> str:
    """The moment, after "i dag", "i morgon" or "på tisdag" when it is within the week.

    The full date always follows, for a message may be read on another day than it was sent.
    """
    near = _near(value.date(), today)
    if near is None:
        return moment(value, today=today)
    if near.startswith("på "):
        return f"{near} {plain_day(value, today=today)} {clock(value.time())}"
    return f"{near}, {moment(value, today=today)}"


def month(value: date) -> str:
    """The month's name: "november"."""
    return format_date(value, "LLLL", locale="sv")


def _near(value: date, today: date) -> str | None:
    distance = value - today
    if distance.days in _NEAR:
        return _NEAR[distance.days]
    if timedelta(0) < distance < timedelta(days=_WEEK):
        return f"på {_written(value, 'EEEE')}"
    return None


@lru_cache(maxsize=2000)
def _written(value: date, pattern: str) -> str:
    return format_date(value, pattern, locale="sv")
