"""Planning five years for 2 900 series, red days and all, against python-dateutil's bare dates."""

from datetime import date, datetime, time
from itertools import cycle, islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from messages.addressing import Office, OfficeKind
from schedules.events import EventKind
from schedules.recurrence import MonthlyByWeekday, Weekly
from schedules.series import Series, days
from tests.bench.timing import Result, seconds

SERIES, FIRST, LAST = 2900, date(2026, 1, 1), date(2031, 1, 1)
EVERY_TENTH_IS_WEEKLY = 10


def measure() -> list[Result]:
    """Nine series in ten are monthly by weekday, as a municipality's are; one is weekly."""
    ours = [_series(number) for number in range(SERIES)]

    def plan() -> int:
        return sum(1 for one in ours for _ in days(one, since=FIRST, until=LAST))

    def peer() -> int:
        return sum(1 for number in range(SERIES) for _ in _rrule(number))

    return [
        Result(
            what="planning 5 years for 2 900 series : dateutil's rrule",
            ours=seconds(plan, 3),
            theirs=seconds(peer, 3),
            most=0.25,
        )
    ]


def _series(number: int) -> Series:
    day, nth = number % 5, number % 4 + 1
    weekly = number % EVERY_TENTH_IS_WEEKLY == 0
    return Series(
        key=str(number),
        kind=EventKind.DIALOGUE,
        participants=tuple(islice(cycle([Office(OfficeKind.KSO), Office(OfficeKind.KD)]), 2)),
        recurrence=Weekly(weekday=day) if weekly else MonthlyByWeekday(weekday=day, nth=nth),
        start=FIRST,
        at=time(9),
        minutes=60,
    )


def _rrule(number: int) -> rrule:
    begin, end = datetime.combine(FIRST, time(9)), datetime.combine(LAST, time(0))
    if number % EVERY_TENTH_IS_WEEKLY == 0:
        return rrule(WEEKLY, byweekday=number % 5, dtstart=begin, until=end)
    nth = weekday(number % 5, number % 4 + 1)
    return rrule(MONTHLY, byweekday=nth, dtstart=begin, until=end)
