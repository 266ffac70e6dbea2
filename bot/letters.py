"""A delivery → the message it says at this moment, or None when there is nothing left to say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot import (
    agenda,
    agreements,
    amendments,
    arrivals,
    concerns,
    event_facts,
    meetings,
    missed,
    offices,
    people,
    praise,
)
from bot.desk import Desk
from bot.event_facts import Facts
from messages.addressing import (
    Channel,
    Incoming,
    Individual,
    Municipality,
    Office,
    Recipient,
    office,
    recipient,
)
from messages.agreement import Ask
from messages.message import Message
from messages.rendering import render
from schedules.delivery import Delivery
from schedules.events import Event
from schedules.kinds import Kind
from schedules.memory import remembered
from schedules.terms import in_quiet_period


def letter(desk: Desk, delivery: Delivery) -> Message | None:
    """The message as the agreement, the offices and the calendar make it now.

    None where it no longer makes sense: a reminder of a cancelled event, praise that was declined.
    Raises LookupError where what it is about cannot be found.
    """
    if delivery.kind not in _FACTS:
        return _event_letter(desk, delivery)
    facts = _FACTS[delivery.kind](desk, delivery)
    return None if facts is None else _rendered(desk, delivery.kind, facts)


def _rendered(desk: Desk, kind: Kind, facts: Facts) -> Message:
    titles = desk.municipality.titles
    return render(kind, today=desk.today, titles=titles, **common(desk), **facts)


def common(desk: Desk) -> dict[str, object]:
    """The facts that every template may use."""
    return {
        "municipality": desk.municipality,
        "agreement": desk.agreement,
    }


def _event_letter(desk: Desk, delivery: Delivery) -> Message | None:
    event, kind = meetings.find(desk, delivery.occurrence), delivery.kind
    news = kind is Kind.MEETING_CANCELLED
    if event.revision != delivery.revision or (event.cancelled and not news):
        return None
    if kind is Kind.PRINCIPLE and event_facts.principle_of(desk.agreement, event.original) is None:
        return None
    if kind is Kind.FEEDBACK_PROMPT and in_quiet_period(desk.today):
        return None
    private = not isinstance(delivery.recipient, Channel)
    items = tuple(_items(desk, event, delivery.recipient))
    view = _View(kind=kind, private=private, brief=delivery.edits is not None, items=items)
    return _seen(desk.session, desk.municipality, desk.now, delivery.occurrence, view)


@dataclass(frozen=True, kw_only=True)
class _View:
    """What is not the same for all who hear of an event."""

    kind: Kind
    private: bool
    brief: bool
    items: tuple[agenda.Written, ...]


@remembered
def _seen(
    session: Session, municipality: Municipality, now: datetime, occurrence: str, view: _View
) -> Message:
    """Written once for all who see the same."""
    desk = Desk(session=session, municipality=municipality, now=now)
    event = meetings.find(desk, occurrence)
    own = {"private": view.private, "brief": view.brief, "items": view.items}
    return _rendered(desk, view.kind, {**event_facts.of(desk, event), **own})


def _items(desk: Desk, event: Event, recipient: Recipient) -> list[agenda.Written]:
    """The points that the recipient may see; none in a channel."""
    match recipient:
        case Incoming() | Office():
            readers = offices.holders(desk.session, desk.municipality, recipient, desk.today)
        case Individual(id=number):
            readers = (people.known(desk.session, desk.municipality)[number],)
        case _:
            readers = ()
    return agenda.items(desk, event, readers[0]) if readers else []


def _praise_facts(desk: Desk, delivery: Delivery) -> Facts | None:
    given = praise.numbered(desk, _number(delivery))
    asks = delivery.kind is Kind.PRAISE_CONSENT
    if asks != (given.answer is None) or (not asks and praise.held_until(desk, given)):
        return None
    return {"praise": given}


def _concern_facts(desk: Desk, delivery: Delivery) -> Facts | None:
    concern = concerns.numbered(desk, _number(delivery))
    return {"concern": concern} if delivery.recipient == Individual(concern.holder.id) else None


def _amendment_facts(desk: Desk, delivery: Delivery) -> Facts | None:
    version = agreements.of_news(desk.session, desk.municipality, delivery.occurrence)
    return {"version": version, "changes": amendments.changes(desk, version)}


def _new_manager_facts(desk: Desk, delivery: Delivery) -> Facts | None:
    key, _, day = delivery.occurrence.rpartition("/")
    held = office(key.partition(":")[2])
    holders = offices.holders(desk.session, desk.municipality, held, desk.today)
    names = tuple(person.name for person in holders)
    if not names:
        return None
    asks = desk.agreement.asks.get(Ask.NEW_MANAGER)
    return {"office": held, "names": names, "since": date.fromisoformat(day), "asks": asks}


def _problem_facts(desk: Desk, delivery: Delivery) -> Facts | None:
    _, reason, subject = delivery.occurrence.rpartition("/")[0].split("/", 2)
    listed = missed.since(desk, datetime.fromisoformat(subject)) if reason == "missed" else []
    found = _subject(subject)
    return {
        "reason": reason,
        "office": found if isinstance(found, Office) else None,
        "purpose": found.purpose if isinstance(found, Channel) else None,
        "missed": listed[: missed.MOST_LISTED],
        "more": max(0, len(listed) - missed.MOST_LISTED),
        "person": _name(desk, found) if isinstance(found, Individual) else "",
    }


def _arrival_facts(desk: Desk, _delivery: Delivery) -> Facts | None:
    """None where all have been confirmed before anybody could read it."""
    found = arrivals.facts(desk)
    return found if found["rows"] else None


def _departure_facts(desk: Desk, delivery: Delivery) -> Facts:
    person = people.known(desk.session, desk.municipality)[_number(delivery)]
    chat = delivery.occurrence.split("/")[1]
    return {"person": person, "chat": chat, "offices": arrivals.offices_of(desk, person)}


def _no_facts(_desk: Desk, _delivery: Delivery) -> Facts:
    return {}


def _subject(address: str) -> Recipient | None:
    """Whom a problem is about, where it is about a recipient and not a kind of message."""
    try:
        return recipient(address)
    except ValueError:
        return None


def _name(desk: Desk, individual: Individual) -> str:
    return people.known(desk.session, desk.municipality)[individual.id].name


def _number(delivery: Delivery) -> int:
    return int(delivery.occurrence.rpartition("/")[2])


_FACTS: Mapping[Kind, Callable[[Desk, Delivery], Facts | None]] = {
    Kind.NEW_MANAGER_PLAN: _new_manager_facts,
    Kind.NEW_MANAGER_INVITE: _new_manager_facts,
    Kind.PRAISE_CONSENT: _praise_facts,
    Kind.PRAISE: _praise_facts,
    Kind.CONCERN: _concern_facts,
    Kind.AMENDMENT: _amendment_facts,
    Kind.PROBLEM: _problem_facts,
    Kind.ARRIVAL: _arrival_facts,
    Kind.CONFIRMED: _no_facts,
    Kind.DEPARTURE: _departure_facts,
    Kind.TRIAL: _no_facts,
}
