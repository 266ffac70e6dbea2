"""`samspel teams`: what is needed to make the Teams app, and to bind the tenant."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import database, settings, workspaces
from bot.cli import municipalities, stored
from bot.teams import CHAT
from messages.errors import PlainError


@click.group()
def teams() -> None:
    """Make the Teams app, and say which municipality the tenant belongs to."""


@teams.command(short_help="Make the package that is uploaded in Teams.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("samspel.zip"),
    show_default=True,
    help="Where to write it.",
)
@click.option("--url", metavar="URL", help="samspel's address; otherwise SAMSPEL_URL.")
@click.option("--client-id", metavar="ID", help="The app's id in Entra; otherwise CLIENT_ID.")
def package(output: Path, url: str | None, client_id: str | None) -> None:
    """Make the app package (zip): the manifest, with exactly the rights that are used, and icons.

    Upload it in the Teams admin center, under Teams apps, Manage apps.
    """
    from bot.teams import package as packages  # noqa: PLC0415 - so that --help is quick

    given = settings.given(os.environ)
    address = (url or given.get("SAMSPEL_URL") or "").rstrip("/")
    made = packages.package((client_id or given.get("CLIENT_ID") or "").lower(), address)
    try:
        output.write_bytes(made)
    except OSError as error:
        raise PlainError(f"{output} cannot be written: {error.strerror}.") from None
    click.echo(f"{output} is ready: upload it in the Teams admin center.")


@teams.command(short_help="Say which municipality the tenant belongs to.")
@municipalities.MUNICIPALITY
def bind(slug: str | None) -> None:
    """Let the tenant of TENANT_ID belong to a municipality.

    Only needed where the database has several; 'samspel run' binds to the only one by itself.
    """
    configured = settings.load(os.environ).teams
    if configured is None:
        raise PlainError("Set CLIENT_ID, CLIENT_SECRET and TENANT_ID first.")
    with stored.engine() as engine, database.writing(engine) as session:
        municipality = municipalities.chosen(session, slug)
        workspaces.bind(session, municipality, CHAT, configured.tenant_id, datetime.now(UTC))
    click.echo(f"The tenant belongs to {municipality.name}.")
