"""Clocks change, and are set: no reminder comes twice, and none never."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.database import writing
from schedules import leases
from schedules.delivery import State
from schedules.kinds import Kind
from schedules.tables import DeliveryRow
from tests.databases import Databases
from tests.fakes import SwallowingChat
from tests.local_chat import A_SECOND
from tests.towns import STOCKHOLM, Town, found

DUE = datetime(2026, 12, 9, 8, tzinfo=STOCKHOLM)
TITLE = "Samspelssamtal på måndag 14 december kl. 9.00"
HOUR = timedelta(hours=1)

Founded = Callable[[datetime], Town]


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (datetime(2027, 3, 22, 9, tzinfo=STOCKHOLM), date(2027, 4, 16)),  # forward on 28 March
        (datetime(2027, 10, 25, 9, tzinfo=STOCKHOLM), date(2027, 11, 19)),  # back on 31 October
        (datetime(2028, 2, 21, 9, tzinfo=STOCKHOLM), date(2028, 3, 17)),  # a leap day
        (datetime(2026, 12, 21, 9, tzinfo=STOCKHOLM), date(2027, 1, 22)),  # the end of a year
    ],
)
def test_every_reminder_comes_once_and_within_hours(
    database: Databases, begins: datetime, ends: date
) -> None:
    town = found(database, now=begins)
    town.go(ends)
    keys = Counter(post.key for post in town.wall.posts if post.key)
    assert keys
    assert set(keys.values()) == {1}
    assert all(7 <= at.hour < 18 for at, _, _ in town.said())
    due = [one for one in town.deliveries() if one.due_at <= town.clock.now]
    assert {one.state for one in due} <= {State.SENT, State.SPLIT}
    town.app.engine.dispose()


def test_a_clock_that_is_set_back_an_hour_says_nothing_twice(town: Town) -> None:
    town.clock.set(DUE + timedelta(minutes=5))
    town.send()
    before = town.said()
    assert TITLE in town.titles("per")
    town.clock.now = DUE - HOUR
    town.send()
    town.go(DUE.date(), time(9))
    assert [title for title in town.titles("per") if title == TITLE] == [TITLE]
    assert town.said()[: len(before)] == before


def test_a_clock_that_is_set_forward_an_hour_loses_nothing(town: Town) -> None:
    town.clock.set(DUE - timedelta(minutes=30))
    town.send()
    town.clock.set(DUE + timedelta(minutes=30))
    town.send()
    assert town.titles("per") == town.titles("anna") == [TITLE]


def test_a_queue_goes_on_when_the_clock_is_set_back(town: Town) -> None:
    """The pace of a place was stored by the clock that was wrong."""
    chat = SwallowingChat(limits=(A_SECOND,))
    wrong = replace(town, app=replace(town.app, chats={"playground": chat}))
    town.clock.set(DUE)
    wrong.send()
    town.clock.now = DUE - 2 * HOUR
    wrong.fill("anna", "move", "dialogue/2026-12-14", day="2026-12-15", at="10:00", place="")
    for _ in range(5):
        town.clock.now += timedelta(seconds=2)
        wrong.send()
    told = [one for one in town.deliveries() if one.kind is Kind.MEETING_MOVED]
    assert len(told) > 1
    assert {one.state for one in told} == {State.SENT}


def test_a_lease_from_before_the_database_s_clock_was_set_back_is_not_believed(town: Town) -> None:
    town.clock.set(DUE)
    lease = timedelta(minutes=1)
    with writing(town.app.engine) as session:
        assert leases.claim(session, town.clock.now, 10, lease)
        far = datetime.now(UTC).timestamp() + HOUR.total_seconds()
        session.execute(update(DeliveryRow).values(lease_until=far))
    town.send()
    assert town.titles("per") == [TITLE]
