"""Whose rules anybody may read on the public page: a municipality switches it on, and off again."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.tables import PublicationRow
from messages.addressing import Municipality
from schedules import calendar
from schedules.dialects import insert_new
from schedules.tables import MunicipalityRow

PATH = "/regler/{slug}"
"""Where the page of a municipality is found."""


def path(municipality: Municipality) -> str:
    """Where the municipality's page is found, once it is switched on."""
    return PATH.format(slug=municipality.slug)


def published(session: Session, slug: str) -> Municipality | None:
    """The municipality with that slug; None where it is not switched on, or there is none."""
    if not slug.isprintable():
        return None  # PostgreSQL refuses to be asked for some characters
    public = select(PublicationRow.municipality_id).join(MunicipalityRow).filter_by(slug=slug)
    number = session.scalar(public)
    return None if number is None else calendar.numbered(session, number)


def is_published(session: Session, municipality: Municipality) -> bool:
    """Whether anybody may read the municipality's rules."""
    return session.get(PublicationRow, municipality.id) is not None


def publish(session: Session, municipality: Municipality, day: date) -> None:
    """Let anybody read the municipality's rules, from a day on; where they may already, the day
    stays as it is.
    """
    new = {"municipality_id": municipality.id, "since": day}
    session.execute(insert_new(session, PublicationRow).values(new))


def unpublish(session: Session, municipality: Municipality) -> None:
    """Let nobody read the municipality's rules any more but in the chat."""
    of_it = PublicationRow.municipality_id == municipality.id
    session.execute(delete(PublicationRow).where(of_it))
