"""The versions of a municipality's agreement, stored as text and answered from memory."""

import json
import zlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from bot.kept import Kept
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

Version = Row[*tuple[Any, ...]]
"""What is read of each version every time: its number, its digest and when it was stored."""

_VERSIONS = select(
    AgreementRow.id, AgreementRow.number, AgreementRow.digest, AgreementRow.stored_at
).order_by(AgreementRow.number)

_read, _indexed = Kept[Agreement](1000), Kept[Index](400)
"""What has been read and made ready, by digest: all versions of all municipalities."""


class AdoptionError(PlainError):
    """The version cannot be adopted; the sentence says why."""


def store(session: Session, municipality: Municipality, agreement: Agreement, now: datetime) -> int:
    """Store one more version; the number it gets is the next one, from 1."""
    number = len(_rows(session, municipality)) + 1
    text = write(agreement)
    own = dictionary.lemmas_of(agreement, lexicon.shipped().words({}))
    session.add(
        AgreementRow(
            municipality_id=municipality.id,
            number=number,
            digest=sha256(text.encode()).hexdigest(),
            text=text,
            lemmas=zlib.compress(json.dumps(own).encode()),
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
    return versions.in_order(_agreement(session, row) for row in _rows(session, municipality))


def news(session: Session, municipality: Municipality) -> list[Event]:
    """For each version adopted here, the event of its taking force, which the channels hear of.

    On the day it takes force, or when it was stored if that was later; never on a free day.
    """
    rows = _rows(session, municipality)[1:]
    return [
        _taking_force(municipality, row, _agreement(session, row))
        for row in rows
        if _agreement(session, row).status is Status.ADOPTED
    ]


def of_news(session: Session, municipality: Municipality, occurrence: str) -> Agreement:
    """The version whose taking force has that occurrence; LookupError where there is none."""
    key, _, _ = occurrence.rpartition("/")
    return numbered(session, municipality, int(key.rpartition(":")[2]))


def numbered(session: Session, municipality: Municipality, number: int) -> Agreement:
    """The version with that number; LookupError where there is none."""
    for row in _rows(session, municipality):
        if row.number == number:
            return _agreement(session, row)
    raise LookupError(f"no version {number}")


@remembered
def on(session: Session, municipality: Municipality, day: date) -> Agreement:
    """The version that is answered with on a day; the oldest one before any other began."""
    found = everyone(session, municipality)
    return versions.on(found, day) or found[0]


def index(session: Session, municipality: Municipality, agreement: Agreement) -> Index:
    """That version made ready to be searched."""
    for row in _rows(session, municipality):
        if _agreement(session, row) is agreement:
            return _indexed.get(row.digest, partial(_index, session, row, agreement))
    raise LookupError("the agreement is not a stored version")


def _taking_force(municipality: Municipality, row: Version, version: Agreement) -> Event:
    stored = row.stored_at.astimezone(municipality.zone)
    day, at = version.since or stored.date(), OFFICE_HOURS.first
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
def _rows(session: Session, municipality: Municipality) -> Sequence[Version]:
    return rows_of(session, _VERSIONS, AgreementRow.municipality_id, municipality.id)


def _agreement(session: Session, row: Version) -> Agreement:
    """The version as it is kept; its text is only fetched where it has not been read before."""

    def reading() -> Agreement:
        text = session.scalars(select(AgreementRow.text).where(AgreementRow.id == row.id)).one()
        return read(text, file="the stored agreement")

    return _read.get(row.digest, reading)


def _index(session: Session, row: Version, agreement: Agreement) -> Index:
    stored = session.scalars(select(AgreementRow.lemmas).where(AgreementRow.id == row.id)).one()
    return indexing.index(agreement, lexicon.shipped(), json.loads(zlib.decompress(stored)))
