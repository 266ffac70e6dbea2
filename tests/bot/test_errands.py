"""What is done after an acknowledgement is done to its end, also when samspel stops."""

import asyncio
from datetime import timedelta

from bot.errands import Errands
from tests.towns import Town


def test_a_stop_waits_for_what_has_been_acknowledged(town: Town) -> None:
    done: list[str] = []

    async def slow() -> None:
        await asyncio.sleep(0.2)
        done.append("slow")

    async def story() -> None:
        errands = Errands(town.app)
        errands.begin(slow())
        await errands.finish(timedelta(seconds=5))
        assert done == ["slow"]

    asyncio.run(story())


def test_what_fails_is_said_once_and_not_again_where_that_fails_too(town: Town) -> None:
    said: list[str] = []

    async def fails() -> None:
        raise ValueError

    async def sorry() -> None:
        said.append("sorry")
        raise ValueError

    async def story() -> None:
        errands = Errands(town.app)
        errands.begin(fails(), otherwise=sorry)
        await errands.finish(timedelta(seconds=5))

    asyncio.run(story())
    assert said == ["sorry"]


def test_a_stop_waits_for_what_begins_meanwhile(town: Town) -> None:
    done: list[str] = []

    async def later() -> None:
        await asyncio.sleep(0.1)
        done.append("later")

    async def story() -> None:
        errands = Errands(town.app)

        async def first() -> None:
            errands.begin(later())

        errands.begin(first())
        await errands.finish(timedelta(seconds=5))
        assert done == ["later"]

    asyncio.run(story())
