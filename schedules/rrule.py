"""Recurrences as they are stored: a subset of RRULE (RFC 5545, 3.3.10).

Two readings differ from the RFC, both so that no month is left without its meeting: BYMONTHDAY=31
is the last day of a shorter month, and BYDAY=5MO the last Monday where there are four.
"""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from schedules.recurrence import (
    MonthlyByDate,
    MonthlyByWeekday,
    Once,
    Recurrence,
    Weekly,
    Yearly,
)

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ALL_MONTHS = frozenset(range(1, 13))


def write(recurrence: Recurrence) -> str:
    """The recurrence as text; `read` gives it back."""
    return ";".join(_parts(recurrence))


def read(text: str) -> Recurrence:
    """The recurrence that `write` wrote; ValueError or KeyError for anything else."""
    parts = dict(part.split("=", 1) for part in text.split(";"))
    every = int(parts.get("INTERVAL", "1"))
    months = frozenset(int(month) for month in parts.get("BYMONTH", "").split(",") if month)
    match parts:
        case {"RDATE": on}:
            return Once(on=date.fromisoformat(on))
        case {"FREQ": "WEEKLY", "BYDAY": day}:
            return Weekly(weekday=_DAYS.index(day), every=every)
        case {"FREQ": "MONTHLY", "BYDAY": day}:
            return MonthlyByWeekday(
                weekday=_DAYS.index(day[-2:]),
                nth=int(day[:-2]),
                every=every,
                months=months or _ALL_MONTHS,
            )
        case {"FREQ": "MONTHLY", "BYMONTHDAY": number}:
            return MonthlyByDate(day=int(number), every=every, months=months or _ALL_MONTHS)
        case {"FREQ": "YEARLY", "BYMONTH": month, "BYMONTHDAY": number}:
            return Yearly(month=int(month), day=int(number))
        case _:
            raise ValueError(f"no recurrence of samspel's: {text!r}")


def _parts(recurrence: Recurrence) -> Iterator[str]:
    match recurrence:
        case Once(on=on):
            yield f"RDATE={on}"
        case Weekly(weekday=weekday, every=every):
            yield from ("FREQ=WEEKLY", f"INTERVAL={every}", f"BYDAY={_DAYS[weekday]}")
        case MonthlyByWeekday(weekday=weekday, nth=nth, every=every, months=months):
            yield from ("FREQ=MONTHLY", f"INTERVAL={every}", f"BYDAY={nth}{_DAYS[weekday]}")
            yield from _months(months)
        case MonthlyByDate(day=number, every=every, months=months):
            yield from ("FREQ=MONTHLY", f"INTERVAL={every}", f"BYMONTHDAY={number}")
            yield from _months(months)
        case Yearly(month=month, day=number):
            yield from ("FREQ=YEARLY", f"BYMONTH={month}", f"BYMONTHDAY={number}")
        case _:
            assert_never(recurrence)


def _months(months: frozenset[int]) -> Iterator[str]:
    if months != _ALL_MONTHS:
        yield "BYMONTH=" + ",".join(str(month) for month in sorted(months))
