"""What those who meet put on their agenda, and what they chose to note that they agreed.

A successor never sees a predecessor's: what was written is shown to people who took part in the
series, by office, when it was written.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select

from bot import offices, people
from bot.desk import Desk
from bot.people import Person
from bot.tables import WrittenRow
from messages import terms
from messages.addressing import Office
from schedules import calendar
from schedules.events import Event


class Kind(StrEnum):
    """What can be written about a meeting."""

    ITEM = "item"
    NOTE = "note"


MOST_ITEMS = 30
"""How many points one agenda may have."""


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
    return _readable(desk, event, reader, Kind.ITEM, WrittenRow.occurrence == event.occurrence)


def notes(desk: Desk, event: Event, reader: Person) -> list[Written]:
    """What was noted after earlier meetings of the series that the reader may see, in order."""
    of_series = WrittenRow.occurrence.startswith(f"{event.series}/", autoescape=True)
    return _readable(desk, event, reader, Kind.NOTE, of_series)


def add_item(desk: Desk, event: Event, author: Person, text: str) -> bool:
    """Put a point on the agenda of one meeting; False where it is full."""
    if len(items(desk, event, author)) >= MOST_ITEMS:
        return False
    _write(desk, event, author, Kind.ITEM, text)
    return True


def add_note(desk: Desk, event: Event, author: Person, text: str) -> None:
    """Keep what two people chose to note that they agreed."""
    _write(desk, event, author, Kind.NOTE, text)


def _write(desk: Desk, event: Event, author: Person, kind: Kind, text: str) -> None:
    desk.session.add(
        WrittenRow(
            municipality_id=desk.municipality.id,
            kind=kind,
            occurrence=event.occurrence,
            person_id=author.id,
            text=text,
            written_at=desk.now,
        )
    )
    desk.session.flush()


def _readable(
    desk: Desk, event: Event, reader: Person, kind: Kind, which: ColumnElement[bool]
) -> list[Written]:
    rows = desk.session.scalars(
        select(WrittenRow)
        .where(WrittenRow.municipality_id == desk.municipality.id, WrittenRow.kind == kind, which)
        .order_by(WrittenRow.id)
    ).all()
    authors = people.by_ids(desk.session, {row.person_id for row in rows})
    return [
        Written(id=row.id, author=authors[row.person_id], text=row.text, at=row.written_at)
        for row in rows
        if _took_part(desk, event.participants, reader, row.written_at)
    ]


def _took_part(
    desk: Desk, participants: tuple[Office, ...], reader: Person, moment: datetime
) -> bool:
    """Whether the reader held one of the offices then, or was to take one over."""
    day = moment.astimezone(desk.municipality.zone).date()
    session, municipality = desk.session, desk.municipality
    return any(
        reader.id in {person.id for person in found}
        for office in participants
        for found in (
            offices.holders(session, municipality, office, day),
            offices.incoming(session, municipality, office, day),
        )
    )
