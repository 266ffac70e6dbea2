"""The version that is answered with depends on the day and on what has been adopted."""

from datetime import date

from messages import versions
from messages.agreement import Agreement, Decision, Status
from tests.messages.agreements import agreement

JANUARY, JUNE, DECEMBER = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)


def proposed(since: date | None = None) -> Agreement:
    return agreement(since=since)


def adopted(since: date) -> Agreement:
    return agreement().adopted(Decision(body="kommunfullmäktige"), since)


def test_the_oldest_wording_answers_for_any_day_before_the_next() -> None:
    first, second = proposed(), proposed(JUNE)
    assert versions.on([second, first], date(2001, 1, 1)) is first
    assert versions.on([second, first], date(2026, 5, 31)) is first
    assert versions.on([second, first], JUNE) is second


def test_nothing_answers_before_the_first_version_with_a_date() -> None:
    assert versions.on([proposed(JUNE)], JANUARY) is None


def test_an_adopted_version_stays_in_force_when_something_new_is_proposed() -> None:
    force, proposal = adopted(JANUARY), proposed(JUNE)
    assert versions.on([force, proposal], DECEMBER) is force


def test_an_adopted_version_takes_the_place_of_a_proposal() -> None:
    assert versions.on([proposed(JANUARY), adopted(JUNE)], DECEMBER) == adopted(JUNE)


def test_the_version_before_is_the_one_that_was_answered_with() -> None:
    first, second, third = proposed(), proposed(JANUARY), adopted(JUNE)
    assert versions.before([third, first, second], third) is second
    assert versions.before([third, first, second], second) is first
    assert versions.before([third, first, second], first) is None


def test_adopting_keeps_the_wording() -> None:
    found = agreement().adopted(Decision(body="kommunfullmäktige", paragraph="§ 87"), JUNE)
    assert found.status is Status.ADOPTED
    assert found.since == JUNE
    assert found.sections == agreement().sections
