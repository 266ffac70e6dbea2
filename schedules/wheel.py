"""The year's wheel: which events a municipality has in a year, and on which days.

The days are proposals until somebody books others (a Change). What the documents ask for:
annual review (Kungsör, Uppföljning), training after an election (Vaggeryd 4, Alingsås, Uppföljning
och utbildning), survey (Alingsås, the same), the principles known by all (Vaggeryd 4, Kungsör,
Syfte) and feedback (Vaggeryd 4).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from messages.agreement import Ask
from schedules.events import Event, EventKind
from schedules.recurrence import MonthlyByWeekday, dates
from schedules.series import Change
from schedules.terms import election_day, in_quiet_period, is_election_year
from schedules.workdays import workday_from

_TUESDAY, _WEDNESDAY, _THURSDAY = 1, 2, 3
_FEBRUARY, _MARCH, _NOVEMBER = 2, 3, 11

EVENTS: Mapping[Ask, tuple[EventKind, ...]] = {
    Ask.ANNUAL_REVIEW: (EventKind.ANNUAL_REVIEW,),
    Ask.TRAINING: (EventKind.TRAINING, EventKind.COMMITTEE_TRAINING),
    Ask.SURVEY: (EventKind.SURVEY,),
    Ask.PRINCIPLE: (EventKind.PRINCIPLE,),
    Ask.FEEDBACK: (EventKind.FEEDBACK,),
}
"""The events of the year for what an agreement asks for; other asks make meetings instead."""

KINDS = frozenset(kind for kinds in EVENTS.values() for kind in kinds)

MARGIN = timedelta(days=400)
"""No reminder of an event is sent longer before it than this, and none is booked further off."""


@dataclass(frozen=True, kw_only=True)
class Wheel:
    """A municipality's year: what is switched on, since when, and what was changed by hand."""

    asks: frozenset[Ask]
    announced: datetime | None = None
    changes: Mapping[tuple[EventKind, date], Change] = field(default_factory=dict)


def events(wheel: Wheel, *, since: date, until: date) -> Iterator[Event]:
    """The events on a day in [since, until), the cancelled ones marked as such."""
    kinds = [kind for ask, kinds in EVENTS.items() if ask in wheel.asks for kind in kinds]
    for kind in kinds:
        for original in _originals(kind, since - MARGIN, until + MARGIN):
            event = _event(wheel, kind, original)
            if since <= event.day < until:
                yield event


def occurrence(wheel: Wheel, kind: EventKind, original: date) -> Event | None:
    """The event of that kind and original day; None where the wheel has none."""
    on = any(kind in EVENTS.get(ask, ()) for ask in wheel.asks)
    found = on and original in _originals(kind, original, original + timedelta(days=1))
    return _event(wheel, kind, original) if found else None


def _originals(kind: EventKind, since: date, until: date) -> Iterator[date]:
    if kind in _MONTHLY:
        yield from _monthly(kind, since, until)
        return
    for year in range(since.year, until.year + 1):
        day = _YEARLY[kind](year)
        if day and since <= day < until:
            yield day


def _monthly(kind: EventKind, since: date, until: date) -> Iterator[date]:
    for day in dates(_MONTHLY[kind], since.replace(day=1), since=since, until=until):
        if not (kind is EventKind.FEEDBACK and in_quiet_period(day)):
            yield workday_from(day)


def _annual_review(year: int) -> date:
    """The first Thursday of February; of March in the year after an election (new holders)."""
    return _first(_THURSDAY, year, _MARCH if is_election_year(year - 1) else _FEBRUARY)


def _training(year: int) -> date | None:
    """The second Wednesday of November after an election, when the new council has met."""
    if not is_election_year(year):
        return None
    return _first(_WEDNESDAY, year, _NOVEMBER) + timedelta(days=7)


def _committee_training(year: int) -> date | None:
    """The first Wednesday of February after the committees have taken over."""
    return _first(_WEDNESDAY, year, _FEBRUARY) if is_election_year(year - 1) else None


def _survey(year: int) -> date | None:
    """The first Tuesday of November in the middle of the term; open for three weeks."""
    if not is_election_year(year - 2):
        return None
    return _first(_TUESDAY, election_day(year - 2).year + 2, _NOVEMBER)


def _first(weekday: int, year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


_YEARLY: Mapping[EventKind, Callable[[int], date | None]] = {
    EventKind.ANNUAL_REVIEW: _annual_review,
    EventKind.TRAINING: _training,
    EventKind.COMMITTEE_TRAINING: _committee_training,
    EventKind.SURVEY: _survey,
}

_MONTHLY: Mapping[EventKind, MonthlyByWeekday] = {
    EventKind.PRINCIPLE: MonthlyByWeekday(
        weekday=_TUESDAY, nth=3, months=frozenset({9, 10, 11, 12, 1, 2, 3, 4, 5})
    ),
    EventKind.FEEDBACK: MonthlyByWeekday(
        weekday=_WEDNESDAY, nth=2, months=frozenset({2, 5, 9, 11})
    ),
}

_TIMES: Mapping[EventKind, tuple[time, int]] = {
    EventKind.ANNUAL_REVIEW: (time(13), 24 * 60),
    EventKind.TRAINING: (time(17), 120),
    EventKind.COMMITTEE_TRAINING: (time(17), 120),
    EventKind.SURVEY: (time(10), 3 * 7 * 24 * 60),
    EventKind.PRINCIPLE: (time(10), 0),
    EventKind.FEEDBACK: (time(10), 0),
}


def _event(wheel: Wheel, kind: EventKind, original: date) -> Event:
    change = wheel.changes.get((kind, original))
    at, minutes = _TIMES[kind]
    return Event(
        kind=kind,
        occurrence=f"{kind}/{original}",
        day=change.day if change else original,
        at=change.at if change else at,
        minutes=minutes,
        place=change.place if change else "",
        revision=change.revision if change else 0,
        cancelled=bool(change and change.cancelled),
        announced=change.made_at if change else wheel.announced,
    )
