"""Starting a new series of meetings between two offices, and ending one."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot import meetings, planner, rights
from bot.commands.meetings import booked
from bot.commands.offices import office_options
from bot.commands.saying import Refused, Wrong, ask, say
from bot.conversation import Conversation, Reply
from messages import dates
from messages.addressing import Office, OfficeKind, office
from schedules import calendar, defaults
from schedules.events import Event, EventKind
from schedules.kinds import Kind
from schedules.recurrence import MonthlyByDate, MonthlyByWeekday, Recurrence, Weekly, Yearly
from schedules.series import Series, events
from schedules.workdays import RedDays

TWO_YEARS = timedelta(days=731)
SHORTEST, LONGEST = 10, 480
"""Minutes that a meeting may last."""

_KINDS = {
    frozenset({OfficeKind.KSO, OfficeKind.KD}): EventKind.DIALOGUE,
    frozenset({OfficeKind.OPPOSITION, OfficeKind.KD}): EventKind.OPPOSITION_DIALOGUE,
    frozenset({OfficeKind.CHAIR, OfficeKind.DEPARTMENT_HEAD}): EventKind.CHAIR_DIALOGUE,
}


def open_series(conversation: Conversation, _rest: str) -> Reply:
    """The form for a new series of meetings between two offices."""
    if not rights.may_start_series(conversation):
        raise Refused
    mine = sorted(conversation.offices)
    return ask(
        conversation, "series", offices=office_options(conversation), mine=mine[0] if mine else ""
    )


def submit_series(conversation: Conversation, _subject: str, values: Mapping[str, str]) -> Reply:
    """Start the series and tell those who are to meet."""
    if not rights.may_start_series(conversation):
        raise Refused
    desk, participants = conversation.desk, _participants(values)
    start = dates.read_day(values["start"])
    if not rights.may_start_between(conversation, participants):
        raise Wrong(first="not_yours")
    if start < desk.today:
        raise Wrong(start="past")
    if start > desk.today + TWO_YEARS:
        raise Wrong(start="far")
    series = Series(
        key=_new_key(conversation, participants),
        kind=_kind(participants),
        participants=participants,
        recurrence=_recurrence(values["repeat"], start),
        start=start,
        at=dates.read_time(values["at"]),
        minutes=_minutes(values["minutes"]),
        place=values["place"],
        red_days=RedDays(values["red_days"]),
    )
    first = next(events(series, since=desk.today, until=start + TWO_YEARS), None)
    if first is None:
        raise Wrong(start="never")
    if _is_there(conversation, series):
        raise Refused("series_there", event=first)
    meetings.start(desk, series)
    others = [held for held in participants if held not in conversation.offices]
    planner.tell(desk, Kind.MEETING_BOOKED, others, about=first)
    return say(conversation, "series_started", event=first)


def open_end(conversation: Conversation, occurrence: str) -> Reply:
    """The form that asks once more before a series ends."""
    return ask(conversation, "end_series", event=_recurring(conversation, occurrence))


def submit_end(conversation: Conversation, occurrence: str, _values: Mapping[str, str]) -> Reply:
    """Hold neither this meeting nor any later one of its series."""
    event = _recurring(conversation, occurrence)
    ended = meetings.end_series(conversation.desk, event, conversation.reached_as)
    return say(conversation, "series_ended", event=ended)


def _recurring(conversation: Conversation, occurrence: str) -> Event:
    event = booked(conversation, occurrence)
    if not defaults.is_own(event.series) or not meetings.comes_again(conversation.desk, event):
        raise Refused("gone")
    return event


def _participants(values: Mapping[str, str]) -> tuple[Office, Office]:
    if values["first"] == values["second"]:
        raise Wrong(second="same")
    return office(values["first"]), office(values["second"])


def _is_there(conversation: Conversation, series: Series) -> bool:
    """Whether the same two meet at the same times already: a form that was sent twice."""
    desk = conversation.desk
    return any(
        (one.participants, one.recurrence, one.at)
        == (series.participants, series.recurrence, series.at)
        and one.start == series.start
        for one in calendar.all_series(desk.session, desk.municipality)
    )


def _kind(participants: tuple[Office, ...]) -> EventKind:
    kinds = frozenset(held.kind for held in participants)
    return _KINDS.get(kinds, EventKind.OTHER_MEETING)


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
