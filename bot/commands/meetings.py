"""My meetings: see, move, cancel, put on the agenda, note, start a series."""

from collections.abc import Mapping
from datetime import timedelta

from bot import agenda, meetings, pairs, rights
from bot.commands.saying import Refused, Wrong, ask, say
from bot.conversation import Conversation, Reply
from bot.event_facts import attendees
from bot.meetings import Slot
from messages import dates
from schedules import defaults
from schedules.calendar import NoSuchOccurrence
from schedules.events import PAIRS, Event
from schedules.sending_hours import instant

AHEAD = timedelta(days=190)
"""How far ahead my meetings are listed."""

MOST_LISTED = 5
FURTHEST = timedelta(days=370)
"""How far from the day it was first for a meeting may be moved."""

LONGEST_AGO = timedelta(days=3660)
"""How old an agreement between two may be when its day is given."""


def mine(conversation: Conversation, _rest: str) -> Reply:
    """The next meetings of the offices that the person holds or books for."""
    events = _upcoming(conversation)
    desk = conversation.desk
    return say(
        conversation,
        "meetings",
        rows=[
            {
                "event": event,
                "attendees": attendees(desk, event),
                "takes_part": rights.takes_part(conversation, event),
                "pair": _pair(conversation, event),
                "ends": defaults.is_own(event.series) and _first(event, events),
            }
            for event in events
        ],
    )


def move(conversation: Conversation, _rest: str) -> Reply:
    """Which of the next meetings to move."""
    return _which(conversation, "move")


def cancel(conversation: Conversation, _rest: str) -> Reply:
    """Which of the next meetings to cancel."""
    return _which(conversation, "cancel")


def next_agenda(conversation: Conversation, _rest: str) -> Reply:
    """The agenda of which of the next meetings."""
    return _which(conversation, "agenda")


def show_agenda(conversation: Conversation, occurrence: str) -> Reply:
    """A meeting's agenda with the points and notes that the person may see."""
    event = _attended(conversation, occurrence)
    desk = conversation.desk
    return say(
        conversation,
        "agenda",
        event=event,
        agenda=agenda.standing(desk, event),
        items=agenda.items(desk, event, conversation.person),
        notes=agenda.notes(desk, event, conversation.person),
    )


def open_move(conversation: Conversation, occurrence: str) -> Reply:
    """The form for another day, time or place."""
    event = booked(conversation, occurrence)
    return ask(conversation, "move", event=event, proposal=meetings.is_proposal(event))


def submit_move(conversation: Conversation, occurrence: str, values: Mapping[str, str]) -> Reply:
    """Move the event; the form's errors stand at their fields."""
    event = booked(conversation, occurrence)
    slot = _slot(conversation, event, values)
    moved = meetings.move(conversation.desk, event, slot, conversation.reached_as)
    if moved == event:
        raise Refused("unchanged", event=event)
    return say(conversation, "moved", event=moved, proposal=meetings.is_proposal(event))


def open_cancel(conversation: Conversation, occurrence: str) -> Reply:
    """The form that asks once more."""
    event = booked(conversation, occurrence)
    return ask(
        conversation,
        "cancel",
        event=event,
        recurring=meetings.comes_again(conversation.desk, event),
    )


def submit_cancel(conversation: Conversation, occurrence: str, _values: Mapping[str, str]) -> Reply:
    """Call the event off."""
    event = booked(conversation, occurrence)
    cancelled = meetings.cancel(conversation.desk, event, conversation.reached_as)
    return say(conversation, "cancelled", event=cancelled)


def open_item(conversation: Conversation, occurrence: str) -> Reply:
    """The form for one more point."""
    return ask(conversation, "agenda_item", event=_to_come(conversation, occurrence))


def submit_item(conversation: Conversation, occurrence: str, values: Mapping[str, str]) -> Reply:
    """Put the point on the agenda, and show the agenda."""
    event = _to_come(conversation, occurrence)
    if not agenda.add_item(conversation.desk, event, conversation.person, values["text"]):
        raise Wrong(text="full")
    return show_agenda(conversation, occurrence)


def open_note(conversation: Conversation, occurrence: str) -> Reply:
    """The form for what the two agreed."""
    return ask(conversation, "note", event=_held(conversation, occurrence))


