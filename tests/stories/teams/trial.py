"""samspel on trial, in a thread of its own: a browser's events have the tests' thread."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import delete

from bot import channels, people, settings, web, workspaces
from bot.desk import Desk
from bot.main import App
from bot.people import Address
from bot.playground.clock import advance
from bot.tables import ChannelRow, IdentityRow
from bot.teams import CHAT, places, serving
from bot.teams.settings import ON_TRIAL, on_trial
from tests.stories.teams.playground import CHANNELS, HOST, PATIENCE, PEOPLE, account
from tests.towns import STOCKHOLM, Town

Result = TypeVar("Result")

A_WHILE = timedelta(seconds=20)
"""Long enough for a few messages to one place."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A samspel on trial, in a thread of its own."""

    town: Town
    app: App
    service: serving.TeamsService
    loop: asyncio.AbstractEventLoop
    stop: asyncio.Event

    def settled(self) -> None:
        """Wait until what was begun is done, and what followed from it has been sent."""
        self._do(self.service.finish())
        self._go(self.town.clock.now + A_WHILE)

    def go(self, day: date, at: time = time(23, 59)) -> None:
        """Let time go by."""
        self._go(datetime.combine(day, at, STOCKHOLM))

    def _go(self, until: datetime) -> None:
        self._do(advance(self.app, self.town.clock, until, _unseen))

    def _do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)


@contextmanager
def trial(town: Town, port: int) -> Iterator[Trial]:
    """The town's samspel at the port, as it runs on trial but for the clock and the metronome."""
    town.at_desk(_move)
    ready: Future[Trial] = Future()
    with ThreadPoolExecutor(max_workers=1) as thread:
        running = thread.submit(lambda: asyncio.run(_run(town, port, ready)))
        either: list[Future[Any]] = [ready, running]
        wait(either, timeout=PATIENCE, return_when=FIRST_COMPLETED)
        if running.done():
            running.result()
        found = ready.result(timeout=0)
        try:
            yield found
        finally:
            found.loop.call_soon_threadsafe(found.stop.set)
            running.result(PATIENCE)


async def _run(town: Town, port: int, ready: Future[Trial]) -> None:
    configured = replace(on_trial(HOST, None), url=f"http://{HOST}:{port}")
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(serving.service(town.app, configured))
        app = replace(town.app, chats={CHAT: service.chat})
        listening = stack.enter_context(settings.Address(host=HOST, port=port).bound())
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        site = web.application(app, lambda: True, service.routes)
        ready.set_result(Trial(town=town, app=app, service=service, loop=loop, stop=stop))
        await asyncio.gather(service.run(stop), web.serve(site, listening, stop))
        await service.finish()


def elsewhere(work: Callable[[], Result]) -> Result:
    """Done in a thread of its own: the browser has this one's event loop."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def _move(desk: Desk) -> None:
    """Everybody leaves samspel's own playground; those whom the client knows have been confirmed
    there, and the team's channels are used.
    """
    desk.session.execute(delete(IdentityRow))
    desk.session.execute(delete(ChannelRow))
    workspaces.bind(desk.session, desk.municipality, CHAT, ON_TRIAL, desk.now)
    for purpose, conversation in CHANNELS.items():
        address = Address(chat=CHAT, place=conversation)
        channels.connect(desk.session, desk.municipality, purpose, address)
    for user in PEOPLE:
        person = people.by_email(desk.session, desk.municipality, f"{user}@exempel.se")
        assert person
        address = Address(chat=CHAT, place=f"a:{user}")
        user_id = places.person(ON_TRIAL, account(user)["aadObjectId"])
        people.identify(desk.session, person, address, user_id, confirmed=True)


async def _unseen() -> None:
    """Nobody looks on."""
