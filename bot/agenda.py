"""What those who meet put on their agenda, and what they chose to note that they agreed.

A successor never sees a predecessor's: who may read something is settled when it is written.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot import offices, people
from bot.desk import Desk
from bot.people import Person
from bot.tables import ReaderRow, WrittenRow
from messages import terms
from schedules import calendar
from schedules.events import Event
from schedules.ladders import participants
from schedules.memory import remembered, rows_of


class Kind(StrEnum):
    """What can be written about a meeting."""

    ITEM = "item"
    NOTE = "note"


MOST_ITEMS = 30
"""How many points one agenda may have."""


_ITEMS = select(WrittenRow.municipality_id).where(WrittenRow.kind == Kind.ITEM).distinct()


@dataclass(frozen=True, kw_only=True)
class Written:
    """Something that somebody wrote about a meeting."""

    id: int
    author: Person
    text: str
    at: datetime


def standing(desk: Desk, event: Event) -> tuple[str, ...]:
    """The points that every meeting of the series has."""
    for series in calendar.all_series(desk.session, desk.municipality):
        if series.key == event.series and series.agenda:
            return series.agenda
    return terms.agenda(event.kind)


def items(desk: Desk, event: Event, reader: Person) -> list[Written]:
    """The points added to one meeting that the reader may see, in the order they came."""
    if desk.municipality.id not in _with_items(desk.session, event.occurrence):
        return []
    return _readable(desk, reader, Kind.ITEM, WrittenRow.occurrence == event.occurrence)


def notes(desk: Desk, event: Event, reader: Person) -> list[Written]:
    """What was noted after earlier meetings of the series that the reader may see, in order."""
    of_series = WrittenRow.occurrence.startswith(f"{event.series}/", autoescape=True)
    return _readable(desk, reader, Kind.NOTE, of_series)


def add_item(desk: Desk, event: Event, author: Person, text: str) -> bool:
    """Put a point on the agenda of one meeting; False where it is full. What the author has put
    there in the same words stays there once.

    It is read by those who hold the offices now; by those who will hold them at the meeting too,
    if the author will be there.
    """
    there = items(desk, event, author)
    again = any(one.text == text and one.author.id == author.id for one in there)
    if len(there) >= MOST_ITEMS and not again:
        return False
    readers = _meeting(desk, event, desk.today)
    then = _meeting(desk, event, event.day)
    written = _write(desk, event, author, Kind.ITEM, text)
    _open_to(desk, written, readers | then if author.id in then else readers)
    return True


def add_note(desk: Desk, event: Event, author: Person, text: str) -> None:
    """Keep what two people chose to note that they agreed, for the two of today."""
    written = _write(desk, event, author, Kind.NOTE, text)
    _open_to(desk, written, _meeting(desk, event, desk.today))


@remembered
def _with_items(session: Session, occurrence: str) -> frozenset[int]:
    """The municipalities where something is on the agenda of their meeting of that name."""
    rows = rows_of(session, _ITEMS, WrittenRow.occurrence, occurrence, each="occurrence")
    return frozenset(number for number, *_ in rows)


def _meeting(desk: Desk, event: Event, day: date) -> set[int]:
    """The numbers of those who have the meeting's seats on a day."""
    return {
        person.id
        for seat in participants(event)
        for person in offices.holders(desk.session, desk.municipality, seat, day)
    }


def _write(desk: Desk, event: Event, author: Person, kind: Kind, text: str) -> int:
    """Store it for its author and answer its number; the same words again are the same thing."""
    known = _readable(desk, author, kind, WrittenRow.occurrence == event.occurrence)
    for one in known:
        if one.text == text and one.author.id == author.id:
            return one.id
    row = WrittenRow(
        municipality_id=desk.municipality.id,
        kind=kind,
        occurrence=event.occurrence,
        person_id=author.id,
        text=text,
        written_at=desk.now,
    )
    desk.session.add(row)
    desk.session.flush()
    _open_to(desk, row.id, {author.id})
    return row.id


def _open_to(desk: Desk, written_id: int, readers: set[int]) -> None:
    for reader in readers:
        desk.session.merge(ReaderRow(written_id=written_id, person_id=reader))
    desk.session.flush()


def _readable(desk: Desk, reader: Person, kind: Kind, which: ColumnElement[bool]) -> list[Written]:
    rows = desk.session.scalars(
        select(WrittenRow)
        .join(ReaderRow, ReaderRow.written_id == WrittenRow.id)
        .where(
            WrittenRow.municipality_id == desk.municipality.id,
            WrittenRow.kind == kind,
            ReaderRow.person_id == reader.id,
            which,
        )
        .order_by(WrittenRow.id)
    ).all()
    known = people.known(desk.session, desk.municipality)
    return [
        Written(id=row.id, author=known[row.person_id], text=row.text, at=row.written_at)
        for row in rows
    ]
