"""How a story in Teams is told: over HTTP, with requests signed as Teams signs them."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.bot.teams.town import TeamsTown, teams_town
from tests.towns import Town

Story = Callable[[TeamsTown], Awaitable[None]]


def tell(town: Town, story: Story, *, known: bool = True) -> None:
    """Let the story happen in the town; not `known` where nobody has been seen in Teams yet."""

    async def told() -> None:
        async with teams_town(town, known=known) as here:
            await story(here)

    asyncio.run(told())
