"""Elections and terms of office."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.terms import (
    board_term,
    council_term,
    election_day,
    in_quiet_period,
    is_election_year,
    last_election,
    next_election,
)


@pytest.mark.parametrize(
    "day", [date(2022, 9, 11), date(2026, 9, 13), date(2030, 9, 8), date(2034, 9, 10)]
)
def test_elections_are_held_on_the_second_sunday_of_september(day: date) -> None:
    assert election_day(day.year) == day


def test_there_is_no_election_between() -> None:
    with pytest.raises(ValueError, match="no year of ordinary elections"):
        election_day(2027)


def test_the_terms_begin_in_october_and_january() -> None:
    election = election_day(2026)
    assert council_term(election) == date(2026, 10, 15)
    assert board_term(election) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("day", "quiet"),
    [
        (date(2026, 7, 18), False),
        (date(2026, 7, 19), True),
        (date(2026, 9, 13), True),
        (date(2026, 10, 14), True),
        (date(2026, 10, 15), False),
        (date(2027, 8, 1), False),
    ],
)
def test_samspel_keeps_quiet_around_an_election(day: date, quiet: bool) -> None:  # noqa: FBT001
    assert in_quiet_period(day) is quiet


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_next_election_is_within_four_years(day: date) -> None:
    election = next_election(day)
    assert election >= day
    assert (election - day).days <= 4 * 366
    assert is_election_year(election.year)
    assert election.weekday() == 6
    assert 8 <= election.day <= 14


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_lies_between_two_elections(day: date) -> None:
    last, following = last_election(day), next_election(day)
    assert last <= day <= following
    assert following.year - last.year in {0, 4}
