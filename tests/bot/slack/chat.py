"""The way out to a Slack of one's own, for tests in which each call comes in a loop of its own."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.database import connect
from bot.main import App
from bot.slack.outbound import SlackChat
from bot.slack.tokens import OneToken
from bot.slack.workplace import Workplace
from tests.bot.slack.stand_in import Slack


@contextmanager
def slack_chat(slack: Slack | None = None) -> Iterator[SlackChat]:
    """A chat whose Slack runs in a thread of its own, with two channels."""
    slack = slack or Slack()
    for channel in ("C1", "C2"):
        slack.open(channel)
    with served(slack) as url:
        client = AsyncWebClient(token="xoxb-1", base_url=url, retry_handlers=[])  # noqa: S106
        app = App(engine=connect("sqlite://"), now=lambda: datetime.now(UTC))
        yield SlackChat(Workplace(app=app, client=client, tokens=OneToken("xoxb-1")))


@contextmanager
def served(slack: Slack) -> Iterator[str]:
    """Its address while it runs in a thread."""
    with in_a_thread(slack) as (url, _):
        yield url


@contextmanager
def in_a_thread(slack: Slack) -> Iterator[tuple[str, asyncio.AbstractEventLoop]]:
    """Its address, and the loop that it runs in."""
    loop = asyncio.new_event_loop()
    running = slack.running()
    url = loop.run_until_complete(running.__aenter__())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield url, loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(running.__aexit__(None, None, None))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
