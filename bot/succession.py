"""A new holder of an office, and what follows from it: role talks, renewal, training."""

from datetime import date, time, timedelta

from bot import offices, pairs, planner, role_talks
from bot.desk import Desk
from bot.holdings import Holding, Term
from bot.people import Person
from bot.role_talks import FOLLOW_UP
from messages.addressing import Office, OfficeKind
from messages.agreement import Ask
from schedules import calendar, defaults
from schedules.events import Event, EventKind

MANAGERS = frozenset({OfficeKind.DEPARTMENT_HEAD, OfficeKind.UNIT_HEAD, OfficeKind.CEO})

TRAINING_WITHIN = timedelta(days=90)
"""How long after their first day new managers are still offered training."""


def take_office(desk: Desk, office: Office, person: Person, term: Term) -> Holding:
    """Store that somebody takes an office, and propose what should follow.

    For each series of meetings between two that the office takes part in: the pair's agreement is
    marked for renewal, and a role talk and its follow-up are put in the calendar. Somebody who
    only stands in for a time changes nothing, nor does somebody who has held the office for long
    and is entered afterwards.

    Raises OverlappingTerm as offices.appoint does; then nothing is stored.
    """
    known = _known(desk, office, person)
    holding = offices.appoint(desk.session, desk.municipality, office, person, term)
    if not term.stands_in and not known and term.starts + FOLLOW_UP > desk.today:
        for partner in role_talks.partners(desk, office):
            pairs.mark_for_renewal(desk, office, partner, term.starts)
        role_talks.propose(desk, holding)
        _offer_training(desk, office, term)
    return holding


def withdraw(desk: Desk, holding: Holding) -> None:
    """Take back a holding that has not begun, with the role talks and renewals that came of it."""
    offices.withdraw(desk.session, desk.municipality, holding)
    role_talks.call_off(desk, holding)
    for partner in role_talks.partners(desk, holding.office):
        pairs.unmark(desk, holding.office, partner, holding.term.starts)


def _known(desk: Desk, office: Office, person: Person) -> bool:
    """Whether the person has held the office lately, in whatever way: an acting KD who stays."""
    recently = desk.today - FOLLOW_UP
    return any(
        holding.person.id == person.id and (holding.term.ends or date.max) >= recently
        for holding in offices.holdings_of(desk.session, desk.municipality, office)
    )


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
