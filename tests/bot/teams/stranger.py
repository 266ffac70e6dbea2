"""Somebody whom nobody looks for writes to samspel: what comes of it is the request's alone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.main import App
from bot.teams import conversations, serving
from bot.teams.conversations import Conversation
from tests.bot.teams.connector import Connector
from tests.bot.teams.people import People
from tests.bot.teams.tenant import Json
from tests.bot.teams.town import served_town
from tests.towns import Town

USER = "nina"
QUESTION = "vad gäller hemliga ärenden"
UNHEARD = ("aiohttp", "httpx", "microsoft_teams")
"""What the tests' own server logs, and what samspel keeps quiet (bot/logs.py)."""


@dataclass(kw_only=True)
class Here:
    """A samspel that has been let in nowhere yet, and its Teams."""

    app: App
    teams: Connector
    people: People
    service: serving.TeamsService

    async def heard(self) -> int:
        """How many answers the stranger has got, once everything that was begun is done."""
        await self.service.finish()
        return len(self.teams.own(USER).posts)

    def stored(self) -> Conversation | None:
        """What samspel remembers of the stranger's conversation."""
        return conversations.find(self.app, self.teams.own(USER).id)


def question(people: People, **about: object) -> Json:
    """The stranger's question, with something about it as it should not be."""
    return people.activity(USER, type="message", text=QUESTION) | about


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """All that could be read in the log: every line with its fields, and every traceback."""
    line = logging.Formatter("%(message)s").format
    return "\n".join(
        f"{line(record)} {vars(record)}"
        for record in caplog.records
        if not record.name.startswith(UNHEARD)
    )


def tell(
    town: Town, story: Callable[[Here], Awaitable[None]], teams: Connector | None = None
) -> None:
    """Let the story happen over HTTP."""
    teams = teams or Connector()

    async def told() -> None:
        teams.join(USER, "nina@exempel.se")
        async with teams.running(), served_town(town.app, teams) as served:
            await story(
                Here(app=served.app, teams=teams, people=served.people, service=served.service)
            )

    asyncio.run(told())
