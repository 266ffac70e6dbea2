"""APScheduler as the metronome: its beats wake the planner and the sender.

Its job store is not used: what is to be said stands in the outbox (docs/decisions/0002).
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot import faults, sender
from bot.main import App
from bot.sender import Sender

SENDING = timedelta(seconds=15)
"""How often the outbox is looked at; what follows from a click wakes the sender at once."""

PLANNING = timedelta(minutes=10)
"""How often the calendar is; a change of it is planned when it is made."""

SHORTEST = timedelta(milliseconds=200)
"""How long the sender rests at least: what is due may have to wait for what is on its way."""

AGAIN = timedelta(seconds=2)
"""How long the sender waits after an error, such as a database that does not answer."""

STUCK = timedelta(minutes=2)
"""How long ago the sender may have looked at the outbox before somebody should see to it."""

FINISHING = timedelta(seconds=30)
"""How long a stop may take: what is on its way is waited for, and what became of it stored."""

log = logging.getLogger(__name__)


class Metronome:
    """Keeps planning and sending until it is stopped; made in the event loop that it runs in."""

    def __init__(self) -> None:
        self._sending: Sender | None = None
        self._due = asyncio.Event()
        self._planning = asyncio.Lock()
        self._loop = asyncio.get_running_loop()

    def is_going(self, now: datetime) -> bool:
        """Whether the sender has looked at the outbox lately without an error."""
        looked_at = self._sending.looked_at if self._sending else None
        return looked_at is not None and abs(now - looked_at) < STUCK

    def wake(self) -> None:
        """Let the sender look at the outbox now; from any thread."""
        self._loop.call_soon_threadsafe(self._due.set)

    async def run(self, app: App, stop: asyncio.Event) -> None:
        """Beat until `stop` is set, then finish what is begun."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        for step, every in ((self._plan, PLANNING), (self._beat, SENDING)):
            trigger = IntervalTrigger(seconds=int(every.total_seconds()), timezone=UTC)
            now = datetime.now(UTC)
            scheduler.add_job(
                step, trigger, [app], max_instances=1, coalesce=True, next_run_time=now
            )
        scheduler.start()
        sending = self._sending = Sender(app)
        while not stop.is_set():
            wait = SENDING if await self._round(sending, stop) else AGAIN
            await self._rest(app, sending, stop, wait)
        scheduler.shutdown(wait=False)
        await self._finish(sending, stop)

    async def _beat(self, _app: App) -> None:
        self._due.set()

    async def _plan(self, app: App) -> None:
        async with self._planning:
            try:
                await sender.plan(app)
                log.info("planned")
            except Exception as error:  # noqa: BLE001 - the next beat may do better
                log.error("planning failed", extra={"reason": faults.described(error)})  # noqa: TRY400
        self._due.set()

    async def _round(self, sending: Sender, stop: asyncio.Event) -> bool:
        try:
            await sending.send(stop)
        except Exception as error:  # noqa: BLE001 - it is tried again, and nothing is forgotten
            log.error("sending failed", extra={"reason": faults.described(error)})  # noqa: TRY400
            return False
        return True

    async def _rest(self, app: App, sending: Sender, stop: asyncio.Event, wait: timedelta) -> None:
        """Wait for a beat, for what is due next, or for the stop."""
        if sending.next_at is not None and wait == SENDING:
            wait = min(wait, max(sending.next_at - app.now(), SHORTEST))
        woken = [asyncio.create_task(event.wait()) for event in (self._due, stop)]
        await asyncio.wait(woken, timeout=wait.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
        for task in woken:
            task.cancel()
        self._due.clear()

    async def _finish(self, sending: Sender, stop: asyncio.Event) -> None:
        until: Callable[[], bool] = _deadline(self._loop, FINISHING)
        async with self._planning:
            pass  # a plan that is being made is stored
        while not until():
            if await self._round(sending, stop):
                log.info("stopped")
                return
            await asyncio.sleep(AGAIN.total_seconds())
        log.error("stopped without knowing what became of some messages; they are asked for later")


def _deadline(loop: asyncio.AbstractEventLoop, after: timedelta) -> Callable[[], bool]:
    end = loop.time() + after.total_seconds()
    return lambda: loop.time() >= end
