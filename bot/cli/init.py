"""`samspel init`: the database, a municipality and its first administrator."""

import os
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from bot import database, founding, settings
from bot.cli import sources
from bot.cli.options import working
from bot.cli.sources import slug_of
from bot.desk import Desk
from messages import shipped
from messages.addressing import Municipality
from messages.agreement import Agreement
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
    "--agreement",
    "file",
    type=click.Path(exists=True, dir_okay=False),
    help="The municipality's own, as 'samspel agreement import' makes it, instead.",
)
@click.option(
    "--committee",
    "committees",
    multiple=True,
    metavar="NAME",
    help="A committee, as socialnämnden; may be given several times.",
)
@click.option(
    "--company",
    "companies",
    multiple=True,
    metavar="NAME",
    help="A municipal company; may be given several times.",
)
def init(  # noqa: PLR0913, PLR0917 - one for each thing to begin with
    email: str,
    name: str,
    slug: str | None,
    file: str | None,
    committees: tuple[str, ...],
    companies: tuple[str, ...],
) -> None:
    """Create the database, a municipality and its first administrator.

    A municipality begins with its own agreement (--agreement), or with one of those that come with
    samspel (--municipality).

    Run it again for one more administrator, committee or company of a municipality that is there.
    """
    if "@" not in email.strip("@ ") or len(email.splitlines()) > 1:
        raise PlainError(f"{email!r} is no e-mail address.")
    configured = settings.load(os.environ)
    own = sources.reviewed(file) if file else None
    named = slug or (own.municipality if own else "")
    known = slug_of(named) if named else None
    if not configured.database_is_there and own is None:
        _required(known)
    with database.opened(configured.database_url) as engine:
        with working("Preparing the database"):
            database.migrate(engine)
        with working("Storing the agreement"), database.writing(engine) as session:
            desk = _desk(session, known, own, datetime.now(UTC))
            for committee in committees:
                founding.add_committee(desk, committee)
            for company in companies:
                founding.add_company(desk, company)
            founding.make_administrator(desk, email.strip(), name)
    click.echo(f"{email.strip()} is an administrator of {desk.municipality.name}.")


def _desk(session: Session, slug: str | None, own: Agreement | None, now: datetime) -> Desk:
    known = calendar.municipality(session, slug) if slug else _only(session)
    if known and own:
        raise PlainError(f"{known.name} has its agreement; 'samspel agreement adopt' stores more.")
    if known:
        return Desk(session=session, municipality=known, now=now)
    if own and slug:
        return founding.found_with(session, slug, [own], (), now)
    return founding.found(session, _required(slug), (), now)


def _only(session: Session) -> Municipality | None:
    found = calendar.municipalities(session)
    return found[0] if len(found) == 1 else None


def _required(slug: str | None) -> str:
    if slug not in shipped.names():
        raise PlainError(
            f"Say which with --municipality: {', '.join(shipped.names())}; "
            "or begin with your own agreement: --agreement FILE."
        )
    return str(slug)
