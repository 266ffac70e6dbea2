"""A municipality that lives in a Slack of its own: everybody has an account there, and samspel
runs as it does for real but for the clock.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import aiohttp
from sqlalchemy import delete

from bot import channels, people, settings, web, workspaces
from bot.desk import Desk
from bot.main import App
from bot.people import Address
from bot.playground.cast import players
from bot.playground.clock import advance
from bot.slack import CHAT, places, serving
from bot.slack.settings import Slack as Settings
from bot.tables import ChannelRow, IdentityRow
from messages.addressing import Purpose
from tests.bot.slack.people import SECRET, Answer, People
from tests.bot.slack.stand_in import Slack
from tests.bot.slack.web_api import TEAM, Json
from tests.towns import STOCKHOLM, Town

CHANNELS = {
    Purpose.MANAGEMENT_GROUP: "C1",
    Purpose.MANAGERS: "C2",
    Purpose.ELECTED_MEMBERS: "C3",
}


HOLDERS = 10
"""How many of the cast hold an office or look after samspel."""

A_WHILE = timedelta(seconds=10)
"""Long enough for a few messages to one place, which are a second apart."""


@dataclass(kw_only=True)
class SlackTown:
    """The town, its Slack, and what people do in it; users are the cast's, in capitals."""

    town: Town
    app: App
    slack: Slack
    people: People
    service: serving.SlackService
    configured: Settings

    async def settled(self) -> None:
        """Wait until everything that was begun is done, and what followed from it has been sent,
        at Slack's pace.
        """
        await self.service.finish()
        clock = self.town.clock
        await advance(self.app, clock, clock.now + A_WHILE, _unseen)

    async def command(self, user: str, text: str, channel: str = "C1", **about: str) -> Answer:
        """Somebody types /samspel, and what follows from it has happened."""
        answer = await self.people.command(user, text, channel, **about)
        await self.settled()
        return answer

    async def write(self, user: str, text: str, **about: str) -> None:
        """Somebody writes to samspel alone."""
        await self.people.write(user, text, **about)
        await self.settled()

    async def mention(self, user: str, text: str, channel: str = "C1", **about: str) -> None:
        """Somebody writes @samspel in a channel."""
        await self.people.mention(user, text, channel, **about)
        await self.settled()

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Somebody opens samspel."""
        await self.people.open_home(user, tab)
        await self.settled()

    async def press(self, user: str, post: Json, label: str) -> None:
        """Somebody presses a button."""
        await self.people.press(user, post, label)
        await self.settled()

    async def go(self, day: date, at: time = time(23, 59)) -> None:
        """Let time go by."""
        await advance(self.app, self.town.clock, datetime.combine(day, at, STOCKHOLM), _unseen)

    def titles(self, user: str, channel: str = "") -> list[str]:
        """The titles of what samspel has said there."""
        posts = [post for post in self.slack.seen(user, channel) if post["blocks"]]
        return [post["text"].partition("\n")[0] for post in posts]

    def last(self, user: str, channel: str = "") -> Json:
        """What samspel said there last."""
        return [post for post in self.slack.seen(user, channel) if post["blocks"]][-1]


@dataclass(kw_only=True)
class Served:
    """A samspel that answers at a loopback address, and the people who speak to it."""

    url: str
    app: App
    people: People
    service: serving.SlackService


@contextlib.asynccontextmanager
async def slack_town(
    town: Town, *, socket: bool = False, per_minute: int = 6000, known: bool = True
) -> AsyncIterator[SlackTown]:
    """A town in Slack; `socket` for Socket Mode, not `known` where nobody has been seen yet."""
    slack = Slack()
    for channel in CHANNELS.values():
        slack.open(channel)
    town.at_desk(lambda desk: move(desk, slack, known=known))
    async with slack.running() as api:
        configured = Settings(
            bot_token="xoxb-1",  # noqa: S106 - of a Slack of our own
            signing_secret="" if socket else SECRET,
            app_token="xapp-1" if socket else "",
            api_url=api,
            per_minute=per_minute,
        )
        async with served_town(town, slack, configured) as served:
            await _looked_around(slack, known=known)
            people = served.people
            yield SlackTown(
                town=town,
                app=served.app,
                slack=slack,
                people=people,
                service=served.service,
                configured=configured,
            )


@contextlib.asynccontextmanager
async def served_town(town: Town, slack: Slack, configured: Settings) -> AsyncIterator[Served]:
    """The town's samspel, running as it does for real but for the clock and the metronome."""
    async with contextlib.AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        client = await stack.enter_async_context(serving.client(configured))
        service = serving.SlackService(town.app, configured, client)
        app = replace(town.app, chats={CHAT: service.chat})
        address = settings.Address(host="127.0.0.1", port=0)
        listening = stack.enter_context(address.bound())
        stop = asyncio.Event()
        stack.push_async_callback(service.finish)
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        stack.callback(stop.set)
        tasks.create_task(service.run(stop))
        site = web.application(app, lambda: True, service.routes)
        tasks.create_task(web.serve(site, listening, stop))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        socket = bool(configured.app_token)
        await until(lambda: bool(slack.sockets) or not socket)
        await _answers(f"{url}/healthz", session)
        people = People(slack=slack, url="" if socket else url, session=session)
        yield Served(url=url, app=app, people=people, service=service)


async def _looked_around(slack: Slack, *, known: bool) -> None:
    """Wait until samspel has looked around, as it does when it starts."""
    last, times = ("users.info", len(players())) if known else ("conversations.open", HOLDERS)
    await until(lambda: sum(method == last for method, _ in slack.calls) >= times)


async def until(happened: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something; fail where it does not happen."""
    async with asyncio.timeout(seconds):
        while not happened():  # noqa: ASYNC110 - it happens elsewhere
            await asyncio.sleep(0.01)


def move(desk: Desk, slack: Slack, *, known: bool) -> None:
    """Everybody leaves the playground for Slack, where they have accounts with their e-mails."""
    for player in players():
        slack.join(player.user.upper(), f"{player.user}@exempel.se")
    desk.session.execute(delete(IdentityRow))
    desk.session.execute(delete(ChannelRow))
    workspaces.bind(desk.session, desk.municipality, CHAT, TEAM, desk.now)
    for purpose, channel in CHANNELS.items():
        address = Address(chat=CHAT, place=places.join(TEAM, channel))
        channels.connect(desk.session, desk.municipality, purpose, address)
    for user in list(slack.users.values()) if known else ():
        person = people.by_email(desk.session, desk.municipality, user.email)
        assert person
        address = Address(chat=CHAT, place=places.join(TEAM, slack.direct(user.id).id))
        people.identify(desk.session, person, address, places.join(TEAM, user.id), confirmed=True)


async def _answers(url: str, session: aiohttp.ClientSession) -> None:
    """Wait until samspel answers."""
    async with asyncio.timeout(20):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(url):
                    return
            await asyncio.sleep(0.01)


async def _unseen() -> None:
    """Nobody looks on."""
