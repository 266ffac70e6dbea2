"""Which reminders each event has, how long before, and to whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from messages.addressing import (
    Channel,
    Incoming,
    Office,
    OfficeKind,
    Purpose,
    Recipient,
    Seat,
)
from schedules.events import Event, EventKind
from schedules.kinds import Kind
from schedules.terms import last_election
from schedules.workdays import after_quiet, is_quiet, reminder_day, workdays_before


class Unit(StrEnum):
    """What a step is counted in and from."""

    WORKDAYS_BEFORE = "workdays_before"
    WEEKS_BEFORE = "weeks_before"
    DAYS_AFTER = "days_after"
    """From the event's first day."""
    DAYS_AFTER_ELECTION = "days_after_election"
    """From the last election before the event."""
    AT_END = "at_end"
    """When the event ends."""
    AT_START = "at_start"
    """At the very time of the event, for what is itself a post."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One reminder: what it says, when, and to whom besides (or instead of) the participants.

    `until_booked` is for what asks somebody to book a day: not sent once a day has been.
    """

    kind: Kind
    unit: Unit
    number: int = 0
    offices: tuple[OfficeKind, ...] = ()
    channels: tuple[Purpose, ...] = ()
    participants: bool = False
    until_booked: bool = False

    @property
    def name(self) -> str:
        """The step's own name in its ladder; a delivery is recognised by it for ever."""
        return f"{self.kind}:{self.number}"

    def day(self, event: Event) -> date:
        """The day it falls due; moved to the working day before where people are off."""
        match self.unit:
            case Unit.WORKDAYS_BEFORE:
                return _near(workdays_before(event.day, self.number), event, self.number)
            case Unit.WEEKS_BEFORE:
                return reminder_day(event.day - timedelta(weeks=self.number))
            case Unit.DAYS_AFTER:
                return reminder_day(event.day + timedelta(days=self.number))
            case Unit.DAYS_AFTER_ELECTION:
                return reminder_day(last_election(event.day) + timedelta(days=self.number))
            case Unit.AT_END | Unit.AT_START:
                return event.day


_LAST_REMINDER = 2
"""A reminder this few working days before an event is the last one before it."""


def _near(day: date, event: Event, number: int) -> date:
    """A reminder that would come in the quiet weeks waits for their end rather than come weeks too
    early, perhaps to somebody who has left by then; the last one for the event's own morning.
    """
    if not is_quiet(day):
        return reminder_day(day)
    if number <= _LAST_REMINDER:
        return event.day
    later = after_quiet(day)
    return later if later < workdays_before(event.day, 1) else reminder_day(day)


@dataclass(frozen=True, kw_only=True)
class Addressees:
    """The offices that a municipality has, and the purposes it has a channel for."""

    offices: tuple[Office, ...]
    channels: frozenset[Purpose]


def recipients(step: Step, event: Event, addressees: Addressees) -> Iterator[Recipient]:
    """Whom a step is for in this municipality; nobody where it asks for what has been done."""
    if step.until_booked and event.revision:
        return
    if step.participants:
        yield from participants(event)
    for office in addressees.offices:
        if office.kind in step.offices and not (step.participants and office in event.participants):
            yield office
    yield from (Channel(purpose) for purpose in step.channels if purpose in addressees.channels)


def participants(event: Event) -> tuple[Seat, ...]:
    """Those who meet; a role talk is held with whoever is to take over the office."""
    if event.kind is EventKind.ROLE_TALK:
        return tuple(Incoming(office) for office in event.participants)
    return event.participants


def bookers(kind: EventKind) -> frozenset[OfficeKind]:
    """The offices that book such an event of the year: those its first reminder goes to."""
    return frozenset(LADDERS[kind][0].offices)


_LEADERS = (OfficeKind.KSO, OfficeKind.KD, OfficeKind.SECRETARIAT)
_PRESIDIA = (OfficeKind.COUNCIL_PRESIDIUM, OfficeKind.CHAIR, OfficeKind.VICE_CHAIR)
_TRAINERS = (OfficeKind.SECRETARIAT, OfficeKind.COUNCIL_PRESIDIUM)

_AHEAD = Step(kind=Kind.MEETING_AHEAD, unit=Unit.WORKDAYS_BEFORE, number=3, participants=True)
_SOON = Step(kind=Kind.MEETING_SOON, unit=Unit.WORKDAYS_BEFORE, number=1, participants=True)
_CLOSING = Step(kind=Kind.MEETING_CLOSING, unit=Unit.AT_END, participants=True)
_PAIR = (_AHEAD, _SOON, _CLOSING)


