"""APScheduler as the metronome: a beat wakes the planner and the sender.

Its job store is not used: what is to be said stands in the outbox (docs/decisions/0002).
"""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot import faults, sender
from bot.main import App

SENDING = timedelta(seconds=15)
"""How often the outbox is looked at; what follows from a click wakes the sender at once."""

PLANNING = timedelta(minutes=10)
"""How often the calendar is; a change of it is planned when it is made."""

log = logging.getLogger(__name__)


async def run(app: App) -> None:
    """Beat until the process is asked to stop (SIGTERM or SIGINT), then finish what is begun."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if not app.chats:
        log.warning("no chat is switched on: what is due waits in the outbox")
    working = asyncio.Lock()
    scheduler = AsyncIOScheduler(timezone=UTC)
    for step, every in ((sender.plan, PLANNING), (sender.send, SENDING)):
        await _beat(app, step, working)
        trigger = IntervalTrigger(seconds=int(every.total_seconds()), timezone=UTC)
        scheduler.add_job(_beat, trigger, [app, step, working], max_instances=1, coalesce=True)
    scheduler.start()
    await stop.wait()
    scheduler.shutdown(wait=False)
    async with working:
        log.info("stopped")


async def _beat(
    app: App, step: Callable[[App], Coroutine[None, None, None]], working: asyncio.Lock
) -> None:
    async with working:
        try:
            await step(app)
        except Exception as error:  # noqa: BLE001 - the next beat may do better
            log.error("a beat failed, the next one tries again: %s", faults.described(error))  # noqa: TRY400
