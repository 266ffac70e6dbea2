"""Events and a window → what falls due in it, and to which recipient."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from messages.addressing import Recipient
from schedules.events import Event
from schedules.kinds import Kind, policy
from schedules.ladders import LADDERS, Addressees, Step, Unit, recipients
from schedules.sending_hours import MEETING_DAY_HOURS, Hours, hours_of, instant

LONGEST_BEFORE = timedelta(days=400)
"""No reminder is sent longer before its event than this (the 52 weeks of the training, and the
weeks that a summer moves them)."""

LONGEST_AFTER = timedelta(days=30)
"""No reminder is sent longer after its event began than this (the survey's day 14)."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """One message to one recipient.

    `at` is when it is to be sent, `expires` when it no longer makes sense (both UTC). The other
    fields together make the message exist once: planning it again gives the same ones.
    """

    at: datetime
    expires: datetime
    kind: Kind
    occurrence: str
    revision: int
    step: str
    recipient: Recipient
    event_at: datetime | None = None


def due(
    events: Iterable[Event],
    addressees: Addressees,
    *,
    since: datetime,
    until: datetime,
    zone: ZoneInfo,
) -> list[Due]:
    """Everything that falls due in [since, until), in time order.

    Cancelled events have no reminders, and none is due before its event was announced. Give
    events from LONGEST_AFTER before the window to LONGEST_BEFORE after it.
    """
    found = [
        due
        for event in events
        if not event.cancelled
        for due in _of(event, addressees, zone)
        if since <= due.at < until and due.at >= (event.announced or since)
    ]
    return sorted(found, key=lambda due: (due.at, due.occurrence, due.step, str(due.recipient)))


def _of(event: Event, addressees: Addressees, zone: ZoneInfo) -> Iterator[Due]:
    begins = event.begins(zone)
    for step in LADDERS[event.kind]:
        for recipient in recipients(step, event, addressees):
            at = _moment(step, event, recipient, zone)
            if at < begins - LONGEST_BEFORE:
                continue
            late = policy(step.kind).late
            yield Due(
                at=at,
                expires=begins if late is None else at + late,
                kind=step.kind,
                occurrence=event.occurrence,
                revision=event.revision,
                step=step.name,
                recipient=recipient,
                event_at=begins,
            )


def _moment(step: Step, event: Event, recipient: Recipient, zone: ZoneInfo) -> datetime:
    if step.unit is Unit.AT_END:
        return event.ends(zone)
    day, hours = step.day(event), hours_of(recipient)
    if step.unit is Unit.AT_START:
        return instant(day, _within(event.at, hours), zone)
    return instant(day, (MEETING_DAY_HOURS if day == event.day else hours).first, zone)


def _within(at: time, hours: Hours) -> time:
    return at if hours.first <= at < hours.last else hours.first
