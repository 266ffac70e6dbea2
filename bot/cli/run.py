"""`samspel run`: samspel for real."""

import asyncio
import logging
from datetime import UTC, datetime

import click

from bot import metronome
from bot.cli import stored
from bot.main import App


@click.command()
def run() -> None:
    """Run samspel until it is stopped: plan what is to be said, and send what is due.

    No chat can be switched on in this version: what is due then waits in the outbox. To see
    samspel at work, use 'samspel playground'.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for library in ("alembic", "apscheduler"):
        logging.getLogger(library).setLevel(logging.WARNING)
    with stored.engine() as engine:
        app = App(engine=engine, chats={}, now=lambda: datetime.now(UTC))
        asyncio.run(metronome.run(app))
