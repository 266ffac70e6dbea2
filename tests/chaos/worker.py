"""A samspel of its own, to be killed: python -m tests.chaos.worker URL PORT BEGUN GAP CAN_TELL."""

import asyncio
import logging
import sys
import time
from datetime import timedelta

from bot.cli.run import AHEAD, until_stopped
from bot.database import connect
from bot.main import App, Patience
from bot.settings import Settings
from schedules.pace import PLACE, Limit, Rate
from tests.chaos.filling import CHAT, NOW
from tests.local_chat import LocalChat

PATIENCE = Patience(
    request=timedelta(seconds=2),
    settling=timedelta(seconds=1),
    margin=timedelta(seconds=1),
    ahead=AHEAD,
)
"""Shorter than in earnest, so that much goes wrong in a short time."""


def main(url: str, port: str, begun: str, gap: str, can_tell: str) -> None:
    """Run as `samspel run` does, with a clock that showed NOW at `begun` (seconds since 1970)."""
    logging.basicConfig(level=logging.CRITICAL)
    limit = Limit(name=PLACE, rate=Rate(every=timedelta(seconds=float(gap))))
    chat = LocalChat(int(port), can_tell=can_tell == "True", limits=(limit,))
    app = App(
        engine=connect(url),
        chats={CHAT: chat},
        now=lambda: NOW + timedelta(seconds=time.time() - float(begun)),
        patience=PATIENCE,
    )
    asyncio.run(until_stopped(app, None, Settings(database_url=url)))


if __name__ == "__main__":
    main(*sys.argv[1:])
