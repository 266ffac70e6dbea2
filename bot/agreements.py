"""The versions of a municipality's agreement, stored as text and answered from memory."""

import json
import zlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from bot.tables import AgreementRow
from messages import dictionary, indexing, lexicon, versions
from messages.addressing import Municipality
from messages.agreement import Agreement, Status
from messages.errors import PlainError
from messages.indexing import Index
from messages.reading import read
from messages.writing import write
from schedules.events import Event, EventKind
from schedules.memory import remembered, rows_of
from schedules.sending_hours import OFFICE_HOURS
from schedules.workdays import after_quiet

_VERSIONS = select(
    AgreementRow.id, AgreementRow.number, AgreementRow.text, AgreementRow.stored_at
).order_by(AgreementRow.number)


class AdoptionError(PlainError):
    """The version cannot be adopted; the sentence says why."""


def store(session: Session, municipality: Municipality, agreement: Agreement, now: datetime) -> int:
    """Store one more version; the number it gets is the next one, from 1."""
    number = len(_rows(session, municipality)) + 1
    lemmas = dictionary.lemmas_of(agreement, lexicon.shipped().words({}))
    session.add(
        AgreementRow(
            municipality_id=municipality.id,
            number=number,
            text=write(agreement),
            lemmas=zlib.compress(json.dumps(lemmas).encode()),
            stored_at=now,
        )
    )
    session.flush()
    return number


def adopt(session: Session, municipality: Municipality, agreement: Agreement, now: datetime) -> int:
    """Store an adopted version, with its decision and the day it takes force; its number.

    Raises AdoptionError for another municipality's agreement, and for one that would take force
    on the day that another adopted version does, or before it.
    """
    if agreement.municipality != municipality.name:
        raise AdoptionError(
            f"The agreement is {agreement.municipality}'s, not {municipality.name}'s."
        )
    since = agreement.since or date.min
    for other in everyone(session, municipality):
        if other.status is Status.ADOPTED and (other.since or date.min) >= since:
            raise AdoptionError(f"Another adopted version takes force on {other.since}.")
    return store(session, municipality, agreement, now)


def everyone(session: Session, municipality: Municipality) -> tuple[Agreement, ...]:
    """Every version, oldest first."""
    return versions.in_order(_parsed(row.text) for row in _rows(session, municipality))


def news(session: Session, municipality: Municipality) -> list[Event]:
    """For each version adopted here, the event of its taking force, which the channels hear of.

    On the day it takes force, or when it was stored if that was later; never on a free day.
    """
    rows = _rows(session, municipality)[1:]
    return [
        _taking_force(municipality, row)
        for row in rows
        if _parsed(row.text).status is Status.ADOPTED
    ]


def of_news(session: Session, municipality: Municipality, occurrence: str) -> Agreement:
    """The version whose taking force has that occurrence; LookupError where there is none."""
    key, _, _ = occurrence.rpartition("/")
    return numbered(session, municipality, int(key.rpartition(":")[2]))


def numbered(session: Session, municipality: Municipality, number: int) -> Agreement:
    """The version with that number; LookupError where there is none."""
    for row in _rows(session, municipality):
        if row.number == number:
            return _parsed(row.text)
    raise LookupError(f"no version {number}")


@remembered
def on(session: Session, municipality: Municipality, day: date) -> Agreement:
    """The version that is answered with on a day; the oldest one before any other began."""
    found = everyone(session, municipality)
    return versions.on(found, day) or found[0]


def index(session: Session, municipality: Municipality, agreement: Agreement) -> Index:
    """That version made ready to be searched."""
    for row in _rows(session, municipality):
        if _parsed(row.text) is agreement:
            return _indexed(row.text, session.get_one(AgreementRow, row.id).lemmas)
    raise LookupError("the agreement is not a stored version")


def _taking_force(municipality: Municipality, row: Row[*tuple[Any, ...]]) -> Event:
    stored = row.stored_at.astimezone(municipality.zone)
    day, at = _parsed(row.text).since or stored.date(), OFFICE_HOURS.first
    if day <= stored.date():
        day, at = stored.date(), max(stored.time(), at)
    if at >= OFFICE_HOURS.last or after_quiet(day) != day:
        day, at = after_quiet(day + timedelta(days=at >= OFFICE_HOURS.last)), OFFICE_HOURS.first
    return Event(
        kind=EventKind.AMENDMENT,
        occurrence=f"{EventKind.AMENDMENT}:{row.number}/{day}",
        day=day,
        at=at,
        announced=row.stored_at,
    )


@remembered
def _rows(session: Session, municipality: Municipality) -> Sequence[Row[*tuple[Any, ...]]]:
    return rows_of(session, _VERSIONS, AgreementRow.municipality_id, municipality.id)


@lru_cache(maxsize=1000)
def _parsed(text: str) -> Agreement:
    return read(text, file="the stored agreement")


@lru_cache(maxsize=400)
def _indexed(text: str, lemmas: bytes) -> Index:
    own = json.loads(zlib.decompress(lemmas))
    return indexing.index(_parsed(text), lexicon.shipped(), own)
