"""Elections, terms of office, and the time before an election when samspel keeps quiet."""

from datetime import date, timedelta

_FIRST_ELECTION, _YEARS = 2022, 4
_SEPTEMBER, _SUNDAY = 9, 6

QUIET_WEEKS = 8
"""How long before an election no praise names politicians, and no surveys or results are shown."""


def is_election_year(year: int) -> bool:
    """Whether ordinary elections are held that year (every fourth: 2022, 2026, 2030)."""
    return (year - _FIRST_ELECTION) % _YEARS == 0


def election_day(year: int) -> date:
    """The second Sunday of September (vallagen 1:3); the year must be an election year."""
    if not is_election_year(year):
        raise ValueError(f"{year} is no year of ordinary elections")
    first = date(year, _SEPTEMBER, 1)
    return first + timedelta(days=(_SUNDAY - first.weekday()) % 7 + 7)


def next_election(day: date) -> date:
    """The election on `day` or the first one after it."""
    year = day.year + (_FIRST_ELECTION - day.year) % _YEARS
    found = election_day(year)
    return found if found >= day else election_day(year + _YEARS)


def last_election(day: date) -> date:
    """The election on `day` or the last one before it."""
    found = next_election(day)
    return found if found == day else election_day(found.year - _YEARS)


def council_term(election: date) -> date:
    """The day the newly elected council's four years begin: 15 October (kommunallagen 5:9)."""
    return date(election.year, 10, 15)


def board_term(election: date) -> date:
    """The day the new board takes over unless decided otherwise (kommunallagen 6:18)."""
    return date(election.year + 1, 1, 1)


def quiet_until(day: date) -> date | None:
    """The first day after the quiet period that the day is in: the eight weeks before an election
    and until the new council meets; None on any other day.

    The new council is taken to meet from 15 October. So objectivity (regeringsformen 1:9) cannot
    be put in doubt by what samspel shows.
    """
    if not is_election_year(day.year):
        return None
    election = election_day(day.year)
    ends = council_term(election)
    return ends if election - timedelta(weeks=QUIET_WEEKS) <= day < ends else None


def in_quiet_period(day: date) -> bool:
    """Whether the day is in the quiet period around an election."""
    return quiet_until(day) is not None
