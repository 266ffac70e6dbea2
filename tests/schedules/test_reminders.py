"""What falls due, when and to whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from messages.addressing import Channel, Incoming, Office, OfficeKind, Purpose
from schedules.events import Event, EventKind
from schedules.kinds import Kind
from schedules.ladders import LADDERS, Addressees
from schedules.reminders import LONGEST_AFTER, LONGEST_BEFORE, Due, due
from schedules.workdays import is_workday

STOCKHOLM = ZoneInfo("Europe/Stockholm")
KSO, KD = Office(OfficeKind.KSO), Office(OfficeKind.KD)
CHAIR = Office(OfficeKind.CHAIR, "socialnämnden")
EVERYBODY = Addressees(
    offices=tuple(Office(kind) for kind in OfficeKind), channels=frozenset(Purpose)
)
EVER = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def event(kind: EventKind = EventKind.DIALOGUE, day: date = date(2026, 12, 14)) -> Event:
    participants = (KSO, KD) if kind is not EventKind.SURVEY else ()
    return Event(
        kind=kind, occurrence=f"{kind}/{day}", day=day, at=time(9), participants=participants
    )


def dues(*events: Event, addressees: Addressees = EVERYBODY) -> list[Due]:
    return due(events, addressees, since=EVER[0], until=EVER[1], zone=STOCKHOLM)


def written(found: list[Due]) -> list[str]:
    return [
        f"{one.at.astimezone(STOCKHOLM):%a %d %b %H:%M} {one.kind} {one.recipient}" for one in found
    ]


def test_a_dialogue_is_reminded_of_twice_and_closed() -> None:
    assert written(dues(event())) == [
        "Wed 09 Dec 08:00 meeting_ahead kd",
        "Wed 09 Dec 08:00 meeting_ahead kso",
        "Fri 11 Dec 08:00 meeting_soon kd",
        "Fri 11 Dec 08:00 meeting_soon kso",
        "Mon 14 Dec 10:00 meeting_closing kd",
        "Mon 14 Dec 10:00 meeting_closing kso",
    ]


def test_a_spare_time_politician_is_reminded_at_five() -> None:
    found = dues(replace(event(), participants=(CHAIR,)))
    assert "Fri 11 Dec 17:00 meeting_soon chair:socialnämnden" in written(found)


def test_a_cancelled_event_has_no_reminders() -> None:
    assert dues(replace(event(), cancelled=True)) == []


def test_nothing_is_due_before_the_event_was_announced() -> None:
    announced = datetime(2026, 12, 10, tzinfo=UTC)
    found = dues(replace(event(), announced=announced))
    assert {one.kind for one in found} == {Kind.MEETING_SOON, Kind.MEETING_CLOSING}


def test_a_role_talk_is_for_those_who_are_to_take_over() -> None:
    found = dues(event(EventKind.ROLE_TALK))
    assert {one.recipient for one in found} == {Incoming(KSO), Incoming(KD)}


def test_an_office_that_takes_part_and_is_invited_too_hears_once() -> None:
    found = dues(event(EventKind.MANAGEMENT_GROUP, date(2027, 3, 9)))
    keys = [(one.at, one.kind, one.recipient) for one in found]
    assert len(keys) == len(set(keys))
    assert Channel(Purpose.MANAGEMENT_GROUP) in {one.recipient for one in found}


def test_a_channel_that_is_not_connected_hears_nothing() -> None:
    alone = Addressees(offices=(), channels=frozenset())
    assert dues(event(EventKind.PRINCIPLE, date(2026, 12, 15)), addressees=alone) == []


def test_the_survey_is_announced_prepared_and_reminded_of_once() -> None:
    found = dues(event(EventKind.SURVEY, date(2028, 11, 7)))
    assert [one.kind for one in found] == [
        Kind.SURVEY_PREPARE,
        Kind.SURVEY_OPEN,
        Kind.SURVEY_REMINDER,
    ]
    assert found[2].at.astimezone(STOCKHOLM).date() == date(2028, 11, 21)


def test_the_last_reminder_waits_for_the_morning_after_the_summer() -> None:
    found = written(dues(event(day=date(2027, 8, 9))))
    assert "Fri 09 Jul 08:00 meeting_ahead kd" in found
    assert "Mon 09 Aug 07:00 meeting_soon kd" in found


def test_a_reminder_makes_sense_until_its_meeting_begins() -> None:
    (ahead, *_) = dues(event())
    assert ahead.expires == datetime(2026, 12, 14, 8, tzinfo=UTC)


KINDS = st.sampled_from(sorted(LADDERS))
DAYS = st.dates(date(2026, 1, 1), date(2034, 12, 31)).filter(is_workday)


@given(KINDS, DAYS)
def test_everything_is_said_between_seven_and_six_on_working_days(
    kind: EventKind, day: date
) -> None:
    for one in dues(event(kind, day)):
        local = one.at.astimezone(STOCKHOLM)
        assert time(7) <= local.time() < time(18)
        assert is_workday(local.date())


@given(KINDS, DAYS, st.integers(0, 2000))
def test_windows_that_touch_give_each_reminder_once(kind: EventKind, day: date, cut: int) -> None:
    middle = EVER[0] + timedelta(days=9000 + cut)
    whole = dues(event(kind, day))
    parts = [
        *due([event(kind, day)], EVERYBODY, since=EVER[0], until=middle, zone=STOCKHOLM),
        *due([event(kind, day)], EVERYBODY, since=middle, until=EVER[1], zone=STOCKHOLM),
    ]
    assert parts == whole


@given(KINDS, DAYS)
def test_no_reminder_is_further_from_its_event_than_is_looked_for(
    kind: EventKind, day: date
) -> None:
    for one in dues(event(kind, day)):
        assert one.event_at is not None
        assert one.event_at - LONGEST_BEFORE <= one.at <= one.event_at + LONGEST_AFTER


@given(KINDS, DAYS)
def test_no_reminder_is_too_late_when_it_is_due(kind: EventKind, day: date) -> None:
    assert all(one.at < one.expires for one in dues(event(kind, day)))
