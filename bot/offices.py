"""The offices of a municipality, who holds them, and who books for the holders."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from bot import holdings, people
from bot.holdings import Capacity, Holding, OverlappingTerm, Term
from bot.people import Person
from bot.tables import DelegateRow, HoldingRow, OfficeRow
from messages.addressing import SHARED, Incoming, Municipality, Office, OfficeKind, Seat
from schedules.memory import columns, remembered, rows_of

_DAY = timedelta(days=1)

_HOLDINGS = (
    select(*columns(HoldingRow), OfficeRow.kind, OfficeRow.body)
    .join(OfficeRow, OfficeRow.id == HoldingRow.office_id)
    .order_by(HoldingRow.starts, HoldingRow.id)
)

_ENDS = {
    Capacity.ORDINARY: {Capacity.ORDINARY, Capacity.INCOMING, Capacity.ACTING},
    Capacity.INCOMING: {Capacity.INCOMING},
    Capacity.ACTING: {Capacity.ACTING},
    Capacity.DEPUTY: {Capacity.DEPUTY},
}
"""Which open terms end when somebody takes the office in a capacity."""


def add(session: Session, municipality: Municipality, office: Office) -> None:
    """Store an office; nothing happens where it is there already."""
    if _row(session, municipality, office) is None:
        session.add(OfficeRow(municipality_id=municipality.id, kind=office.kind, body=office.body))
        session.flush()


def everyone(session: Session, municipality: Municipality) -> tuple[Office, ...]:
    """The municipality's offices, in the order of OfficeKind."""
    rows = session.scalars(select(OfficeRow).filter_by(municipality_id=municipality.id))
    order = list(OfficeKind)
    found = (Office(OfficeKind(row.kind), row.body) for row in rows)
    return tuple(sorted(found, key=lambda office: (order.index(office.kind), office.body)))


@remembered
def all_holdings(session: Session, municipality: Municipality) -> list[Holding]:
    """Every holding there has been and is to be, by its first day."""
    rows = rows_of(session, _HOLDINGS, OfficeRow.municipality_id, municipality.id)
    known = people.known(session, municipality)
    return [_holding(row, known[row.person_id]) for row in rows]


def holdings_of(session: Session, municipality: Municipality, office: Office) -> list[Holding]:
    """Every holding of one office, by its first day."""
    return [one for one in all_holdings(session, municipality) if one.office == office]


def holders(
    session: Session, municipality: Municipality, seat: Seat, day: date
) -> tuple[Person, ...]:
    """Who holds the office on a day, or is to take it over; empty where it is vacant."""
    office = seat.office if isinstance(seat, Incoming) else seat
    found = holdings.at(holdings_of(session, municipality, office), seat, day)
    return tuple(holding.person for holding in found)


def held_by(session: Session, municipality: Municipality, person: Person, day: date) -> set[Seat]:
    """The seats that are a person's on a day."""
    return {
        seat
        for seat, found in _seats(session, municipality, day)
        if any(holding.person.id == person.id for holding in found)
    }


def booked_for(
    session: Session, municipality: Municipality, person: Person, day: date
) -> set[Seat]:
    """The seats that a person books for, as a delegate of whoever has them that day."""
    given = select(DelegateRow.holding_id).where(DelegateRow.person_id == person.id)
    ids = set(session.scalars(given))
    return {
        seat
        for seat, found in _seats(session, municipality, day)
        if any(holding.id in ids for holding in found)
    }


def appoint(
    session: Session, municipality: Municipality, office: Office, person: Person, term: Term
) -> Holding:
    """Store that a person holds an office; the open terms that this ends, end the day before.

    Somebody who goes on keeps those who book for them. Raises OverlappingTerm where somebody holds
    it in the same capacity in that time; in a shared office, where that person does.
    """
    others = holdings_of(session, municipality, office)
    if office.kind in SHARED:
        others = [other for other in others if other.person.id == person.id]
    _make_room(session, others, term)
    row = HoldingRow(
        office_id=_row_id(session, municipality, office),
        person_id=person.id,
        capacity=term.capacity,
        starts=term.starts,
        ends=term.ends,
    )
    session.add(row)
    session.flush()
    for other in others:
        if other.person.id == person.id and other.term.ends in {None, term.starts - _DAY}:
            _keep_delegates(session, other, row.id)
    return Holding(id=row.id, office=office, person=person, term=term)