_ROLE_TALK = (
    Step(kind=Kind.MEETING_AHEAD, unit=Unit.WEEKS_BEFORE, number=2, participants=True),
    Step(kind=Kind.MEETING_SOON, unit=Unit.WORKDAYS_BEFORE, number=2, participants=True),
    _CLOSING,
)


def _book(kind: Kind, number: int, *offices: OfficeKind) -> Step:
    return replace(_weeks(kind, number, *offices), until_booked=True)


def _weeks(kind: Kind, number: int, *offices: OfficeKind) -> Step:
    return Step(kind=kind, unit=Unit.WEEKS_BEFORE, number=number, offices=offices)


def _days(
    kind: Kind, number: int, *offices: OfficeKind, channels: tuple[Purpose, ...] = ()
) -> Step:
    unit = Unit.WORKDAYS_BEFORE
    return Step(kind=kind, unit=unit, number=number, offices=offices, channels=channels)


_MEMBERS = (Purpose.ELECTED_MEMBERS,)
_ALL_STAFF_AND_MEMBERS = (Purpose.MANAGERS, Purpose.ELECTED_MEMBERS)

LADDERS: Mapping[EventKind, tuple[Step, ...]] = {
    EventKind.DIALOGUE: _PAIR,
    EventKind.OPPOSITION_DIALOGUE: _PAIR,
    EventKind.CHAIR_DIALOGUE: _PAIR,
    EventKind.OTHER_MEETING: _PAIR,
    EventKind.MANAGEMENT_GROUP: tuple(
        Step(
            kind=Kind.MEETING_AHEAD,
            unit=Unit.WEEKS_BEFORE,
            number=weeks,
            participants=True,
            channels=(Purpose.MANAGEMENT_GROUP,),
        )
        for weeks in (6, 1)
    ),
    EventKind.ROLE_TALK: _ROLE_TALK,
    EventKind.ROLE_TALK_FOLLOW_UP: _ROLE_TALK,
    EventKind.ANNUAL_REVIEW: (
        _book(Kind.REVIEW_BOOK, 26, *_LEADERS),
        _weeks(Kind.REVIEW_PROGRAMME, 8, *_LEADERS),
        _weeks(Kind.REVIEW_QUESTIONS, 3, *_LEADERS, *_PRESIDIA),
        _days(Kind.REVIEW_SOON, 2, *_LEADERS, *_PRESIDIA, channels=(Purpose.MANAGERS,)),
    ),
    EventKind.TRAINING: (
        _book(Kind.TRAINING_BOOK, 52, *_TRAINERS),
        _weeks(Kind.TRAINING_PROGRAMME, 12, *_TRAINERS),
        Step(
            kind=Kind.TRAINING_GROUPS,
            unit=Unit.DAYS_AFTER_ELECTION,
            number=14,
            offices=(OfficeKind.SECRETARIAT, OfficeKind.GROUP_LEADER),
        ),
        _days(Kind.TRAINING_INVITE, 5, *_TRAINERS, channels=_MEMBERS),
        _days(Kind.TRAINING_SOON, 1, channels=_MEMBERS),
    ),
    EventKind.COMMITTEE_TRAINING: (
        _weeks(Kind.TRAINING_PROGRAMME, 12, OfficeKind.SECRETARIAT),
        _days(Kind.TRAINING_INVITE, 5, *_PRESIDIA, channels=_MEMBERS),
        _days(Kind.TRAINING_SOON, 1, channels=_MEMBERS),
    ),
    EventKind.SURVEY: (
        _weeks(Kind.SURVEY_PREPARE, 6, OfficeKind.SECRETARIAT),
        Step(kind=Kind.SURVEY_OPEN, unit=Unit.AT_START, channels=_MEMBERS),
        Step(kind=Kind.SURVEY_REMINDER, unit=Unit.DAYS_AFTER, number=14, channels=_MEMBERS),
    ),
    EventKind.NEW_MANAGER: (
        Step(kind=Kind.NEW_MANAGER_PLAN, unit=Unit.DAYS_AFTER, number=1, offices=(OfficeKind.HR,)),
        Step(kind=Kind.NEW_MANAGER_INVITE, unit=Unit.DAYS_AFTER, number=14, participants=True),
    ),
    EventKind.PRINCIPLE: (
        Step(kind=Kind.PRINCIPLE, unit=Unit.AT_START, channels=_ALL_STAFF_AND_MEMBERS),
    ),
    EventKind.AMENDMENT: (Step(kind=Kind.AMENDMENT, unit=Unit.AT_START, channels=tuple(Purpose)),),
    EventKind.FEEDBACK: (
        Step(kind=Kind.FEEDBACK_PROMPT, unit=Unit.AT_START, channels=_ALL_STAFF_AND_MEMBERS),
    ),
}
