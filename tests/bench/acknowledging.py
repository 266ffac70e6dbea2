"""How soon Slack hears that a command has arrived, while many reminders go out.

Three processes, as in earnest: Slack's, samspel's, and the one whose commands are timed.
"""

import asyncio
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

import aiohttp
from aiohttp import web
from sqlalchemy import text

from bot import settings
from bot.cli.run import AHEAD, until_stopped
from bot.database import connect
from bot.main import App, Patience
from bot.settings import Address
from bot.slack.settings import Slack as Settings
from tests.bench.timing import Result
from tests.bot.slack.people import SECRET, People
from tests.bot.slack.stand_in import Slack
from tests.bot.slack.web_api import TEAM, Channel
from tests.chaos.filling import NOW, fill
from tests.databases import SQLiteFiles

REMINDERS, MUNICIPALITIES, AT_ONCE, ROUNDS = 1000, 40, 20, 18
MOST = 0.1
"""Seconds, at the 99th percentile."""

BETWEEN = 1.0
"""Seconds between two rounds of commands: all of them take as long as the reminders do."""

SETTLED = 1.0
"""Seconds until the first plan is made; the reminders have begun to go out by then."""

IN_SLACK = (
    f"UPDATE identity SET chat = 'slack', user_id = '{TEAM}:U' || id, place = '{TEAM}:D' || id",  # noqa: S608 - our own words
    f"UPDATE channel SET chat = 'slack', place = '{TEAM}:C' || municipality_id || purpose",  # noqa: S608
    f"INSERT INTO workspace VALUES ('slack', '{TEAM}', 1, '2026-01-01 00:00:00')",  # noqa: S608
)


def measure() -> list[Result]:
    """The slowest of a hundred acknowledgements, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        url = SQLiteFiles(Path(folder)).empty()
        fill(url, MUNICIPALITIES, REMINDERS, seed=1)
        engine = connect(url)
        with engine.begin() as connection:
            for statement in IN_SLACK:
                connection.execute(text(statement))
        engine.dispose()
        times = asyncio.run(_timed(url))
    what = f"acknowledging {AT_ONCE} commands at once among {REMINDERS} reminders, p99 : 100 ms"
    return [Result(what=what, ours=quantiles(times, n=100)[98], theirs=MOST, most=1)]


async def _timed(url: str) -> list[float]:
    server = await _started("slack")
    api = await _said(server)
    samspel = await _started("samspel", url, api)
    address = await _said(samspel)
    slack = Slack(url=api.removesuffix("/api/"))
    for number in range(1, AT_ONCE + 1):
        slack.join(f"U{number}")
    async with aiohttp.ClientSession() as session:
        people = People(slack=slack, url=address, session=session)
        await asyncio.sleep(SETTLED)
        times = [one for _ in range(ROUNDS) for one in await _round(people)]
        posts = await _posts(session, slack.url)
    for process in (samspel, server):
        process.terminate()
        await process.wait()
    assert posts == REMINDERS, f"{posts} reminders went out meanwhile"
    return times


async def _round(people: People) -> list[float]:
    """Everybody types at once."""
    asked = (
        people.command(f"U{number}", "får en politiker ringa en enhetschef?")
        for number in range(1, AT_ONCE + 1)
    )
    found = await asyncio.gather(*asked)
    assert {one.status for one in found} == {200}
    await asyncio.sleep(BETWEEN)
    return [one.seconds for one in found]


async def _posts(session: aiohttp.ClientSession, url: str) -> int:
    async with session.get(f"{url}/posts") as found:
        return int(await found.text())


async def _started(*what: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, *what, stdout=asyncio.subprocess.PIPE
    )


async def _said(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    line = await asyncio.wait_for(process.stdout.readline(), timeout=30)
    return line.decode().strip()


class Swallowing(Slack):
    """A Slack that takes everything for anybody; what is sent has been checked elsewhere."""

    def _writable(self, channel: str, team: str) -> Channel:
        return self.channels.setdefault(channel, Channel(id=channel, team=team))

    def post_message(self, asked: dict[str, object], team: str) -> dict[str, object]:
        channel = self._writable(str(asked["channel"]), team)
        return {"ts": self.put(channel.id, dict(asked)), "channel": channel.id}

    def also(self, application: web.Application) -> None:
        application.router.add_get("/posts", self._count)

    async def _count(self, _request: web.Request) -> web.Response:
        return web.Response(text=str(sum(len(one.posts) for one in self.channels.values())))

    async def _response(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok")


async def _be_slack() -> None:
    async with Swallowing().running() as url:
        print(url, flush=True)  # noqa: T201 - the other processes wait for it
        await asyncio.Event().wait()


def _be_samspel(url: str, api: str) -> None:
    begun = time.time()
    app = App(
        engine=connect(url),
        now=lambda: NOW + timedelta(seconds=time.time() - begun),
        patience=Patience(ahead=AHEAD),
    )
    slack = Settings(
        bot_token="xoxb-1",  # noqa: S106 - of a Slack of our own
        signing_secret=SECRET,
        api_url=api,
        per_minute=6000,
    )
    with Address(host="127.0.0.1", port=0).bound() as listening:
        listening.listen()
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201
        asyncio.run(until_stopped(app, listening, settings.Settings(database_url=url, slack=slack)))


if __name__ == "__main__":
    if sys.argv[1] == "slack":
        asyncio.run(_be_slack())
    else:
        _be_samspel(*sys.argv[2:])
