"""`samspel backup`: a copy of the database while samspel runs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click

from bot import database
from bot.cli import stored
from bot.cli.options import working
from messages.errors import PlainError


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the database into FILE, while samspel runs; FILE must not be there yet.

    To restore it, stop samspel, put the file in the database's place (and remove the files beside
    it that end in -wal and -shm), and start samspel: it goes on from there. What was sent after the
    backup was made may then be sent once more.
    """
    with stored.engine() as engine:
        if database.shared(engine):
            raise PlainError("A PostgreSQL database is copied with pg_dump, while samspel runs.")
        if file.exists():
            raise PlainError(f"{file} is there already; nothing was written.")
        unfinished = file.with_name(f"{file.name}.unfinished")
        with working("Copying"):
            _copy(str(engine.url.database), unfinished)
        unfinished.replace(file)
    click.echo(f"The database is copied into {file}.")


def _copy(source: str, target: Path) -> None:
    """All of one moment's state; nothing is left where it cannot be finished."""
    target.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise PlainError(f"The database cannot be copied: {error}.") from None
