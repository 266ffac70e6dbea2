"""`samspel run`: samspel for real."""

import asyncio
import gc
import logging
import os
import signal
import socket
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    ExitStack,
    asynccontextmanager,
)
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import click
from sqlalchemy import Engine

from bot import alone, database, logs, settings, slack, teams, web, workspaces
from bot.chat import Service
from bot.cli import stored
from bot.commands import answering
from bot.main import App, Patience
from bot.metronome import Metronome
from bot.teams import settings as teams_settings
from messages.errors import PlainError

AHEAD = timedelta(milliseconds=300)
"""About as long as it takes to write the letters of a large batch."""

COLLECT = (50_000, 20, 20)
"""How many new objects Python looks for garbage after: a batch of letters makes many at once."""

log = logging.getLogger(__name__)


@click.command()
@click.option(
    teams_settings.FLAG,
    "on_trial",
    is_flag=True,
    help="Let a Teams client on this machine in, whoever it says it is; for trials alone.",
)
def run(*, on_trial: bool) -> None:
    """Run samspel until it is stopped: plan what is to be said, and send what is due.

    Slack is switched on by SLACK_BOT_TOKEN together with SLACK_APP_TOKEN (Socket Mode) or
    SLACK_SIGNING_SECRET (HTTP, at /slack/events), or, for several workspaces, by SLACK_CLIENT_ID;
    'samspel slack manifest' prints what to make the app from. Microsoft Teams is switched on by
    CLIENT_ID, CLIENT_SECRET and TENANT_ID, and calls /api/messages; 'samspel teams package' makes
    the app. Without a chat, what is due waits in the outbox.

    Answers /healthz, /readyz and /metrics at SAMSPEL_LISTEN (127.0.0.1:8080; off for nowhere).
    SAMSPEL_LOG=json logs in JSON.
    """
    configured = settings.load(os.environ)
    if on_trial:
        configured = replace(configured, teams=_trial(configured))
    _reachable(configured)
    logs.configure(as_json=configured.json_logs)
    with ExitStack() as stack:
        engine = stack.enter_context(stored.engine())
        _keep_apart(engine, on_trial=on_trial)
        stack.enter_context(alone.alone(engine))
        at = configured.listen
        listening = stack.enter_context(at.bound()) if at else None
        patience = Patience(ahead=AHEAD)
        app = App(engine=engine, now=lambda: datetime.now(UTC), patience=patience)
        asyncio.run(until_stopped(app, listening, configured))


async def until_stopped(
    app: App, listening: socket.socket | None, configured: settings.Settings
) -> None:
    """Run until SIGTERM or SIGINT, then finish what is begun."""
    answering.prepare(app)
    gc.freeze()  # what is loaded by now stays for good, and need not be looked through again
    gc.set_threshold(*COLLECT)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    metronome = Metronome()
    app = replace(app, wake=metronome.wake)
    async with AsyncExitStack() as stack:
        services = [await stack.enter_async_context(one) for one in _services(app, configured)]
        chats = {service.name: service.chat for service in services}
        app = replace(app, chats={**app.chats, **chats})
        if not app.chats:
            log.warning("no chat is switched on: what is due waits in the outbox")
        for service in services:
            stack.push_async_callback(service.finish)
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        tasks.create_task(metronome.run(app, stop))
        for service in services:
            tasks.create_task(service.run(stop))
        if listening:
            routes = [route for service in services for route in service.routes]
            going, url = lambda: metronome.is_going(app.now()), configured.url
            site = web.application(app, going, routes, url)
            tasks.create_task(web.serve(site, listening, stop))


def _reachable(configured: settings.Settings) -> None:
    """Teams has one way in."""
    if configured.teams and configured.listen is None:
        raise PlainError(
            f"Teams calls samspel: let {settings.LISTEN} be an address, as "
            f"{settings.DEFAULT_LISTEN}."
        )


def _trial(configured: settings.Settings) -> settings.Teams:
    at = configured.listen
    found = teams_settings.on_trial(at.host if at else None, configured.teams)
    return replace(found, url=f"http://{at.host}:{at.port}" if at else "")


def _keep_apart(engine: Engine, *, on_trial: bool) -> None:
    """Who was on trial is nobody for real: each has a database of its own."""
    with database.reading(engine) as session:
        tenants = set(workspaces.bound(session, teams.CHAT))
        others = tenants - {teams_settings.ON_TRIAL} or workspaces.bound(session, slack.CHAT)
    if on_trial and others:
        raise PlainError(
            f"This database is in use for real: try {teams_settings.FLAG} with another "
            f"{settings.DATABASE_URL}."
        )
    if not on_trial and teams_settings.ON_TRIAL in tenants:
        raise PlainError(
            f"This database was used with {teams_settings.FLAG}: run 'samspel init' with another "
            f"{settings.DATABASE_URL} for what is real."
        )


def _services(
    app: App, configured: settings.Settings
) -> Iterator[AbstractAsyncContextManager[Service]]:
    """The chats that are switched on; only those are imported."""
    if configured.slack:
        yield _slack(app, configured.slack)
    if configured.teams:
        yield _teams(app, configured.teams)


@asynccontextmanager
async def _teams(app: App, configured: settings.Teams) -> AsyncIterator[Service]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the SDK warns of its own experiments
        from bot.teams import serving  # noqa: PLC0415

    async with serving.service(app, configured) as found:
        yield found


@asynccontextmanager
async def _slack(app: App, configured: settings.Slack) -> AsyncIterator[Service]:
    from bot.slack import serving  # noqa: PLC0415

    async with serving.client(configured) as client:
        yield serving.SlackService(app, configured, client)
