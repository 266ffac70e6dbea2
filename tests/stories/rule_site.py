"""A samspel that answers in a thread of its own, for a browser to look at its public pages."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

from bot import web
from bot.main import App
from bot.settings import Address

PATIENCE = 30.0
"""Seconds to wait for the thread."""


@contextmanager
def served(app: App) -> Iterator[str]:
    """The address where it answers, as `http://127.0.0.1:12345`."""
    ready: Future[tuple[str, asyncio.AbstractEventLoop, asyncio.Event]] = Future()
    with ThreadPoolExecutor(max_workers=1) as thread:
        running = thread.submit(lambda: asyncio.run(_serve(app, ready)))
        either: list[Future[Any]] = [ready, running]
        wait(either, timeout=PATIENCE, return_when=FIRST_COMPLETED)
        if running.done():
            running.result()
        address, loop, stop = ready.result(timeout=0)
        try:
            yield address
        finally:
            loop.call_soon_threadsafe(stop.set)
            running.result(PATIENCE)


async def _serve(
    app: App, ready: "Future[tuple[str, asyncio.AbstractEventLoop, asyncio.Event]]"
) -> None:
    with Address(host="127.0.0.1", port=0).bound() as listening:
        listening.listen()
        stop = asyncio.Event()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        ready.set_result((address, asyncio.get_running_loop(), stop))
        await web.serve(web.application(app, lambda: True), listening, stop)