def leave(session: Session, municipality: Municipality, holding: Holding, last: date) -> None:
    """Let a holding end on a day, which may leave the office vacant.

    Raises OverlappingTerm where somebody else holds the office before that day is over.
    """
    term = replace(holding.term, ends=last)
    for other in holdings_of(session, municipality, holding.office):
        same = other.term.capacity is term.capacity and holding.office.kind not in SHARED
        if same and other.id != holding.id and other.term.overlaps(term):
            raise OverlappingTerm(other)
    session.get_one(HoldingRow, holding.id).ends = last
    session.flush()


def withdraw(session: Session, municipality: Municipality, holding: Holding) -> None:
    """Take back a holding that has not begun; whoever was to leave the day before stays on."""
    before = holding.term.starts - _DAY
    session.execute(delete(DelegateRow).where(DelegateRow.holding_id == holding.id))
    session.execute(delete(HoldingRow).where(HoldingRow.id == holding.id))
    for other in holdings_of(session, municipality, holding.office):
        if other.term.ends == before and other.term.capacity in _ENDS[holding.term.capacity]:
            session.get_one(HoldingRow, other.id).ends = None
    session.flush()


def delegate(session: Session, holding: Holding, person: Person) -> None:
    """Let a person book for the one who holds an office, as long as that one holds it."""
    session.merge(DelegateRow(holding_id=holding.id, person_id=person.id))
    session.flush()


def undelegate(session: Session, holding: Holding) -> None:
    """Let nobody book for the one who holds the office any more."""
    session.execute(delete(DelegateRow).where(DelegateRow.holding_id == holding.id))


def delegates(session: Session, holding: Holding) -> list[Person]:
    """Those who book for the one who holds an office, by name."""
    given = select(DelegateRow.person_id).where(DelegateRow.holding_id == holding.id)
    found = people.by_ids(session, session.scalars(given)).values()
    return sorted(found, key=lambda person: person.name)


def _make_room(session: Session, others: Iterable[Holding], term: Term) -> None:
    for other in others:
        open_before = other.term.ends is None and other.term.starts < term.starts
        if open_before and other.term.capacity in _ENDS[term.capacity]:
            session.get_one(HoldingRow, other.id).ends = term.starts - _DAY
        elif other.term.capacity is term.capacity and other.term.overlaps(term):
            raise OverlappingTerm(other)


def _keep_delegates(session: Session, earlier: Holding, holding_id: int) -> None:
    for person in delegates(session, earlier):
        session.merge(DelegateRow(holding_id=holding_id, person_id=person.id))
    session.flush()


def _seats(
    session: Session, municipality: Municipality, day: date
) -> Iterable[tuple[Seat, tuple[Holding, ...]]]:
    offices: dict[Office, list[Holding]] = {}
    for holding in all_holdings(session, municipality):
        offices.setdefault(holding.office, []).append(holding)
    for office, found in offices.items():
        for seat in (office, Incoming(office)):
            yield seat, holdings.at(found, seat, day)


def _holding(row: Row[Any], person: Person) -> Holding:
    return Holding(
        id=row.id,
        office=Office(OfficeKind(row.kind), row.body),
        person=person,
        term=Term(capacity=Capacity(row.capacity), starts=row.starts, ends=row.ends),
    )


def _row(session: Session, municipality: Municipality, office: Office) -> OfficeRow | None:
    return session.scalar(
        select(OfficeRow).filter_by(
            municipality_id=municipality.id, kind=office.kind, body=office.body
        )
    )


def _row_id(session: Session, municipality: Municipality, office: Office) -> int:
    add(session, municipality, office)
    row = _row(session, municipality, office)
    assert row is not None  # noqa: S101 - it was added on the line before
    return row.id
