"""A new holder of an office, and what follows from it: role talks, renewal, training."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from bot import meetings, offices, pairs, planner
from bot.desk import Desk
from bot.offices import Capacity, Holding, Term
from bot.people import Person
from messages.addressing import Incoming, Office, OfficeKind
from messages.agreement import Ask
from schedules import calendar, defaults
from schedules.events import PAIRS, ROLE_TALKS, Event, EventKind
from schedules.kinds import Kind
from schedules.recurrence import Once
from schedules.series import Series, occurrence
from schedules.workdays import is_quiet, workday_from, workdays_after, workdays_before

MANAGERS = frozenset({OfficeKind.DEPARTMENT_HEAD, OfficeKind.UNIT_HEAD, OfficeKind.CEO})

TALK_WITHIN = 5
"""Working days within which a role talk is proposed, and how long before the work begins."""

_TIMES = tuple(time(hour) for hour in range(9, 17))
"""When the role talks of one new holder are proposed, one after the other on the same day."""

_SPARE_TIME = time(16)
"""When a chair, who usually has another job, is met."""

FOLLOW_UP = timedelta(days=100)
"""When the two look back at their role talk, counted from the first day in office."""

TRAINING_WITHIN = timedelta(days=90)
"""How long after their first day new managers are still offered training."""


def take_office(desk: Desk, office: Office, person: Person, term: Term) -> Holding:
    """Store that somebody takes an office, and propose what should follow.

    For each series of meetings between two that the office takes part in: the pair's agreement is
    marked for renewal, and a role talk (before the first day, where that is still possible) and
    its follow-up are put in the calendar. Somebody who only stands in for a time changes nothing.

    Raises OverlappingTerm as offices.appoint does; then nothing is stored.
    """
    known = _known(desk, office, person)
    holding = offices.appoint(desk.session, desk.municipality, office, person, term)
    if not _stands_in(term) and not known:
        for partner, at in zip(_partners(desk, office), _TIMES, strict=False):
            pairs.mark_for_renewal(desk, office, partner, term.starts)
            _propose_role_talk(desk, partner, holding, at)
        _offer_training(desk, office, term)
    return holding


def _stands_in(term: Term) -> bool:
    """Whether the office is only looked after: by a deputy, or acting until a day that is set."""
    acting = term.capacity is Capacity.ACTING and term.ends is not None
    return acting or term.capacity is Capacity.DEPUTY


def _known(desk: Desk, office: Office, person: Person) -> bool:
    """Whether the person has held the office lately, in whatever way: an acting KD who stays."""
    recently = desk.today - FOLLOW_UP
    return any(
        holding.person.id == person.id and (holding.term.ends or date.max) >= recently
        for holding in offices.holdings_of(desk.session, desk.municipality, office)
    )


def _partners(desk: Desk, office: Office) -> Iterator[Office]:
    for series in calendar.all_series(desk.session, desk.municipality):
        if series.kind in PAIRS - ROLE_TALKS and office in series.participants:
            yield from (other for other in series.participants if other != office)


def _propose_role_talk(desk: Desk, partner: Office, holding: Holding, at: time) -> None:
    choices = calendar.choices(desk.session, desk.municipality)
    if not defaults.is_on(Ask.ROLE_TALK, desk.agreement, choices):
        return
    talk = _talk(EventKind.ROLE_TALK, partner, holding, _talk_day(desk, holding.term), at)
    if _occurrence(talk).day <= desk.today:
        return
    later = _after_quiet(holding.term.starts + FOLLOW_UP)
    meetings.start(desk, talk)
    meetings.start(desk, _talk(EventKind.ROLE_TALK_FOLLOW_UP, partner, holding, later, at))
    recipients = (Incoming(holding.office), Incoming(partner))
    planner.tell(desk, Kind.ROLE_TALK_PROPOSED, recipients, about=_occurrence(talk))


def _talk_day(desk: Desk, term: Term) -> date:
    """Before the first day where there is time for it, else within TALK_WITHIN working days."""
    before = workdays_before(term.starts, TALK_WITHIN)
    soonest = workdays_after(desk.today, TALK_WITHIN)
    return before if before >= soonest else _after_quiet(soonest)


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


def _after_quiet(day: date) -> date:
    while is_quiet(day):
        day += timedelta(days=1)
    return workday_from(day)


def _offer_training(desk: Desk, office: Office, term: Term) -> None:
    choices = calendar.choices(desk.session, desk.municipality)
    late = term.starts + TRAINING_WITHIN < desk.today
    if office.kind not in MANAGERS or late:
        return
    if defaults.is_on(Ask.NEW_MANAGER, desk.agreement, choices):
        day = max(term.starts, desk.today)
        event = Event(
            kind=EventKind.NEW_MANAGER,
            occurrence=f"{EventKind.NEW_MANAGER}:{office}/{day}",
            day=day,
            at=time(8),
            participants=(office,),
        )
        planner.plan_event(desk, event)
