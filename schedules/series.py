"""Meetings that come again: a recurrence, the rule for red days, and what was changed by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from messages.addressing import Office
from schedules.events import Event, EventKind
from schedules.recurrence import Recurrence, dates
from schedules.workdays import RedDays, settle

_FURTHEST_MOVE = timedelta(days=400)
"""How far from its original date an occurrence may be moved."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What somebody has changed about one occurrence; the others stay as they are.

    Reminders that would have been due before `made_at` (UTC) are not sent.
    """

    day: date
    at: time
    place: str
    revision: int
    made_at: datetime
    cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class Series:
    """A series of meetings. `key` is its own in the municipality ("dialogue").

    `announced` is when the series came to be: occurrences are reminded of from then on.
    """

    key: str
    kind: EventKind
    participants: tuple[Office, ...]
    recurrence: Recurrence
    start: date
    end: date | None = None
    at: time
    minutes: int
    place: str = ""
    red_days: RedDays = RedDays.NEXT
    agenda: tuple[str, ...] = ()
    announced: datetime | None = None
    changes: Mapping[date, Change] = field(default_factory=dict)


def days(series: Series, *, since: date, until: date) -> Iterator[tuple[date, date]]:
    """Each original date in [since, until) with the day it settles on, free days left out.

    Looks at original dates only: what was changed by hand is not in it.
    """
    end = until if series.end is None else min(until, series.end + timedelta(days=1))
    for original in dates(series.recurrence, series.start, since=since, until=end):
        day = settle(original, series.red_days)
        if day is not None:
            yield original, day


def events(series: Series, *, since: date, until: date) -> Iterator[Event]:
    """The occurrences that are held, or were to be held, on a day in [since, until).

    Cancelled ones are among them, marked as such. In order of their original dates.
    """
    wide = days(series, since=since - _FURTHEST_MOVE, until=until + _FURTHEST_MOVE)
    for original, day in wide if series.changes else _near(series, since, until):
        event = _event(series, original, day)
        if since <= event.day < until:
            yield event


def occurrence(series: Series, original: date) -> Event | None:
    """The occurrence of that original date; None where the series has none."""
    found = days(series, since=original, until=original + timedelta(days=1))
    return next((_event(series, original, day) for original, day in found), None)


def _near(series: Series, since: date, until: date) -> Iterator[tuple[date, date]]:
    """Without changes only a red day moves a meeting, and never by more than two weeks."""
    margin = timedelta(days=14)
    return days(series, since=since - margin, until=until + margin)


def _event(series: Series, original: date, day: date) -> Event:
    change = series.changes.get(original)
    return Event(
        kind=series.kind,
        occurrence=f"{series.key}/{original}",
        day=change.day if change else day,
        at=change.at if change else series.at,
        place=change.place if change else series.place,
        minutes=series.minutes,
        participants=series.participants,
        revision=change.revision if change else 0,
        cancelled=bool(change and change.cancelled),
        announced=change.made_at if change else series.announced,
    )
