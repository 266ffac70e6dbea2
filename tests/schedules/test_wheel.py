"""The year's wheel: what falls in which year, and what a municipality has switched on."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from messages import shipped
from messages.agreement import Ask
from schedules import defaults
from schedules.events import EventKind
from schedules.series import Change
from schedules.wheel import EVENTS, Wheel, events, occurrence

ALL = Wheel(asks=frozenset(EVENTS))
SINCE, UNTIL = date(2026, 11, 20), date(2031, 1, 1)


def days(kind: EventKind, wheel: Wheel = ALL) -> list[str]:
    found = events(wheel, since=SINCE, until=UNTIL)
    return [str(event.day) for event in found if event.kind is kind]


def test_the_annual_review_is_in_february_and_in_march_after_an_election() -> None:
    assert days(EventKind.ANNUAL_REVIEW) == ["2027-03-04", "2028-02-03", "2029-02-01", "2030-02-07"]


def test_training_follows_the_election() -> None:
    assert days(EventKind.TRAINING) == ["2030-11-13"]
    assert days(EventKind.COMMITTEE_TRAINING) == ["2027-02-03"]


def test_the_survey_is_in_the_middle_of_the_term() -> None:
    assert days(EventKind.SURVEY) == ["2028-11-07"]


def test_a_principle_is_posted_every_month_of_the_working_year_on_a_tuesday() -> None:
    found = [date.fromisoformat(day) for day in days(EventKind.PRINCIPLE)]
    assert {day.month for day in found} == {1, 2, 3, 4, 5, 9, 10, 11, 12}
    assert {day.weekday() for day in found} == {1}


def test_feedback_is_asked_for_each_quarter_but_not_around_an_election() -> None:
    found = days(EventKind.FEEDBACK)
    assert "2029-09-12" in found
    assert not [day for day in found if day.startswith("2030-09")]


def test_what_is_switched_off_does_not_happen() -> None:
    assert days(EventKind.SURVEY, Wheel(asks=frozenset({Ask.TRAINING}))) == []
    assert occurrence(Wheel(asks=frozenset()), EventKind.SURVEY, date(2028, 11, 7)) is None


def test_a_booked_day_takes_the_place_of_the_proposal() -> None:
    change = Change(
        day=date(2027, 3, 18),
        at=time(9),
        place="Folkets hus",
        revision=1,
        made_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    wheel = replace(ALL, changes={(EventKind.ANNUAL_REVIEW, date(2027, 3, 4)): change})
    assert days(EventKind.ANNUAL_REVIEW, wheel)[0] == "2027-03-18"
    event = occurrence(wheel, EventKind.ANNUAL_REVIEW, date(2027, 3, 4))
    assert event is not None
    assert event.place == "Folkets hus"
    assert event.occurrence == "annual_review/2027-03-04"


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("vaggeryd", {Ask.TRAINING, Ask.PRINCIPLE, Ask.FEEDBACK}),
        ("kungsor", {Ask.ANNUAL_REVIEW, Ask.PRINCIPLE}),
        ("alingsas", {Ask.TRAINING, Ask.SURVEY}),
    ],
)
def test_the_agreement_decides_what_is_on(name: str, on: set[Ask]) -> None:
    agreement = shipped.versions(name)[-1]
    assert {ask for ask in EVENTS if defaults.is_on(ask, agreement)} == on


def test_a_municipality_s_own_choice_goes_before_its_agreement() -> None:
    agreement = shipped.versions("alingsas")[-1]
    assert defaults.is_on(Ask.ANNUAL_REVIEW, agreement, {Ask.ANNUAL_REVIEW: True})
    assert not defaults.is_on(Ask.SURVEY, agreement, {Ask.SURVEY: False})


def test_the_meetings_that_samspel_is_for_are_on_from_the_start_everywhere() -> None:
    for name in shipped.names():
        kinds = {one.kind for one in defaults.series(shipped.versions(name)[-1], SINCE)}
        assert {EventKind.DIALOGUE, EventKind.OPPOSITION_DIALOGUE} <= kinds


def test_each_committee_gets_a_series_where_the_agreement_asks_for_it() -> None:
    agreement = shipped.versions("kungsor")[-1]
    keys = [one.key for one in defaults.series(agreement, SINCE, ["socialnämnden", "skolnämnden"])]
    assert "chair_dialogue:socialnämnden" in keys
    assert "chair_dialogue:skolnämnden" in keys