def submit_note(conversation: Conversation, occurrence: str, values: Mapping[str, str]) -> Reply:
    """Keep what the two agreed, for the two."""
    event = _held(conversation, occurrence)
    agenda.add_note(conversation.desk, event, conversation.person, values["text"])
    return say(conversation, "noted", event=event)


def open_pair(conversation: Conversation, occurrence: str) -> Reply:
    """The form for when the two made their agreement."""
    return ask(conversation, "pair_agreement", event=_between_two(conversation, occurrence))


def submit_pair(conversation: Conversation, occurrence: str, values: Mapping[str, str]) -> Reply:
    """Keep the date of the two's agreement."""
    event = _between_two(conversation, occurrence)
    made_on = dates.read_day(values["day"])
    if made_on > conversation.desk.today:
        raise Wrong(day="future")
    if made_on < conversation.desk.today - LONGEST_AGO:
        raise Wrong(day="long_ago")
    first, second = event.participants
    pairs.settle(conversation.desk, first, second, made_on)
    return say(conversation, "pair_settled", event=event, made_on=made_on)


def _which(conversation: Conversation, action: str) -> Reply:
    events = _upcoming(conversation)
    if action == "agenda":
        events = [event for event in events if rights.takes_part(conversation, event)]
    if not events:
        raise Refused("no_meetings")
    return say(conversation, "which_meeting", events=events, action=action)


def _upcoming(conversation: Conversation) -> list[Event]:
    found = meetings.upcoming(conversation.desk, AHEAD)
    return [event for event in found if rights.may_book(conversation, event)][:MOST_LISTED]


def _first(event: Event, events: list[Event]) -> bool:
    """Whether no earlier event of the list is of the same series."""
    return event == next(one for one in events if one.series == event.series)


def _pair(conversation: Conversation, event: Event) -> pairs.PairAgreement | None:
    if event.kind not in PAIRS or not rights.takes_part(conversation, event):
        return None
    first, second = event.participants
    return pairs.of(conversation.desk, first, second)


def _slot(conversation: Conversation, event: Event, values: Mapping[str, str]) -> Slot:
    desk = conversation.desk
    day, at = dates.read_day(values["day"]), dates.read_time(values["at"])
    if day < desk.today:
        raise Wrong(day="past")
    if abs(day - event.original) > FURTHEST:
        raise Wrong(day="far")
    if instant(day, at, desk.municipality.zone) < desk.now:
        raise Wrong(at="past")
    return Slot(day=day, at=at, place=values["place"])


def booked(conversation: Conversation, occurrence: str) -> Event:
    """An event to come that the person may book; Refused where it is none."""
    event = _event(conversation, occurrence)
    if not rights.may_book(conversation, event):
        raise Refused
    if event.ends(conversation.desk.municipality.zone) < conversation.desk.now:
        raise Refused("over", event=event)
    return event


def _attended(conversation: Conversation, occurrence: str) -> Event:
    event = _event(conversation, occurrence)
    if not rights.takes_part(conversation, event):
        raise Refused
    return event


def _to_come(conversation: Conversation, occurrence: str) -> Event:
    """A meeting that the person will be at."""
    event = _attended(conversation, occurrence)
    if event.cancelled:
        raise Refused("called_off", event=event)
    if event.ends(conversation.desk.municipality.zone) < conversation.desk.now:
        raise Refused("over", event=event)
    return event


def _held(conversation: Conversation, occurrence: str) -> Event:
    """A meeting between two that has begun."""
    event = _between_two(conversation, occurrence)
    if event.cancelled:
        raise Refused("called_off", event=event)
    if event.begins(conversation.desk.municipality.zone) > conversation.desk.now:
        raise Refused("not_yet", event=event)
    return event


def _between_two(conversation: Conversation, occurrence: str) -> Event:
    event = _attended(conversation, occurrence)
    if event.kind not in PAIRS:
        raise Refused
    return event


def _event(conversation: Conversation, occurrence: str) -> Event:
    try:
        return meetings.find(conversation.desk, occurrence)
    except NoSuchOccurrence:
        raise Refused("gone") from None
