"""Which municipality a command is about, where the database has several."""

import click
from sqlalchemy.orm import Session

from bot.cli.sources import slug_of
from messages.addressing import Municipality
from messages.errors import PlainError
from schedules import calendar

MUNICIPALITY = click.option(
    "--municipality", "slug", metavar="SLUG", help="Which, where the database has several."
)


def chosen(session: Session, slug: str | None) -> Municipality:
    """The one that is named, or the only one; PlainError where that does not say which."""
    found = calendar.municipalities(session)
    if slug is None and len(found) == 1:
        return found[0]
    names = ", ".join(one.slug for one in found)
    if slug is None:
        raise PlainError(f"Say which with --municipality: {names}.")
    known = calendar.municipality(session, slug_of(slug))
    if known is None:
        raise PlainError(f"There is no {slug!r} in the database; there is {names}.")
    return known
