"""A municipality switches its public page on and off; nobody else's is touched."""

from collections.abc import Callable
from datetime import date

import pytest

from bot import publishing
from bot.desk import Desk
from bot.tables import PublicationRow
from tests.databases import on_both
from tests.towns import Town

pytestmark = on_both

DAY = date(2026, 11, 20)


def publish(day: date = DAY) -> Callable[[Desk], None]:
    return lambda desk: publishing.publish(desk.session, desk.municipality, day)


def unpublish(desk: Desk) -> None:
    publishing.unpublish(desk.session, desk.municipality)


def is_published(desk: Desk) -> bool:
    return publishing.is_published(desk.session, desk.municipality)


def found(town: Town, slug: str) -> str | None:
    municipality = town.at_desk(lambda desk: publishing.published(desk.session, slug))
    return municipality.name if municipality else None


def test_nobody_s_rules_are_public_until_they_are_switched_on(town: Town) -> None:
    assert not town.at_desk(is_published)
    assert found(town, "vaggeryd") is None
    town.at_desk(publish())
    assert town.at_desk(is_published)
    assert found(town, "vaggeryd") == "Vaggeryd"


def test_they_can_be_switched_off_again(town: Town) -> None:
    town.at_desk(publish())
    town.at_desk(unpublish)
    assert not town.at_desk(is_published)
    assert found(town, "vaggeryd") is None


def test_switching_on_twice_keeps_the_first_day_and_off_twice_does_nothing(town: Town) -> None:
    town.at_desk(publish())
    town.at_desk(publish(date(2027, 1, 1)))
    rows = town.at_desk(lambda desk: [row.since for row in desk.session.query(PublicationRow)])
    assert rows == [DAY]
    town.at_desk(unpublish)
    town.at_desk(unpublish)
    assert not town.at_desk(is_published)


@pytest.mark.parametrize("slug", ["nowhere", "Vaggeryd", "", "vaggeryd\0", "vaggeryd\ud800", "%"])
def test_only_the_slug_itself_finds_it(town: Town, slug: str) -> None:
    town.at_desk(publish())
    assert found(town, slug) is None
