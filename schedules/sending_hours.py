"""When people are reached: leaders and staff 8–16 on working days, spare-time politicians at 17."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from messages.addressing import SPARE_TIME, Channel, Incoming, Office, Purpose, Recipient
from schedules.workdays import is_quiet, is_workday


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From the first wall-clock time on, and until but not including the last."""

    first: time
    last: time


OFFICE_HOURS = Hours(first=time(8), last=time(16))
SPARE_TIME_HOURS = Hours(first=time(17), last=time(18))
MEETING_DAY_HOURS = Hours(first=time(7), last=time(18))
"""On the day of a meeting what concerns it may come earlier and later, on any day of the year."""


def hours_of(recipient: Recipient) -> Hours:
    """The hours in which the recipient is reached on working days."""
    match recipient:
        case Incoming(office=office) | (Office() as office):
            return SPARE_TIME_HOURS if office.kind in SPARE_TIME else OFFICE_HOURS
        case Channel(purpose=Purpose.ELECTED_MEMBERS):
            return SPARE_TIME_HOURS
        case _:
            return OFFICE_HOURS


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment (UTC) when clocks in the zone show `at` on `day`.

    A time that a clock change skips is the moment an hour later by the clock; one that it repeats
    is the first of the two (PEP 495, fold 0).
    """
    return datetime.combine(day, at, zone).astimezone(UTC)


def next_opening(
    now: datetime, recipient: Recipient, zone: ZoneInfo, *, meeting: date | None = None
) -> datetime:
    """The first moment (UTC) from `now` on when the recipient may be reached.

    `meeting` is the day of the meeting that the message is about, if it is about one.
    """
    local = now.astimezone(zone)
    day = local.date()
    while True:
        hours = _hours_on(day, recipient, meeting)
        if hours and instant(day, hours.last, zone) > now:
            return max(now, instant(day, hours.first, zone))
        day += timedelta(days=1)


def _hours_on(day: date, recipient: Recipient, meeting: date | None) -> Hours | None:
    if day == meeting:
        return MEETING_DAY_HOURS
    return hours_of(recipient) if is_workday(day) and not is_quiet(day) else None
