"""`samspel init`: the database, a municipality and its first administrator."""

import os
from datetime import UTC, datetime

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bot import database, founding, settings
from bot.cli.options import working
from bot.desk import Desk
from messages import shipped
from messages.addressing import Municipality
from messages.errors import PlainError
from schedules import calendar


@click.command()
@click.option("--admin", "email", required=True, metavar="E-MAIL", help="The first administrator.")
@click.option("--name", default="", help="The administrator's name.")
@click.option(
    "--municipality",
    "slug",
    metavar="SLUG",
    help=f"Whose agreement to start with: {', '.join(shipped.names())}.",
)
@click.option(
    "--committee",
    "committees",
    multiple=True,
    metavar="NAME",
    help="A committee, as socialnämnden; may be given several times.",
)
def init(email: str, name: str, slug: str | None, committees: tuple[str, ...]) -> None:
    """Create the database, a municipality and its first administrator.

    Run it again to make one more administrator of a municipality that is there.
    """
    if "@" not in email:
        raise PlainError(f"{email!r} is no e-mail address.")
    configured = settings.load(os.environ)
    if not configured.database_is_there:
        _required(slug)
    with database.opened(configured.database_url) as engine:
        municipality = _prepare(engine, slug, committees, (email, name))
    click.echo(f"{email} is an administrator of {municipality.name}.")


def _prepare(
    engine: Engine, slug: str | None, committees: tuple[str, ...], administrator: tuple[str, str]
) -> Municipality:
    with working("Preparing the database"):
        database.migrate(engine)
    with working("Storing the agreement"), database.writing(engine) as session:
        now = datetime.now(UTC)
        known = calendar.municipality(session, slug) if slug else _only(session)
        if known:
            desk = Desk(session=session, municipality=known, now=now)
        else:
            desk = founding.found(session, _required(slug), committees, now)
        founding.make_administrator(desk, *administrator)
    return desk.municipality


def _only(session: Session) -> Municipality | None:
    found = calendar.municipalities(session)
    return found[0] if len(found) == 1 else None


def _required(slug: str | None) -> str:
    if slug not in shipped.names():
        raise PlainError(f"Say which with --municipality: {', '.join(shipped.names())}.")
    return str(slug)
