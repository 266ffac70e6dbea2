"""The year's wheel, what is switched on in it, and new series of meetings."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from bot import meetings, offices, planner, rights
from bot.commands.saying import Refused, Wrong, ask, say
from bot.conversation import Conversation, Reply
from messages import terms
from messages.addressing import Office, office
from messages.agreement import Ask
from messages.form import Option
from messages.wheel_picture import Mark, draw
from schedules import calendar, defaults, outbox, wheel
from schedules.events import Event, EventKind
from schedules.kinds import Kind
from schedules.recurrence import MonthlyByDate, MonthlyByWeekday, Recurrence, Weekly, Yearly
from schedules.series import Series, events
from schedules.workdays import RedDays

YEAR = timedelta(days=365)
SHORTEST, LONGEST = 10, 480
"""Minutes that a meeting may last."""

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
    marks = [Mark(day=event.day, label=terms.meeting(event.kind)) for event in shown]
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
    if name not in {ask.value for ask in wheel.EVENTS} or state not in {"on", "off"}:
        raise Refused("gone")
    desk = conversation.desk
    calendar.choose(desk.session, desk.municipality, Ask(name), on=state == "on")
    desk.session.flush()
    for kind in wheel.EVENTS[Ask(name)]:
        outbox.withdraw_series(desk.session, desk.municipality.id, kind)
    planner.plan(desk)
    return year(conversation, "")


def open_series(conversation: Conversation, _rest: str) -> Reply:
    """The form for a new series of meetings between two offices."""
    if not rights.may_start_series(conversation):
        raise Refused
    desk = conversation.desk
    choices = [
        Option(value=str(held), label=terms.office(held, desk.municipality.titles))
        for held in offices.everyone(desk.session, desk.municipality)
    ]
    return ask(conversation, "series", offices=choices)


def submit_series(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Start the series and tell those who are to meet."""
    if not rights.may_start_series(conversation):
        raise Refused
    desk, participants = conversation.desk, _participants(values)
    start = date.fromisoformat(values["start"])
    if start < desk.today:
        raise Wrong(start="past")
    series = Series(
        key=_new_key(conversation, participants),
        kind=_kind(participants),
        participants=participants,
        recurrence=_recurrence(values["repeat"], start),
        start=start,
        at=time.fromisoformat(values["at"]),
        minutes=_minutes(values["minutes"]),
        place=values["place"],
        red_days=RedDays(values["red_days"]),
    )
    meetings.start(desk, series)
    first = next(events(series, since=desk.today, until=start + 2 * YEAR), None)
    if first is None:
        raise Wrong(start="never")
    others = [held for held in participants if held not in conversation.offices]
    planner.tell(desk, Kind.MEETING_BOOKED, others, about=first)
    return say(conversation, "series_started", event=first)


def _participants(values: Mapping[str, str]) -> tuple[Office, Office]:
    if values["first"] == values["second"]:
        raise Wrong(second="same")
    return office(values["first"]), office(values["second"])


def _kind(participants: tuple[Office, ...]) -> EventKind:
    kinds = {held.kind.value for held in participants}
    if kinds == {"kso", "kd"}:
        return EventKind.DIALOGUE
    if kinds == {"opposition", "kd"}:
        return EventKind.OPPOSITION_DIALOGUE
    if kinds == {"chair", "department_head"}:
        return EventKind.CHAIR_DIALOGUE
    return EventKind.OTHER_MEETING


def _new_key(conversation: Conversation, participants: tuple[Office, ...]) -> str:
    desk = conversation.desk
    taken = {series.key for series in calendar.all_series(desk.session, desk.municipality)}
    stem = "+".join(str(held) for held in participants)
    return next(key for number in range(1, 1000) if (key := f"{stem}:{number}") not in taken)


def _recurrence(repeat: str, start: date) -> Recurrence:
    nth = (start.day - 1) // 7 + 1
    choices: dict[str, Recurrence] = {
        "weekly": Weekly(weekday=start.weekday()),
        "fortnightly": Weekly(weekday=start.weekday(), every=2),
        "monthly_weekday": MonthlyByWeekday(weekday=start.weekday(), nth=nth),
        "monthly_date": MonthlyByDate(day=start.day),
        "every_other_month": MonthlyByWeekday(weekday=start.weekday(), nth=nth, every=2),
        "yearly": Yearly(month=start.month, day=start.day),
    }
    return choices[repeat]


def _minutes(value: str) -> int:
    if not value.isdecimal() or not SHORTEST <= int(value) <= LONGEST:
        raise Wrong(minutes="not_minutes")
    return int(value)


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
    choices = calendar.choices(desk.session, desk.municipality)
    return [
        {
            "ask": ask,
            "on": defaults.is_on(ask, desk.agreement, choices),
            "rule": desk.agreement.asks.get(ask),
        }
        for ask in wheel.EVENTS
    ]
