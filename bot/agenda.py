"""What those who meet put on their agenda, and what they chose to note that they agreed.

A successor never sees a predecessor's: what was written is shown to people who took part in the
series, by office, when it was written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot import offices, people
from bot.desk import Desk
from bot.people import Person
from bot.tables import AgendaItemRow, NoteRow
from messages import terms
from messages.addressing import Office
from schedules import calendar
from schedules.events import Event

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
    rows = desk.session.scalars(
        select(AgendaItemRow)
        .filter_by(municipality_id=desk.municipality.id, occurrence=event.occurrence)
        .order_by(AgendaItemRow.id)
    )
    return _readable(desk, event, reader, rows)


def notes(desk: Desk, event: Event, reader: Person) -> list[Written]:
    """What was noted after earlier meetings of the series that the reader may see, newest first."""
    rows = desk.session.scalars(
        select(NoteRow)
        .where(
            NoteRow.municipality_id == desk.municipality.id,
            NoteRow.occurrence.startswith(f"{event.series}/", autoescape=True),
        )
        .order_by(NoteRow.id.desc())
    )
    return _readable(desk, event, reader, rows)


def add_item(desk: Desk, event: Event, author: Person, text: str) -> bool:
    """Put a point on the agenda of one meeting; False where it is full."""
    if len(items(desk, event, author)) >= MOST_ITEMS:
        return False
    desk.session.add(
        AgendaItemRow(
            municipality_id=desk.municipality.id,
            occurrence=event.occurrence,
            person_id=author.id,
            text=text,
            added_at=desk.now,
        )
    )
    desk.session.flush()
    return True


def add_note(desk: Desk, event: Event, author: Person, text: str) -> None:
    """Keep what two people chose to note that they agreed."""
    desk.session.add(
        NoteRow(
            municipality_id=desk.municipality.id,
            occurrence=event.occurrence,
            person_id=author.id,
            text=text,
            added_at=desk.now,
        )
    )
    desk.session.flush()


def _readable(
    desk: Desk, event: Event, reader: Person, rows: Iterable[AgendaItemRow | NoteRow]
) -> list[Written]:
    found = list(rows)
    authors = people.by_ids(desk.session, {row.person_id for row in found})
    return [
        Written(id=row.id, author=authors[row.person_id], text=row.text, at=row.added_at)
        for row in found
        if _took_part(desk, event.participants, reader, row.added_at)
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
