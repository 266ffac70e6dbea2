"""The way out to a Teams of one's own, for tests in which each call comes in a loop of its own."""

from asyncio import AbstractEventLoop
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from bot.chat import Found
from bot.database import connect, migrate, opened
from bot.main import App
from bot.teams import conversations, serving
from bot.teams.conversations import Conversation, Kind
from bot.teams.outbound import LIMITS
from bot.teams.settings import Teams
from messages.message import Message
from schedules.pace import Limit
from tests.bot.slack.chat import in_a_thread
from tests.bot.teams.connector import Connector
from tests.databases import SQLiteFiles

PLACES = ("T1:C1", "T1:C2")


@dataclass(frozen=True)
class TeamsByTheCall:
    """Teams as samspel has it, made anew for each call: its connections live in one loop."""

    app: App
    configured: Teams
    limits: Sequence[Limit] = LIMITS

    async def send(self, place: str, message: Message, key: str) -> str:
        async with serving.service(self.app, self.configured) as service:
            return await service.chat.send(place, message, key)

    async def edit(self, place: str, message_id: str, message: Message) -> None:
        async with serving.service(self.app, self.configured) as service:
            await service.chat.edit(place, message_id, message)

    async def find(self, place: str, key: str, since: datetime) -> Found:
        async with serving.service(self.app, self.configured) as service:
            return await service.chat.find(place, key, since)


@contextmanager
def teams_chat(teams: Connector | None = None) -> Iterator[TeamsByTheCall]:
    """A chat whose Teams runs in a thread of its own, with two channels that samspel is in."""
    teams = teams or Connector()
    with _database() as app, in_a_thread_of_its_own(teams):
        for place in PLACES:
            teams.open(place)
            let_in(app, place, teams.service_url)
        yield TeamsByTheCall(app, teams.settings)


@contextmanager
def in_a_thread_of_its_own(teams: Connector) -> Iterator[tuple[str, AbstractEventLoop]]:
    """Its address, and the loop that it runs in."""
    with in_a_thread(cast("Any", teams)) as found:  # it only needs what runs
        yield found


def let_in(app: App, place: str, service_url: str) -> None:
    """Samspel has been let in to the channel, which is reached there."""
    found = Conversation(id=place, kind=Kind.CHANNEL, service_url=service_url)
    conversations.save(app, found)


@contextmanager
def _database() -> Iterator[App]:
    with TemporaryDirectory() as folder:
        url = SQLiteFiles(Path(folder)).filled("empty", _fill)
        with opened(url) as engine:
            yield App(engine=engine, now=lambda: datetime.now(UTC))


def _fill(url: str) -> None:
    engine = connect(url)
    migrate(engine)
    engine.dispose()
