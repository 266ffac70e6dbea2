"""What can be said of an event: who meets, when, about what, and which rule asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot import agenda, meetings, offices, unclear
from bot.desk import Desk
from messages import terms
from messages.addressing import Incoming, Office
from messages.agreement import Agreement, Rule
from schedules import wheel
from schedules.events import MEETINGS, PAIRS, ROLE_TALKS, Event, EventKind

Facts = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """An office that takes part in a meeting, and the names of those who hold it."""

    office: Office
    names: tuple[str, ...]


def attendees(desk: Desk, event: Event) -> list[Attendee]:
    """Who meets at the event, by name: whoever holds the office on the day it is held."""
    return [Attendee(office=held, names=_names(desk, event, held)) for held in event.participants]


def of(desk: Desk, event: Event) -> Facts:
    """What can be said of an event, and of who meets."""
    return {
        **without_people(event, desk.agreement),
        "attendees": attendees(desk, event),
        "recurring": meetings.comes_again(desk, event),
        "agenda": agenda.standing(desk, event),
        "unclear": unclear.for_review(desk, event),
    }


def without_people(event: Event, agreement: Agreement) -> Facts:
    """What can be said of an event without knowing who holds which office."""
    return {
        "event": event,
        "attendees": [Attendee(office=held, names=()) for held in event.participants],
        "pair": event.kind in PAIRS,
        "meets": event.kind in MEETINGS,
        "recurring": event.kind not in ROLE_TALKS,
        "private": True,
        "brief": False,
        "agenda": terms.agenda(event.kind),
        "items": (),
        "asks": _asking_rule(event, agreement),
        "questions": agreement.talking_points,
        "rule": principle_of(agreement, event.original),
        "unclear": (),
    }


def principle_of(agreement: Agreement, day: date) -> Rule | None:
    """The rule whose turn it is on a day: one a month, through all of them, then again."""
    rules = agreement.principles
    return rules[(day.year * 12 + day.month) % len(rules)] if rules else None


def _names(desk: Desk, event: Event, held: Office) -> tuple[str, ...]:
    talk = event.kind is EventKind.ROLE_TALK
    seat, day = (Incoming(held), desk.today) if talk else (held, event.day)
    found = offices.holders(desk.session, desk.municipality, seat, day)
    return tuple(person.name for person in found)


def _asking_rule(event: Event, agreement: Agreement) -> Rule | None:
    """The rule that asks for such an event; None where it is the municipality's own choice."""
    for ask, rule in agreement.asks.items():
        if event.kind in wheel.EVENTS.get(ask, (ask,)):
            return rule
    return None
