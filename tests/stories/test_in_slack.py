"""Stories in Slack, over HTTP with signed requests and in Socket Mode."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.bot.slack.people import buttons, title, words
from tests.bot.slack.town import SlackTown, slack_town
from tests.towns import Town

Story = Callable[[SlackTown], Awaitable[None]]


def tell(town: Town, story: Story, *, socket: bool = False) -> None:
    async def told() -> None:
        async with slack_town(town, socket=socket) as found:
            await story(found)

    asyncio.run(told())


in_both_ways = pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])


@in_both_ways
def test_a_question_is_answered_privately_and_shared(town: Town, socket: bool) -> None:  # noqa: FBT001
    async def story(here: SlackTown) -> None:
        answer = await here.people.command("SARA", "får en politiker ringa en enhetschef?")
        assert (answer.status, answer.body) == (200, {})
        await here.settled()
        assert title(here.last("SARA", "C1")) == "Kontakt med medarbetare går via förvaltningschefen"
        assert here.titles("ANNA", "C1") == []
        await here.people.press("SARA", here.last("SARA", "C1"), "Dela i kanalen")
        await here.settled()
        assert here.titles("ANNA", "C1") == ["Kontakt med medarbetare går via förvaltningschefen"]
        assert "Dela i kanalen" not in buttons(here.last("ANNA", "C1"))
        assert "avsnitt 3" in words(here.last("ANNA", "C1"))

    tell(town, story, socket=socket)
