"""The keys that Teams signs with: fetched when they are needed, kept, and fetched seldom."""

import asyncio
from dataclasses import replace

import pytest

from bot.teams import keys
from bot.teams.settings import Teams
from tests.bot.teams.clock import Clock, clock_of
from tests.bot.teams.connector import Connector
from tests.bot.teams.stranger import Here, question, tell
from tests.bot.teams.tenant import KEY
from tests.towns import Town

COOLED = 31.0
"""Seconds after which the keys may be asked for again."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return clock_of(keys, monkeypatch)


def asked(here: Here) -> int:
    """How often the keys have been asked for."""
    return [kind for kind, _ in here.teams.calls].count("keys")


async def status(here: Here, kid: str = KEY) -> int:
    key = kid if kid in here.teams.keys else KEY
    token = here.people.token(key=key, kid=kid)
    return (await here.people.tell(question(here.people), token)).status


@pytest.mark.parametrize("fault", [500, 404, 302, 200])
def test_while_the_keys_are_away_nobody_can_tell_and_then_it_works(town: Town, fault: int) -> None:
    """A 200 without content is what a proxy may say."""

    async def story(here: Here) -> None:
        here.teams.key_faults = [fault]
        assert await status(here) == 503
        assert await here.heard() == 0
        assert await status(here) == 200
        assert await here.heard() == 1

    tell(town, story)


def test_where_nothing_listens_nobody_can_tell(town: Town) -> None:
    class Keyless(Connector):
        @property
        def settings(self) -> Teams:
            return replace(super().settings, keys_url="http://127.0.0.1:9/keys")

    async def story(here: Here) -> None:
        assert await status(here) == 503

    tell(town, story, Keyless())


def test_the_keys_are_kept_and_are_not_missed_while_they_are_away(town: Town) -> None:
    async def story(here: Here) -> None:
        assert await status(here) == 200
        here.teams.key_faults = [500] * 9
        assert [await status(here) for _ in range(5)] == [200] * 5
        assert asked(here) == 1

    tell(town, story)


def test_many_who_ask_at_once_wait_for_the_same_keys(town: Town) -> None:
    async def story(here: Here) -> None:
        assert await asyncio.gather(*(status(here) for _ in range(10))) == [200] * 10
        assert asked(here) == 1

    tell(town, story)


def test_a_key_that_is_new_is_asked_for_at_most_twice_a_minute(town: Town, clock: Clock) -> None:
    async def story(here: Here) -> None:
        assert await status(here) == 200
        here.teams.keys.append("nyckel-2")
        assert await status(here, "nyckel-2") == 401
        assert asked(here) == 1
        clock.ahead += COOLED
        assert [await status(here, kid) for kid in ("nyckel-2", KEY)] == [200, 200]
        assert asked(here) == 2

    tell(town, story)


@pytest.mark.parametrize("faults", [[], [500] * 99], ids=["there", "away"])
def test_forged_keys_do_not_make_samspel_ask_again_and_again(
    town: Town, clock: Clock, faults: list[int]
) -> None:
    async def story(here: Here) -> None:
        assert await status(here) == 200
        clock.ahead += COOLED
        here.teams.key_faults = faults
        for number in range(20):
            assert await status(here, f"forged-{number}") in {401, 503}
        assert asked(here) <= 3
        assert await status(here) == 200

    tell(town, story)
