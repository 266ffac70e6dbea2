"""Everything that is to be said, into the outbox: the calendar's reminders and news at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot import agreements, channels, offices
from bot.desk import Desk
from messages.addressing import Recipient
from schedules import calendar, outbox
from schedules.events import Event
from schedules.kinds import Kind, policy
from schedules.ladders import Addressees
from schedules.reminders import LONGEST_AFTER, LONGEST_BEFORE, Due, due

HORIZON = timedelta(days=60)
"""How far ahead reminders stand in the outbox, so that a long stop loses none."""

OVERLAP = timedelta(hours=1)
"""How far back each plan looks again; what is there already stays as it is."""


def plan(desk: Desk) -> None:
    """Put the municipality's reminders of the next HORIZON in the outbox."""
    since, until = desk.now - OVERLAP, desk.now + HORIZON
    first, last = (since - LONGEST_AFTER).date(), (until + LONGEST_BEFORE).date()
    events = calendar.events(
        desk.session, desk.municipality, desk.agreement, since=first, until=last
    )
    news = agreements.news(desk.session, desk.municipality)
    _plan(desk, [*events, *news], since, until)


def plan_event(desk: Desk, event: Event) -> None:
    """Put one event's reminders in the outbox, as far ahead as they go."""
    _plan(desk, [event], desk.now, event.ends(desk.municipality.zone) + LONGEST_BEFORE)


def tell(
    desk: Desk,
    kind: Kind,
    recipients: Iterable[Recipient],
    *,
    about: str | Event,
    at: datetime | None = None,
) -> None:
    """Say something that has just come to be, now or `at` a moment, to each recipient.

    `about` is an event, or the occurrence that tells this message from others of its kind; the
    same message is sent once, however often it is told.
    """
    event = about if isinstance(about, Event) else None
    begins = event.begins(desk.municipality.zone) if event else None
    late = policy(kind).late
    moment = at or desk.now
    dues = [
        Due(
            at=moment,
            expires=moment + late if late is not None else begins or moment,
            kind=kind,
            occurrence=event.occurrence if event else str(about),
            revision=event.revision if event else 0,
            step="told",
            recipient=recipient,
            event_at=begins,
        )
        for recipient in recipients
    ]
    outbox.plan(desk.session, desk.municipality.id, dues)


def addressees(desk: Desk) -> Addressees:
    """Whom the municipality's messages can be for."""
    return Addressees(
        offices=offices.everyone(desk.session, desk.municipality),
        channels=frozenset(channels.connected(desk.session, desk.municipality)),
    )


def _plan(desk: Desk, events: Iterable[Event], since: datetime, until: datetime) -> None:
    zone = desk.municipality.zone
    found = due(events, addressees(desk), since=since, until=until, zone=zone)
    outbox.plan(desk.session, desk.municipality.id, found)
