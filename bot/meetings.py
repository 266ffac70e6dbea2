"""Moving, cancelling and starting meetings, in one transaction with all that follows from it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from bot import agreements, offices, planner
from bot.desk import Desk
from messages.addressing import SHARED, Individual, Municipality, Office, Recipient
from schedules import calendar, corrections, series
from schedules.events import MEETINGS, ROLE_TALKS, Event
from schedules.kinds import Kind
from schedules.ladders import participants
from schedules.memory import remembered
from schedules.series import Change, Series

A_YEAR = timedelta(days=370)
"""Far enough ahead for the next meeting of any series."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """When and where something is held, in wall-clock time."""

    day: date
    at: time
    place: str


def is_proposal(event: Event) -> bool:
    """Whether it is an event of the year whose day nobody has booked yet."""
    return event.kind not in MEETINGS and event.revision == 0


def move(desk: Desk, event: Event, slot: Slot, movers: Collection[Recipient]) -> Event:
    """Hold an occurrence in another slot; the others of its series stay as they are.

    Pending reminders are withdrawn and planned anew, posts are rewritten, and everybody concerned
    but the movers is told at once. Answers the event as it now is. Nothing happens where it is in
    that slot already, unless nobody has booked it yet.
    """
    moved = replace(event, day=slot.day, at=slot.at, place=slot.place, cancelled=False)
    if moved == event and not is_proposal(event):
        return event
    news = Kind.MEETING_BOOKED if is_proposal(event) else Kind.MEETING_MOVED
    return _change(desk, moved, news, movers)


def cancel(desk: Desk, event: Event, movers: Collection[Recipient]) -> Event:
    """Call off an occurrence; what was said about it is withdrawn or rewritten, all are told.

    Nothing happens where it is called off already.
    """
    if event.cancelled:
        return event
    return _change(desk, replace(event, cancelled=True), Kind.MEETING_CANCELLED, movers)


def start(desk: Desk, series: Series) -> None:
    """Start a series, with its reminders; IntegrityError where its key is taken."""
    calendar.add_series(desk.session, desk.municipality, series, desk.now)
    planner.plan(desk)


def end_series(desk: Desk, event: Event, movers: Collection[Recipient]) -> Event:
    """Hold neither the occurrence nor any later one of its series; those concerned are told.

    Answers the occurrence, called off.
    """
    calendar.end_series(desk.session, desk.municipality, event.series, event.original)
    corrections.unplan(desk.session, desk.municipality.id, event.series)
    ended = cancel(desk, event, movers)
    planner.plan(desk)
    return ended


def comes_again(desk: Desk, event: Event) -> bool:
    """Whether there are later occurrences when this one is called off."""
    if event.kind in ROLE_TALKS:
        return False
    known = {one.key: one.end for one in calendar.all_series(desk.session, desk.municipality)}
    end = known.get(event.series)
    return end is None or end > event.original


def upcoming(desk: Desk, ahead: timedelta) -> list[Event]:
    """All meetings so far ahead that are neither called off nor over, the next one first."""
    found = (
        event
        for value in calendar.all_series(desk.session, desk.municipality)
        for event in series.events(value, since=desk.today, until=desk.today + ahead)
    )
    zone = desk.municipality.zone
    left = (event for event in found if not event.cancelled and event.ends(zone) > desk.now)
    return sorted(left, key=lambda event: event.starts)


def find(desk: Desk, occurrence: str) -> Event:
    """The event as it stands today; NoSuchOccurrence where there is none."""
    return _found(desk.session, desk.municipality, desk.today, occurrence)


@remembered
def _found(session: Session, municipality: Municipality, today: date, occurrence: str) -> Event:
    agreement = agreements.on(session, municipality, today)
    return calendar.find(session, municipality, agreement, occurrence)


def _change(desk: Desk, event: Event, news: Kind, movers: Collection[Recipient]) -> Event:
    changed = replace(event, revision=event.revision + 1, announced=desk.now)
    concerned = [one for one in _concerned(desk, changed) if one not in movers]
    calendar.change(desk.session, desk.municipality, changed, _as_change(changed, desk))
    corrections.withdraw(desk.session, desk.municipality.id, changed)
    corrections.edit_sent(desk.session, desk.municipality.id, changed, news, desk.now)
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


def _concerned(desk: Desk, event: Event) -> list[Recipient]:
    """Those who meet, and those who have been told of it; in a shared office, each by number, so
    that the others hear what one of them has done.
    """
    told = corrections.told(desk.session, desk.municipality.id, event)
    found = {one for seat in {*told, *participants(event)} for one in _each(desk, seat)}
    return sorted(found, key=str)


def _each(desk: Desk, recipient: Recipient) -> Iterator[Recipient]:
    if isinstance(recipient, Office) and recipient.kind in SHARED:
        holders = offices.holders(desk.session, desk.municipality, recipient, desk.today)
        yield from (Individual(person.id) for person in holders)
    else:
        yield recipient
