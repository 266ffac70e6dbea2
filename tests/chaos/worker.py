"""A samspel of its own, to be killed: `python -m tests.chaos.worker URL PORT T0 CAN_TELL`."""

import asyncio
import logging
import sys
import time
from dataclasses import replace
from datetime import timedelta

from bot.cli.run import until_stopped
from bot.database import connect
from bot.main import App, Patience
from tests.chaos.filling import CHAT, NOW
from tests.local_chat import LocalChat

PATIENCE = Patience(
    request=timedelta(seconds=2), settling=timedelta(seconds=1), margin=timedelta(seconds=1)
)
"""Shorter than in earnest, so that much goes wrong in a short time."""


def main(url: str, port: str, begun: str, can_tell: str) -> None:
    """Run as `samspel run` does, with a clock that showed NOW at `begun` (seconds since 1970)."""
    logging.basicConfig(level=logging.ERROR)
    engine = connect(url)
    chat = LocalChat(int(port), can_tell=can_tell == "yes")
    app = App(
        engine=engine,
        chats={CHAT: chat},
        now=lambda: NOW + timedelta(seconds=time.time() - float(begun)),
    )
    asyncio.run(until_stopped(replace(app, patience=PATIENCE), None))


if __name__ == "__main__":
    main(*sys.argv[1:])
