"""Who holds an office on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import holdings, offices, people
from bot.desk import Desk
from bot.holdings import Capacity, Holding, OverlappingTerm, Term
from bot.people import Person
from messages.addressing import Incoming, Office, OfficeKind
from tests.towns import Town

KSO, KD, HR = (Office(kind) for kind in (OfficeKind.KSO, OfficeKind.KD, OfficeKind.HR))
JANUARY, JUNE = date(2027, 1, 1), date(2027, 6, 1)


def person(desk: Desk, name: str) -> Person:
    return people.add(desk.session, desk.municipality, name=name, email=f"{name}@exempel.se")


def appoint(desk: Desk, office: Office, name: str, term: Term) -> Holding:
    return offices.appoint(desk.session, desk.municipality, office, person(desk, name), term)


def names(desk: Desk, office: Office, day: date) -> list[str]:
    found = offices.holders(desk.session, desk.municipality, office, day)
    return [one.name for one in found]


def test_a_successor_takes_over_the_day_the_term_begins(town: Town) -> None:
    def check(desk: Desk) -> None:
        appoint(desk, KD, "Nina", Term(starts=JANUARY))
        assert names(desk, KD, JANUARY - timedelta(days=1)) == ["Per Ek"]
        assert names(desk, KD, JANUARY) == ["Nina"]

    town.at_desk(check)


def test_whoever_acts_goes_before_the_ordinary_holder_and_the_deputy_comes_last(
    town: Town,
) -> None:
    def check(desk: Desk) -> None:
        appoint(desk, KD, "Tf", Term(starts=JANUARY, ends=JUNE, capacity=Capacity.ACTING))
        appoint(desk, KD, "Ställ", Term(starts=JANUARY, capacity=Capacity.DEPUTY))
        assert names(desk, KD, JANUARY) == ["Tf"]
        assert names(desk, KD, JUNE + timedelta(days=1)) == ["Per Ek"]
        (per,) = holdings.on(
            offices.holdings_of(desk.session, desk.municipality, KD), date(2028, 1, 1)
        )
        offices.leave(desk.session, desk.municipality, per, date(2027, 12, 31))
        assert names(desk, KD, date(2028, 1, 1)) == ["Ställ"]

    town.at_desk(check)


def test_an_incoming_holder_holds_nothing_yet(town: Town) -> None:
    def check(desk: Desk) -> None:
        appoint(desk, KD, "Nina", Term(starts=JANUARY, capacity=Capacity.INCOMING))
        assert names(desk, KD, JUNE) == ["Per Ek"]
        coming = offices.holders(desk.session, desk.municipality, Incoming(KD), JUNE)
        assert [one.name for one in coming] == ["Nina"]

    town.at_desk(check)


def test_an_office_may_be_vacant(town: Town) -> None:
    def check(desk: Desk) -> None:
        assert names(desk, KD, date(2000, 1, 1)) == []

    town.at_desk(check)


def test_two_cannot_hold_an_office_in_the_same_capacity(town: Town) -> None:
    def check(desk: Desk) -> None:
        appoint(desk, KD, "Nina", Term(starts=JANUARY, ends=JUNE))
        with pytest.raises(OverlappingTerm) as overlap:
            appoint(desk, KD, "Otto", Term(starts=JUNE))
        assert overlap.value.other.person.name == "Nina"

    town.at_desk(check)


def test_several_may_share_an_office(town: Town) -> None:
    def check(desk: Desk) -> None:
        appoint(desk, HR, "Nina", Term(starts=JANUARY))
        assert sorted(names(desk, HR, JUNE)) == ["Jonas Vik", "Nina"]

    town.at_desk(check)


def test_a_delegate_books_only_as_long_as_the_holder_holds(town: Town) -> None:
    def check(desk: Desk) -> None:
        ida = people.by_email(desk.session, desk.municipality, "IDA@exempel.se ")
        assert ida is not None
        args = (desk.session, desk.municipality, ida)
        assert offices.booked_for(*args, JANUARY) == {KSO, Incoming(KSO)}
        appoint(desk, KSO, "Nina", Term(starts=JUNE))
        assert offices.booked_for(*args, JUNE) == set()

    town.at_desk(check)


def test_a_term_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end before it starts"):
        Term(starts=JUNE, ends=JANUARY)


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
TERMS = st.tuples(DAYS, st.none() | st.integers(0, 900)).map(
    lambda pair: Term(
        starts=pair[0], ends=None if pair[1] is None else pair[0] + timedelta(days=pair[1])
    )
)


@given(TERMS, TERMS, DAYS)
def test_terms_that_overlap_have_a_day_in_common(one: Term, other: Term, day: date) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if one.covers(day) and other.covers(day):
        assert one.overlaps(other)
