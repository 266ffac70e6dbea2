"""A series with its red days, and what was changed by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from messages.addressing import Office, OfficeKind
from schedules.events import EventKind
from schedules.recurrence import MonthlyByWeekday
from schedules.series import Change, Series, events, occurrence
from schedules.workdays import RedDays

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
SERIES = Series(
    key="dialogue",
    kind=EventKind.DIALOGUE,
    participants=(Office(OfficeKind.KSO), Office(OfficeKind.KD)),
    recurrence=MonthlyByWeekday(weekday=0, nth=1),
    start=date(2026, 1, 1),
    at=time(9),
    minutes=60,
)
EASTER_MONDAY = date(2026, 4, 6)


def days(series: Series, since: date, until: date) -> list[str]:
    return [str(event.day) for event in events(series, since=since, until=until)]


def changed(original: date, day: date, *, cancelled: bool = False) -> Series:
    change = Change(
        day=day, at=time(10), place="Salen", revision=1, made_at=NOW, cancelled=cancelled
    )
    return replace(SERIES, changes={original: change})


def test_a_red_day_moves_only_its_own_occurrence() -> None:
    found = days(SERIES, date(2026, 3, 1), date(2026, 6, 1))
    assert found == ["2026-03-02", "2026-04-07", "2026-05-04"]


def test_an_occurrence_is_named_by_its_original_date() -> None:
    (event,) = events(SERIES, since=date(2026, 4, 1), until=date(2026, 5, 1))
    assert event.occurrence == "dialogue/2026-04-06"
    assert event.original == EASTER_MONDAY
    assert event.series == "dialogue"


def test_a_series_may_leave_red_days_out() -> None:
    series = replace(SERIES, red_days=RedDays.SKIP)
    assert days(series, date(2026, 4, 1), date(2026, 5, 1)) == []
    assert occurrence(series, EASTER_MONDAY) is None


def test_a_moved_occurrence_is_found_where_it_is_held() -> None:
    series = changed(date(2026, 3, 2), date(2026, 8, 20))
    assert days(series, date(2026, 3, 1), date(2026, 4, 1)) == []
    assert "2026-08-20" in days(series, date(2026, 8, 1), date(2026, 9, 1))
    moved = occurrence(series, date(2026, 3, 2))
    assert moved is not None
    assert (moved.at, moved.place, moved.revision) == (time(10), "Salen", 1)
    assert moved.announced == NOW


def test_a_cancelled_occurrence_is_marked_and_the_others_stay() -> None:
    series = changed(date(2026, 3, 2), date(2026, 3, 2), cancelled=True)
    found = list(events(series, since=date(2026, 3, 1), until=date(2026, 6, 1)))
    assert [event.cancelled for event in found] == [True, False, False]


def test_a_series_ends_with_its_last_day() -> None:
    series = replace(SERIES, end=date(2026, 3, 2))
    assert days(series, date(2026, 2, 1), date(2026, 9, 1)) == ["2026-02-02", "2026-03-02"]


def test_an_occurrence_that_was_never_planned_is_not_found() -> None:
    assert occurrence(SERIES, date(2026, 3, 3)) is None
