"""A municipality that lives in a Teams of its own: everybody has an account there, and samspel
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
from bot.tables import ChannelRow, IdentityRow
from bot.teams import CHAT, places, serving
from bot.teams.tables import ConversationRow
from messages.addressing import Purpose
from tests.bot.teams.connector import Connector
from tests.bot.teams.people import Answer, People, button, card_of, text, title
from tests.bot.teams.tenant import TENANT, Json
from tests.towns import STOCKHOLM, Town

CHANNELS = {
    Purpose.MANAGEMENT_GROUP: "19:ledning@thread.tacv2",
    Purpose.MANAGERS: "19:chefer@thread.tacv2",
    Purpose.ELECTED_MEMBERS: "19:valda@thread.tacv2",
}
MANAGEMENT, MANAGERS, ELECTED = CHANNELS.values()
GROUP = "19:grupp@thread.v2"

A_WHILE = timedelta(seconds=20)
"""Long enough for a few messages to one place."""


@dataclass(kw_only=True)
class TeamsTown:
    """The town, its Teams, and what people do in it; users are the cast's."""

    town: Town
    app: App
    teams: Connector
    people: People
    service: serving.TeamsService

    async def settled(self) -> None:
        """Wait until everything that was begun is done, and what followed from it has been sent,
        at Teams' pace.
        """
        await self.service.finish()
        clock = self.town.clock
        await advance(self.app, clock, clock.now + A_WHILE, _unseen)

    async def write(self, user: str, words: str) -> None:
        """Somebody writes to samspel alone."""
        answer = await self.people.write(user, words)
        assert answer.status == 200
        await self.settled()

    async def mention(
        self, user: str, words: str, place: str = MANAGEMENT, thread: str = "7"
    ) -> None:
        """Somebody writes @samspel where others are."""
        answer = await self.people.mention(user, words, place, thread)
        assert answer.status == 200
        await self.settled()

    async def press(self, user: str, post: Json, label: str) -> str:
        """Somebody presses a button; the line that only that one sees."""
        answer = await self.people.press(user, post, label)
        assert answer.status == 200
        await self.settled()
        return answer.says

    async def fill(self, user: str, **values: str) -> Json:
        """Somebody fills in the last form alone; the card that takes its place."""
        answer = await self.people.fill(user, self.last(user), **values)
        assert answer.status == 200
        await self.settled()
        shown: Json = answer.body["value"]
        return shown

    async def go(self, day: date, at: time = time(23, 59)) -> None:
        """Let time go by."""
        await advance(self.app, self.town.clock, datetime.combine(day, at, STOCKHOLM), _unseen)

    def seen(self, place: str) -> list[Json]:
        """What samspel has said in a conversation, or to a person alone."""
        return self.teams.conversations.get(place, self.teams.own(place)).posts

    def titles(self, place: str) -> list[str]:
        """The first words of each."""
        return [title(post) for post in self.seen(place)]

    def last(self, place: str) -> Json:
        """What samspel said there last."""
        return self.seen(place)[-1]


@dataclass(kw_only=True)
class Served:
    """A samspel that answers at a loopback address, and the people who speak to it."""

    url: str
    app: App
    people: People
    service: serving.TeamsService


@contextlib.asynccontextmanager
async def teams_town(town: Town, *, known: bool = True) -> AsyncIterator[TeamsTown]:
    """A town in Teams; not `known` where nobody has been seen yet."""
    teams = Connector()
    for conversation in CHANNELS.values():
        teams.open(conversation)
    teams.open(GROUP, "groupChat")
    async with teams.running():
        town.at_desk(lambda desk: move(desk, teams, known=known))
        async with served_town(town.app, teams) as served:
            yield TeamsTown(
                town=town,
                app=served.app,
                teams=teams,
                people=served.people,
                service=served.service,
            )


@contextlib.asynccontextmanager
async def served_town(app: App, teams: Connector) -> AsyncIterator[Served]:
    """The town's samspel, running as it does for real but for the clock and the metronome."""
    async with contextlib.AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        service = await stack.enter_async_context(serving.service(app, teams.settings))
        app = replace(app, chats={CHAT: service.chat})
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
        await _answers(f"{url}/healthz", session)
        people = People(teams=teams, url=url, session=session)
        yield Served(url=url, app=app, people=people, service=service)


async def until(happened: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something; fail where it does not happen."""
    async with asyncio.timeout(seconds):
        while not happened():  # noqa: ASYNC110 - it happens elsewhere
            await asyncio.sleep(0.01)


def move(desk: Desk, teams: Connector, *, known: bool) -> None:
    """Everybody leaves the playground for Teams, where they have accounts with their e-mails."""
    for player in players():
        teams.join(player.user, f"{player.user}@exempel.se")
    desk.session.execute(delete(IdentityRow))
    desk.session.execute(delete(ChannelRow))
    workspaces.bind(desk.session, desk.municipality, CHAT, TENANT, desk.now)
    for purpose, conversation in CHANNELS.items():
        address = Address(chat=CHAT, place=conversation)
        channels.connect(desk.session, desk.municipality, purpose, address)
    for one in teams.conversations.values():
        remember(desk, teams, one.id, one.kind)
    for member in list(teams.members.values()) if known else ():
        person = people.by_email(desk.session, desk.municipality, member.email)
        assert person
        own, user_id = teams.own(member.id), places.person(TENANT, member.object_id)
        remember(desk, teams, own.id, own.kind, user_id)
        address = Address(chat=CHAT, place=own.id)
        people.identify(desk.session, person, address, user_id, confirmed=True)


def remember(desk: Desk, teams: Connector, conversation: str, kind: str, user_id: str = "") -> None:
    """As if samspel had been let in there before."""
    row = ConversationRow(
        id=conversation,
        kind=kind,
        service_url=teams.service_url,
        user_id=user_id,
        heard_at=desk.now,
    )
    desk.session.add(row)


async def _answers(url: str, session: aiohttp.ClientSession) -> None:
    for _ in range(500):
        with contextlib.suppress(aiohttp.ClientError):
            async with session.get(url):
                return
        await asyncio.sleep(0.01)
    raise AssertionError("it does not answer")


async def _unseen() -> None:
    """Nobody looks on."""


__all__ = ["Answer", "TeamsTown", "button", "card_of", "teams_town", "text", "title"]
