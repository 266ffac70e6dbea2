"""`samspel run`: samspel for real."""

import asyncio
import gc
import logging
import os
import signal
import socket
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import click

from bot import alone, logs, settings, web
from bot.cli import stored
from bot.main import App, Patience
from bot.metronome import Metronome

AHEAD = timedelta(milliseconds=300)
"""About as long as it takes to write the letters of a large batch."""

COLLECT = (50_000, 20, 20)
"""How many new objects Python looks for garbage after: a batch of letters makes many at once."""

log = logging.getLogger(__name__)


@click.command()
def run() -> None:
    """Run samspel until it is stopped: plan what is to be said, and send what is due.

    No chat can be switched on in this version: what is due then waits in the outbox. To see
    samspel at work, use 'samspel playground'.

    Answers /healthz, /readyz and /metrics at SAMSPEL_LISTEN (127.0.0.1:8080; off for nowhere).
    SAMSPEL_LOG=json logs in JSON.
    """
    configured = settings.load(os.environ)
    logs.configure(as_json=configured.json_logs)
    with ExitStack() as stack:
        engine = stack.enter_context(stored.engine())
        stack.enter_context(alone.alone(engine))
        at = configured.listen
        listening = stack.enter_context(at.bound()) if at else None
        patience = Patience(ahead=AHEAD)
        app = App(engine=engine, chats={}, now=lambda: datetime.now(UTC), patience=patience)
        asyncio.run(until_stopped(app, listening))


async def until_stopped(app: App, listening: socket.socket | None) -> None:
    """Run until SIGTERM or SIGINT, then finish what is begun."""
    gc.freeze()  # what is loaded by now stays for good, and need not be looked through again
    gc.set_threshold(*COLLECT)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    metronome = Metronome()
    app = replace(app, wake=metronome.wake)
    if not app.chats:
        log.warning("no chat is switched on: what is due waits in the outbox")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(metronome.run(app, stop))
        if listening:
            site = web.application(app, lambda: metronome.is_going(app.now()))
            tasks.create_task(web.serve(site, listening, stop))
