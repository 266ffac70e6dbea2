"""The year's wheel, and what is switched on in it."""

from datetime import date, time, timedelta

from bot import choices, rights
from bot.commands.saying import Refused, say
from bot.conversation import Conversation, Reply
from messages import terms
from messages.agreement import Ask
from messages.wheel_picture import Mark, draw
from schedules import calendar, defaults, wheel
from schedules.events import Event, EventKind

YEAR = timedelta(days=365)
_EVERY_MEETING = frozenset({EventKind.PRINCIPLE, EventKind.FEEDBACK})


def year(conversation: Conversation, _rest: str) -> Reply:
    """The year ahead, as a picture and in words, and what can be switched on or off."""
    desk = conversation.desk
    found = list(
        calendar.events(
            desk.session,
            desk.municipality,
            desk.agreement,
            since=desk.today,
            until=desk.today + YEAR,
        )
    )
    shown = sorted((event for event in found if _visible(conversation, event)), key=_when)
    kinds = list(dict.fromkeys(event.kind for event in shown))
    marks = [
        Mark(day=event.day, label=terms.meeting(event.kind), number=kinds.index(event.kind) + 1)
        for event in shown
    ]
    return say(
        conversation,
        "year",
        rows=_rows(shown),
        picture=draw(marks, desk.today),
        switches=_switches(conversation),
        administers=rights.administers(conversation),
    )


def switch(conversation: Conversation, value: str) -> Reply:
    """Switch something in the year on or off ("survey:on")."""
    name, _, state = value.partition(":")
    if not rights.administers(conversation):
        raise Refused
    if name not in set(Ask) or state not in {"on", "off"}:
        raise Refused("gone")
    choices.switch(conversation.desk, Ask(name), on=state == "on")
    return year(conversation, "")


def _visible(conversation: Conversation, event: Event) -> bool:
    """Everybody sees the municipality's year; a meeting is seen by those who can book it."""
    if event.cancelled or event.kind in _EVERY_MEETING:
        return False
    return event.kind in wheel.KINDS or rights.may_book(conversation, event)


def _rows(shown: list[Event]) -> list[dict[str, object]]:
    """The events by kind, in the order of the first of each."""
    kinds = dict.fromkeys(event.kind for event in shown)
    return [
        {"kind": kind, "events": [event for event in shown if event.kind is kind]} for kind in kinds
    ]


def _when(event: Event) -> tuple[date, time]:
    return event.day, event.at


def _switches(conversation: Conversation) -> list[dict[str, object]]:
    desk = conversation.desk
    chosen = calendar.choices(desk.session, desk.municipality)
    return [
        {
            "ask": ask,
            "on": defaults.is_on(ask, desk.agreement, chosen),
            "rule": desk.agreement.asks.get(ask),
        }
        for ask in Ask
    ]
