"""What a chat tells twice is heard once."""

from datetime import timedelta

from bot import heard
from bot.database import writing
from bot.tables import HeardRow
from tests.databases import on_both
from tests.towns import Town

pytestmark = on_both


def first(town: Town, name: str, after: float = 0, within: timedelta = heard.KEPT) -> bool:
    with writing(town.app.engine) as session:
        return heard.first(session, name, town.clock.now + timedelta(seconds=after), within)


def test_the_second_time_is_not_the_first(town: Town) -> None:
    assert [first(town, name) for name in ("a", "a", "b", "a")] == [True, False, True, False]


def test_a_click_a_while_later_is_another_click(town: Town) -> None:
    two = timedelta(seconds=2)
    assert [first(town, "click", after, two) for after in (0, 1, 2, 3, 4)] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_nothing_is_remembered_for_more_than_a_day(town: Town) -> None:
    first(town, "old")
    first(town, "new", after=heard.KEPT.total_seconds() + 1)
    with writing(town.app.engine) as session:
        names = [row.name for row in session.query(HeardRow)]
    assert names == ["new"]
