"""How a story in Slack is told: over HTTP with signed requests, or in Socket Mode."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.bot.slack.town import SlackTown, slack_town
from tests.towns import Town

Story = Callable[[SlackTown], Awaitable[None]]

in_both_ways = pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])


def tell(
    town: Town, story: Story, *, socket: bool = False, known: bool = True, per_minute: int = 6000
) -> None:
    """Let the story happen in the town; not `known` where nobody has been seen in Slack yet."""

    async def told() -> None:
        async with slack_town(town, socket=socket, known=known, per_minute=per_minute) as here:
            await story(here)

    asyncio.run(told())
