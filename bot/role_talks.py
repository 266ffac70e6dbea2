"""The talk about roles when one of two office-holders changes, and its follow-up."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from bot import meetings, planner
from bot.desk import Desk
from bot.holdings import Holding, Term
from messages.addressing import Incoming, Individual, Office, OfficeKind, Recipient
from messages.agreement import Ask
from schedules import calendar, defaults
from schedules.events import PAIRS, ROLE_TALKS, Event, EventKind
from schedules.kinds import Kind
from schedules.recurrence import Once
from schedules.series import Series, occurrence
from schedules.workdays import after_quiet, reminder_day, workdays_after, workdays_before

TALK_WITHIN = 5
"""Working days within which a role talk is proposed, and how long before the work begins."""

FOLLOW_UP = timedelta(days=100)
"""When the two look back at their role talk, counted from the first day in office."""

_TIMES = tuple(time(hour) for hour in range(9, 17))
"""When the role talks of one new holder are proposed, one after the other on the same day."""

_SPARE_TIME = time(16)
"""When a chair, who usually has another job, is met."""


def partners(desk: Desk, office: Office) -> tuple[Office, ...]:
    """Those that the office meets in pairs, each once, in the order that their series came."""
    met = (
        other
        for series in calendar.all_series(desk.session, desk.municipality)
        if series.kind in PAIRS - ROLE_TALKS and office in series.participants
        for other in series.participants
        if other != office
    )
    return tuple(dict.fromkeys(met))


def propose(desk: Desk, holding: Holding) -> None:
    """Put a role talk with each partner in the calendar, and tell the two of it.

    Before the first day where there is time for it, else within TALK_WITHIN working days.
    """
    choices = calendar.choices(desk.session, desk.municipality)
    if not defaults.is_on(Ask.ROLE_TALK, desk.agreement, choices):
        return
    day, later = _talk_day(desk, holding.term), after_quiet(holding.term.starts + FOLLOW_UP)
    for partner, at in zip(partners(desk, holding.office), _TIMES, strict=False):
        talk = _talk(EventKind.ROLE_TALK, partner, holding, day, at)
        meetings.start(desk, talk)
        meetings.start(desk, _talk(EventKind.ROLE_TALK_FOLLOW_UP, partner, holding, later, at))
        recipients = (Incoming(holding.office), Incoming(partner))
        planner.tell(desk, Kind.ROLE_TALK_PROPOSED, recipients, about=_occurrence(talk))


def call_off(desk: Desk, holding: Holding) -> None:
    """Cancel what is left of the role talks of a holding, and tell those who know of them.

    The one who was to take the office is told by number: the seat is another's by then.
    """
    for event in _talks(desk, holding):
        if not event.cancelled and event.day > desk.today:
            seats: set[Recipient] = {Incoming(holding.office), holding.office}
            cancelled = meetings.cancel(desk, event, seats)
            if event.kind is EventKind.ROLE_TALK:
                person = Individual(holding.person.id)
                planner.tell(desk, Kind.MEETING_CANCELLED, [person], about=cancelled)


def _talks(desk: Desk, holding: Holding) -> Iterator[Event]:
    for series in calendar.all_series(desk.session, desk.municipality):
        if series.kind in ROLE_TALKS and series.key.endswith(f":{holding.id}"):
            yield _occurrence(series)


def _talk_day(desk: Desk, term: Term) -> date:
    before = reminder_day(workdays_before(term.starts, TALK_WITHIN))
    soonest = workdays_after(desk.today, TALK_WITHIN)
    return before if before >= soonest else after_quiet(soonest)


def _talk(kind: EventKind, partner: Office, holding: Holding, day: date, at: time) -> Series:
    return Series(
        key=f"{kind}:{holding.office}+{partner}:{holding.id}",
        kind=kind,
        participants=(holding.office, partner),
        recurrence=Once(on=day),
        start=day,
        at=_SPARE_TIME if OfficeKind.CHAIR in {holding.office.kind, partner.kind} else at,
        minutes=60,
    )


def _occurrence(talk: Series) -> Event:
    event = occurrence(talk, talk.start)
    assert event is not None  # noqa: S101 - its one date is a working day
    return event
