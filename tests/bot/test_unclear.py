"""Which rules have been found unclear, since when, and for whom that is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from bot import agreements, event_facts, founding, meetings, unclear
from bot.database import reading
from bot.desk import Desk
from bot.meetings import Slot
from bot.tables import UnclearRow
from messages.agreement import Agreement, Kind, Rule
from schedules import calendar
from tests.databases import on_both
from tests.towns import STOCKHOLM, Town

pytestmark = on_both

REVIEW = "annual_review/2027-03-04"
EVER = date(2000, 1, 1)


@pytest.fixture
def kungsor(settle: Callable[[str], Town]) -> Town:
    """A municipality that follows its guideline up every year."""
    return settle("kungsor")


def rules(town: Town) -> tuple[Rule, ...]:
    return town.at_desk(lambda desk: desk.agreement.rules)


def mark(town: Town, rule: Rule) -> None:
    town.at_desk(lambda desk: unclear.mark(desk, rule))


def marked(town: Town, since: date = EVER) -> tuple[Rule, ...]:
    return town.at_desk(lambda desk: unclear.marked(desk, since))


def test_what_is_marked_is_listed_once_in_the_agreement_s_order(kungsor: Town) -> None:
    first, second, *_ = rules(kungsor)
    for rule in (second, first, second):
        mark(kungsor, rule)
    assert marked(kungsor) == (first, second)


def test_of_a_mark_only_the_last_day_is_kept(kungsor: Town) -> None:
    rule = rules(kungsor)[0]
    for day in (20, 23):
        kungsor.clock.set(datetime(2026, 11, day, 10, 17, tzinfo=STOCKHOLM))
        mark(kungsor, rule)
    with reading(kungsor.app.engine) as session:
        (row,) = session.scalars(select(UnclearRow))
        assert row.marked_on == date(2026, 11, 23)
    assert set(UnclearRow.__table__.columns.keys()) == {"municipality_id", "rule", "marked_on"}


def test_it_is_listed_from_the_day_it_was_marked(kungsor: Town) -> None:
    mark(kungsor, rules(kungsor)[0])
    assert marked(kungsor, date(2026, 11, 20))
    assert not marked(kungsor, date(2026, 11, 21))


def test_what_the_agreement_no_longer_has_is_left_out(kungsor: Town) -> None:
    gone, stays, *_ = rules(kungsor)
    for rule in (gone, stays):
        mark(kungsor, rule)
    kungsor.at_desk(lambda desk: _store(desk, _without(desk.agreement, gone)))
    assert [rule.id for rule in marked(kungsor)] == [stays.id]


def test_what_is_for_conversation_only_is_never_on_the_list(kungsor: Town) -> None:
    oral = next(rule for rule in rules(kungsor) if rule.kind is Kind.ORAL_TALKING_POINT)
    with pytest.raises(ValueError, match="conversation only"):
        mark(kungsor, oral)
    mark(kungsor, replace(oral, kind=Kind.TALKING_POINT))
    assert marked(kungsor) == ()


def test_another_municipality_sees_nothing_of_it(kungsor: Town) -> None:
    other = kungsor.at_desk(
        lambda desk: founding.found(desk.session, "vaggeryd", (), desk.now).municipality
    )
    shared = replace(rules(kungsor)[0], id=_first_of(kungsor, other.id).id)
    mark(kungsor, shared)
    with reading(kungsor.app.engine) as session:
        municipality = calendar.numbered(session, other.id)
        desk = Desk(session=session, municipality=municipality, now=kungsor.clock.now)
        assert unclear.marked(desk, EVER) == ()


def test_a_review_lists_what_has_been_marked_since_the_one_before_it(kungsor: Town) -> None:
    before, since, *_ = rules(kungsor)
    mark(kungsor, before)
    assert for_review(kungsor, REVIEW) == (before,)
    kungsor.clock.set(datetime(2027, 3, 5, 9, tzinfo=STOCKHOLM))
    mark(kungsor, since)
    assert for_review(kungsor, "annual_review/2028-02-03") == (since,)


def test_a_review_that_was_moved_or_called_off_counts_as_it_was_held(kungsor: Town) -> None:
    marked_in_march = rules(kungsor)[0]
    slot = Slot(day=date(2027, 4, 8), at=datetime(2027, 4, 8, 13).time(), place="")
    kungsor.at_desk(lambda desk: meetings.move(desk, meetings.find(desk, REVIEW), slot, ()))
    kungsor.clock.set(datetime(2027, 3, 20, 9, tzinfo=STOCKHOLM))
    mark(kungsor, marked_in_march)
    assert for_review(kungsor, REVIEW) == (marked_in_march,)
    assert for_review(kungsor, "annual_review/2028-02-03") == ()
    kungsor.at_desk(lambda desk: meetings.cancel(desk, meetings.find(desk, REVIEW), ()))
    assert for_review(kungsor, "annual_review/2028-02-03") == (marked_in_march,)


def test_where_there_is_no_review_the_list_is_of_a_year(town: Town) -> None:
    def looked(desk: Desk) -> tuple[date, object]:
        return unclear.reviewed(desk, desk.today), unclear.next_review(desk)

    assert town.at_desk(looked) == (date(2025, 11, 20), None)


def test_only_the_review_has_such_a_list(kungsor: Town) -> None:
    mark(kungsor, rules(kungsor)[0])
    assert for_review(kungsor, "dialogue/2026-12-14") == ()


def for_review(town: Town, occurrence: str) -> object:
    def look(desk: Desk) -> object:
        return event_facts.of(desk, meetings.find(desk, occurrence))["unclear"]

    return town.at_desk(look)


def _without(agreement: Agreement, gone: Rule) -> Agreement:
    sections = (
        replace(section, rules=tuple(rule for rule in section.rules if rule.id != gone.id))
        for section in agreement.sections
    )
    left = tuple(section for section in sections if section.rules)
    return replace(agreement, since=date(2026, 11, 1), sections=left)


def _store(desk: Desk, agreement: Agreement) -> None:
    agreements.store(desk.session, desk.municipality, agreement, desk.now)


def _first_of(town: Town, municipality_id: int) -> Rule:
    with reading(town.app.engine) as session:
        municipality = calendar.numbered(session, municipality_id)
        return agreements.on(session, municipality, date(2026, 11, 20)).rules[0]
