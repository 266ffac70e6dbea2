"""The playground's clock goes forward, and runs every due instant on its way."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.playground.clock import Clock, advance, next_due
from tests.towns import Town


def test_it_only_goes_forward() -> None:
    clock = Clock(datetime(2026, 11, 20, tzinfo=UTC))
    clock.set(clock.now - timedelta(days=1))
    assert clock.now == datetime(2026, 11, 20, tzinfo=UTC)


def test_each_instant_is_shown_in_order(town: Town) -> None:
    shown: list[datetime] = []

    async def moved() -> None:
        shown.append(town.clock.now)

    until = town.clock.now + timedelta(days=30)
    asyncio.run(advance(town.app, town.clock, until, moved))
    assert shown == sorted(shown)
    assert len(set(shown)) >= 8
    assert town.clock.now == until
    sent = {post.at for post in town.wall.posts if post.key}
    assert sent <= set(shown)


def test_the_next_event_is_the_next_thing_to_be_said(town: Town) -> None:
    due = next_due(town.app)
    assert due == datetime(2026, 12, 9, 7, tzinfo=UTC)


def test_the_clock_passes_what_cannot_be_sent(town: Town) -> None:
    town.app.chats.clear()  # type: ignore[attr-defined]
    until = town.clock.now + timedelta(days=30)

    async def moved() -> None:
        """Nobody looks on."""

    asyncio.run(advance(town.app, town.clock, until, moved))
    assert town.clock.now == until
