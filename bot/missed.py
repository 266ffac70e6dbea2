"""What was too late to be sent, as a list for the administrators: what it was, and for whom.

Never what a message says: some are about what one person had to say to another.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot import meetings, people
from bot.desk import Desk
from bot.problems import MISSED_IN
from messages.addressing import (
    Administrators,
    Channel,
    Incoming,
    Individual,
    Office,
    Purpose,
    Recipient,
)
from schedules import outbox
from schedules.calendar import NoSuchOccurrence
from schedules.delivery import Delivery
from schedules.events import EventKind
from schedules.kinds import Kind

MOST_LISTED = 20
"""How many are listed; of more than that only the number is told."""


@dataclass(frozen=True, kw_only=True)
class Whom:
    """One of those who should have had it: an office, a channel's purpose, or a person by name."""

    office: Office | None = None
    purpose: Purpose | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Missed:
    """What was missed about one event on a day, or about something that is no event."""

    kind: Kind
    event: EventKind | None
    day: date
    to: tuple[Whom, ...]


def since(desk: Desk, begins: datetime) -> list[Missed]:
    """What was missed from a moment and as long as one list covers, oldest first."""
    found = outbox.missed(desk.session, desk.municipality.id, begins, begins + MISSED_IN)
    occurrences: dict[str, list[Delivery]] = {}
    for one in found:
        if one.kind is not Kind.PROBLEM:
            occurrences.setdefault(one.occurrence, []).append(one)
    return [_missed(desk, same) for same in occurrences.values()]


def _missed(desk: Desk, same: list[Delivery]) -> Missed:
    kind, day = _event(desk, same[0])
    to = dict.fromkeys(_whom(desk, one.recipient) for one in same)
    return Missed(kind=same[0].kind, event=kind, day=day, to=tuple(to))


def _event(desk: Desk, delivery: Delivery) -> tuple[EventKind | None, date]:
    try:
        event = meetings.find(desk, delivery.occurrence)
    except NoSuchOccurrence:
        return None, delivery.due_at.astimezone(desk.municipality.zone).date()
    return event.kind, event.day


def _whom(desk: Desk, recipient: Recipient) -> Whom:
    match recipient:
        case Channel(purpose=purpose):
            return Whom(purpose=purpose)
        case Individual(id=number):
            return Whom(name=people.known(desk.session, desk.municipality)[number].name)
        case Incoming(office=office) | (Office() as office):
            return Whom(office=office)
        case Administrators():
            return Whom(name="samspel")
