"""`samspel migrate`: bring the database to this version."""

import os

import click

from bot import database, settings
from bot.cli.options import working


@click.command()
def migrate() -> None:
    """Bring the database to this version; nothing happens where it is there already."""
    url = settings.load(os.environ).database_url
    with working("Migrating"), database.opened(url) as engine:
        database.migrate(engine)
    click.echo("The database is this version's.")
