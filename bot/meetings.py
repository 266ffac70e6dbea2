"""Moving, cancelling and starting meetings, in one transaction with all that follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from bot import planner
from bot.desk import Desk
from messages.addressing import Incoming, Office, Recipient
from schedules import calendar, outbox
from schedules.events import Event
from schedules.kinds import Kind
from schedules.ladders import participants
from schedules.series import Change, Series


@dataclass(frozen=True, kw_only=True)
class Slot:
    """When and where something is held, in wall-clock time."""

    day: date
    at: time
    place: str


def move(desk: Desk, event: Event, slot: Slot, movers: Iterable[Office]) -> Event:
    """Hold an occurrence in another slot; the others of its series stay as they are.

    Pending reminders are withdrawn and planned anew, posts are rewritten, and everybody concerned
    but the movers is told at once. Answers the event as it now is.
    """
    moved = replace(event, day=slot.day, at=slot.at, place=slot.place, cancelled=False)
    return _change(desk, moved, Kind.MEETING_MOVED, movers)


def cancel(desk: Desk, event: Event, movers: Iterable[Office]) -> Event:
    """Call off an occurrence; what was said about it is withdrawn or rewritten, all are told."""
    return _change(desk, replace(event, cancelled=True), Kind.MEETING_CANCELLED, movers)


def start(desk: Desk, series: Series) -> None:
    """Start a series, with its reminders; IntegrityError where its key is taken."""
    calendar.add_series(desk.session, desk.municipality, series, desk.now)
    planner.plan(desk)


def find(desk: Desk, occurrence: str) -> Event:
    """The event as it stands today; NoSuchOccurrence where there is none."""
    return calendar.find(desk.session, desk.municipality, desk.agreement, occurrence)


def _change(desk: Desk, event: Event, news: Kind, movers: Iterable[Office]) -> Event:
    changed = replace(event, revision=event.revision + 1, announced=desk.now)
    concerned = _concerned(desk, changed, set(movers))
    calendar.change(desk.session, desk.municipality, changed, _as_change(changed, desk))
    outbox.withdraw(desk.session, desk.municipality.id, changed)
    outbox.edit_sent(desk.session, desk.municipality.id, changed, news, desk.now)
    planner.tell(desk, news, concerned, about=changed)
    planner.plan_event(desk, changed)
    return changed


def _as_change(event: Event, desk: Desk) -> Change:
    return Change(
        day=event.day,
        at=event.at,
        place=event.place,
        revision=event.revision,
        made_at=desk.now,
        cancelled=event.cancelled,
    )


def _concerned(desk: Desk, event: Event, movers: set[Office]) -> list[Recipient]:
    told = outbox.told(desk.session, desk.municipality.id, event)
    concerned = told | set(participants(event))
    return sorted((one for one in concerned if _office(one) not in movers), key=str)


def _office(recipient: Recipient) -> Recipient:
    return recipient.office if isinstance(recipient, Incoming) else recipient
