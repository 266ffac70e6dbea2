"""What will be said between two days, as it looks now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from bot import agreements, channels, event_facts, founding, offices
from bot.event_facts import Facts
from messages import versions
from messages.addressing import STOCKHOLM, Municipality, Office, Purpose
from messages.agreement import Agreement, Ask
from messages.changes import compare
from messages.rendering import render
from schedules import calendar, defaults, series, wheel
from schedules.events import Event, EventKind
from schedules.ladders import Addressees
from schedules.reminders import LONGEST_AFTER, LONGEST_BEFORE, Due, due
from schedules.sending_hours import instant
from schedules.wheel import Wheel


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message to one or more recipients; `at` shows the municipality's own time."""

    at: datetime
    kind: str
    subject: str
    to: tuple[str, ...]
    title: str


def forecast(session: Session, municipality: Municipality, first: date, last: date) -> list[Said]:
    """From the database, the days included, in time order."""
    wide = {"since": first - LONGEST_AFTER, "until": last + LONGEST_BEFORE}
    agreement = agreements.on(session, municipality, first)
    events = calendar.events(session, municipality, agreement, **wide)
    addressees = Addressees(
        offices=offices.everyone(session, municipality),
        channels=frozenset(channels.connected(session, municipality)),
    )
    found = agreements.everyone(session, municipality)
    news = agreements.news(session, municipality)
    return _said(municipality, [*events, *news], addressees, found, (first, last))


def forecast_of_defaults(found: Sequence[Agreement], first: date, last: date) -> list[Said]:
    """From a shipped agreement and the defaults, as a newly founded municipality would have it."""
    agreement = versions.on(found, first) or found[0]
    since, until = first - LONGEST_AFTER, last + LONGEST_BEFORE
    events = [
        event
        for one in defaults.series(agreement, since)
        for event in series.events(one, since=since, until=until)
    ]
    year = Wheel(asks=frozenset(ask for ask in Ask if defaults.is_on(ask, agreement)))
    events += wheel.events(year, since=since, until=until)
    kinds = (*founding.OFFICES, *founding.PER_COMMITTEE)
    addressees = Addressees(
        offices=tuple(Office(kind) for kind in kinds), channels=frozenset(Purpose)
    )
    name = found[0].municipality
    municipality = Municipality(slug=name, name=name, zone=STOCKHOLM)
    return _said(municipality, events, addressees, found, (first, last))


def _said(
    municipality: Municipality,
    events: Iterable[Event],
    addressees: Addressees,
    found: Sequence[Agreement],
    days: tuple[date, date],
) -> list[Said]:
    known = {event.occurrence: event for event in events}
    zone = municipality.zone
    dues = due(
        known.values(),
        addressees,
        since=instant(days[0], time(0), zone),
        until=instant(days[1] + timedelta(days=1), time(0), zone),
        zone=zone,
    )
    return [
        _one(municipality, known[occurrence], list(group), found)
        for (_, _, occurrence), group in groupby(dues, key=_together)
    ]


def _together(one: Due) -> tuple[datetime, str, str]:
    return one.at, one.kind, one.occurrence


def _one(
    municipality: Municipality, event: Event, dues: Sequence[Due], found: Sequence[Agreement]
) -> Said:
    at = dues[0].at.astimezone(municipality.zone)
    agreement = versions.on(found, at.date()) or found[0]
    message = render(
        dues[0].kind,
        today=at.date(),
        municipality=municipality,
        titles=municipality.titles,
        agreement=agreement,
        **event_facts.without_people(event, agreement),
        **_changes(event, agreement, found),
    )
    return Said(
        at=at,
        kind=dues[0].kind,
        subject=event.occurrence,
        to=tuple(str(one.recipient) for one in dues),
        title=message.title,
    )


def _changes(event: Event, version: Agreement, found: Sequence[Agreement]) -> Facts:
    """What the news of an amendment tells: the version of that day against the one before it."""
    if event.kind is not EventKind.AMENDMENT:
        return {}
    before = versions.before(found, version) or version
    return {"version": version, "changes": compare(before, version)}
