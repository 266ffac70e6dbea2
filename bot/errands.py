"""What is done after an acknowledgement: once, to its end, and without a word of it in the log."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from bot import faults, heard
from bot.chat import SendError, UnsureError
from bot.database import writing
from bot.main import App

TWICE = timedelta(seconds=2)
"""The same button pressed again so soon was pressed twice."""

log = logging.getLogger(__name__)

Work = Coroutine[Any, Any, None]


class Errands:
    """Runs what has been acknowledged; a stop waits for it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._going: set[asyncio.Task[None]] = set()

    def begin(
        self,
        work: Work,
        *,
        once: str = "",
        within: timedelta = heard.KEPT,
        otherwise: Callable[[], Work] | None = None,
    ) -> None:
        """Do it now, unless something of that name was begun within so long by any process.

        `otherwise` is done where it fails: to say so to whoever waits for an answer.
        """
        task = asyncio.ensure_future(self._run(work, once, within, otherwise))
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def finish(self, within: timedelta) -> None:
        """Wait for what is going on, and for what begins meanwhile, for so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within.total_seconds()):
                while self._going:
                    await asyncio.wait(set(self._going))

    async def _run(
        self, work: Work, once: str, within: timedelta, otherwise: Callable[[], Work] | None
    ) -> None:
        try:
            if once and not await asyncio.to_thread(first, self._app, once, within):
                return
            await work
        except Exception as error:  # noqa: BLE001 - whatever it was, whoever asked hears of it
            known = isinstance(error, SendError | UnsureError)
            reason = str(error) if known else faults.described(error)
            log.warning("not answered", extra={"reason": reason})
            if otherwise:
                await self._run(otherwise(), "", within, None)
        finally:
            work.close()


def first(app: App, name: str, within: timedelta) -> bool:
    """Whether this is the first time in so long that any process hears of that."""
    with writing(app.engine) as session:
        return heard.first(session, name, app.now(), within)
