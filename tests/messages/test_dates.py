"""Dates as they are written in Swedish."""

from datetime import date, datetime, time

import pytest

from messages import dates

FRIDAY = date(2026, 11, 20)


def test_a_moment_this_year_has_no_year() -> None:
    written = dates.moment(datetime(2026, 11, 24, 9, 0), today=FRIDAY)
    assert written == "tisdag 24 november kl. 9.00"


def test_a_moment_another_year_has_its_year() -> None:
    written = dates.moment(datetime(2027, 1, 4, 17, 5), today=FRIDAY)
    assert written == "måndag 4 januari 2027 kl. 17.05"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (20, "i dag, fredag 20 november kl. 9.00"),
        (21, "i morgon, lördag 21 november kl. 9.00"),
        (24, "på tisdag 24 november kl. 9.00"),
        (27, "fredag 27 november kl. 9.00"),
        (19, "torsdag 19 november kl. 9.00"),
    ],
)
def test_what_is_near_says_so_and_always_has_its_date(day: int, written: str) -> None:
    assert dates.soon(datetime(2026, 11, day, 9, 0), today=FRIDAY) == written


def test_midnight_and_noon_are_written_in_figures() -> None:
    assert dates.clock(time(0, 0)) == "kl. 0.00"
    assert dates.clock(time(12, 30)) == "kl. 12.30"


def test_a_month_has_its_swedish_name() -> None:
    assert dates.month(date(2026, 5, 1)) == "maj"
