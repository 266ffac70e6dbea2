"""People are reached in their hours, and wall-clock times survive the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.addressing import (
    Channel,
    Incoming,
    Individual,
    Office,
    OfficeKind,
    Purpose,
    Recipient,
)
from schedules.sending_hours import hours_of, instant, next_opening
from schedules.workdays import is_quiet, is_workday

STOCKHOLM = ZoneInfo("Europe/Stockholm")
KD, CHAIR = Office(OfficeKind.KD), Office(OfficeKind.CHAIR, "socialnämnden")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=STOCKHOLM)


def test_nine_stays_nine_across_both_clock_changes() -> None:
    for before, after in (
        (date(2026, 3, 28), date(2026, 3, 29)),
        (date(2026, 10, 24), date(2026, 10, 25)),
    ):
        for day in (before, after):
            assert instant(day, time(9), STOCKHOLM).astimezone(STOCKHOLM).time() == time(9)
        gone = instant(after, time(9), STOCKHOLM) - instant(before, time(9), STOCKHOLM)
        assert gone != timedelta(hours=24)


def test_an_hour_that_does_not_exist_comes_an_hour_later() -> None:
    moment = instant(date(2026, 3, 29), time(2, 30), STOCKHOLM)
    assert moment.astimezone(STOCKHOLM).time() == time(3, 30)


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    moment = instant(date(2026, 10, 25), time(2, 30), STOCKHOLM)
    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("recipient", "first"),
    [
        (KD, 8),
        (Office(OfficeKind.KSO), 8),
        (Incoming(KD), 8),
        (CHAIR, 17),
        (Incoming(CHAIR), 17),
        (Channel(Purpose.ELECTED_MEMBERS), 17),
        (Channel(Purpose.MANAGERS), 8),
        (Individual(1), 8),
    ],
)
def test_leaders_are_reached_in_office_hours_and_others_at_five(
    recipient: Recipient, first: int
) -> None:
    assert hours_of(recipient).first == time(first)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (local(2026, 11, 20, 9), local(2026, 11, 20, 9)),
        (local(2026, 11, 20, 7, 59), local(2026, 11, 20, 8)),
        (local(2026, 11, 20, 16), local(2026, 11, 23, 8)),  # Friday afternoon
        (local(2026, 12, 22, 17), local(2027, 1, 7, 8)),  # the Christmas weeks
        (local(2026, 7, 3, 17), local(2026, 8, 3, 8)),  # weeks 28–31
    ],
)
def test_the_next_opening_for_a_director(now: datetime, opens: datetime) -> None:
    assert next_opening(now, KD, STOCKHOLM) == opens


def test_on_the_day_of_a_meeting_it_may_be_spoken_of_whatever_the_day() -> None:
    sunday = local(2026, 12, 27, 6)
    opens = next_opening(sunday, KD, STOCKHOLM, meeting=date(2026, 12, 27))
    assert opens == local(2026, 12, 27, 7)


@given(MOMENTS, st.sampled_from([KD, CHAIR, Channel(Purpose.ELECTED_MEMBERS)]))
def test_the_next_opening_is_always_a_good_moment(now: datetime, recipient: Recipient) -> None:
    opens = next_opening(now, recipient, STOCKHOLM)
    shown = opens.astimezone(STOCKHOLM)
    assert opens >= now
    assert is_workday(shown.date())
    assert not is_quiet(shown.date())
    assert hours_of(recipient).first <= shown.time() < hours_of(recipient).last
    assert next_opening(opens, recipient, STOCKHOLM) == opens
