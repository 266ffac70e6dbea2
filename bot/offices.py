"""Offices and who holds them: ordinary, incoming, acting or deputy, or nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot import people
from bot.people import Person
from bot.tables import DelegateRow, HoldingRow, OfficeRow
from messages.addressing import SHARED, Municipality, Office, OfficeKind

_DAY = timedelta(days=1)


class Capacity(StrEnum):
    """In what way somebody holds an office."""

    ORDINARY = "ordinary"
    INCOMING = "incoming"
    ACTING = "acting"
    DEPUTY = "deputy"


class OverlappingTerm(Exception):
    """Somebody else holds the office in the same capacity in that time."""

    def __init__(self, other: "Holding") -> None:
        super().__init__(f"the office is held from {other.term.starts} to {other.term.ends}")
        self.other = other


@dataclass(frozen=True, kw_only=True)
class Term:
    """In what way, and from which day to which, both included; `ends` None means open.

    ValueError where it would end before it starts.
    """

    starts: date
    ends: date | None = None
    capacity: Capacity = Capacity.ORDINARY

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends < self.starts:
            raise ValueError("an office cannot end before it starts")

    def covers(self, day: date) -> bool:
        """Whether the day is in the term."""
        return self.starts <= day <= (self.ends or date.max)

    def overlaps(self, other: "Term") -> bool:
        """Whether some day is in both terms."""
        return self.starts <= (other.ends or date.max) and other.starts <= (self.ends or date.max)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Somebody holds an office for a term."""

    id: int
    office: Office
    person: Person
    term: Term


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


def holdings(session: Session, municipality: Municipality) -> list[Holding]:
    """Every holding there has been and is to be, by its first day."""
    return _holdings(session, _select().where(OfficeRow.municipality_id == municipality.id))


def holdings_of(session: Session, municipality: Municipality, office: Office) -> list[Holding]:
    """Every holding of one office, by its first day."""
    chosen = _select().where(
        OfficeRow.municipality_id == municipality.id,
        OfficeRow.kind == office.kind,
        OfficeRow.body == office.body,
    )
    return _holdings(session, chosen)


def on(found: Iterable[Holding], day: date) -> tuple[Holding, ...]:
    """Of one office's holdings, the ones in effect on a day: whoever acts, else the ordinary
    holder, else the deputy. Empty where the office is vacant.

    All who hold a shared office count. Incoming holders hold nothing yet.
    """
    covering = [holding for holding in found if holding.term.covers(day)]
    for capacity in (Capacity.ACTING, Capacity.ORDINARY, Capacity.DEPUTY):
        chosen = tuple(holding for holding in covering if holding.term.capacity is capacity)
        if chosen:
            return chosen
    return ()


def holders(
    session: Session, municipality: Municipality, office: Office, day: date
) -> tuple[Person, ...]:
    """Who holds the office on a day."""
    found = on(holdings_of(session, municipality, office), day)
    return tuple(holding.person for holding in found)


def incoming(
    session: Session, municipality: Municipality, office: Office, day: date
) -> tuple[Person, ...]:
    """Who is to take over the office, or who holds it where nobody is."""
    found = holdings_of(session, municipality, office)
    for holding in found:
        if holding.term.capacity is Capacity.INCOMING and holding.term.covers(day):
            return (holding.person,)
    for holding in found:
        if holding.term.capacity is Capacity.ORDINARY and holding.term.starts > day:
            return (holding.person,)
    return tuple(holding.person for holding in on(found, day))


def held_by(session: Session, municipality: Municipality, person: Person, day: date) -> set[Office]:
    """The offices that are a person's on a day."""
    return {
        office
        for office, found in _by_office(holdings(session, municipality)).items()
        if any(holding.person.id == person.id for holding in on(found, day))
    }


def booked_for(
    session: Session, municipality: Municipality, person: Person, day: date
) -> set[Office]:
    """The offices that a person books for as a delegate of whoever holds them that day."""
    given = select(DelegateRow.holding_id).where(DelegateRow.person_id == person.id)
    ids = set(session.scalars(given))
    return {
        office
        for office, found in _by_office(holdings(session, municipality)).items()
        if any(holding.id in ids for holding in on(found, day))
    }


def appoint(
    session: Session, municipality: Municipality, office: Office, person: Person, term: Term
) -> Holding:
    """Store that a person holds an office. An open term before it ends the day before.

    Raises OverlappingTerm where somebody holds it in the same capacity in that time, unless the
    office is shared.
    """
    if office.kind not in SHARED:
        _make_room(session, municipality, office, term)
    row = HoldingRow(
        office_id=_row_id(session, municipality, office),
        person_id=person.id,
        capacity=term.capacity,
        starts=term.starts,
        ends=term.ends,
    )
    session.add(row)
    session.flush()
    return Holding(id=row.id, office=office, person=person, term=term)


def leave(session: Session, holding: Holding, last: date) -> None:
    """Let a holding end on a day, which may leave the office vacant."""
    session.get_one(HoldingRow, holding.id).ends = last


def delegate(session: Session, holding: Holding, person: Person) -> None:
    """Let a person book for the one who holds an office, as long as that one holds it."""
    session.merge(DelegateRow(holding_id=holding.id, person_id=person.id))


def _make_room(session: Session, municipality: Municipality, office: Office, term: Term) -> None:
    for other in holdings_of(session, municipality, office):
        if other.term.capacity is not term.capacity:
            continue
        if other.term.ends is None and other.term.starts < term.starts:
            leave(session, other, term.starts - _DAY)
        elif other.term.overlaps(term):
            raise OverlappingTerm(other)


def _by_office(found: Iterable[Holding]) -> dict[Office, list[Holding]]:
    offices: dict[Office, list[Holding]] = {}
    for holding in found:
        offices.setdefault(holding.office, []).append(holding)
    return offices


def _select() -> Select[HoldingRow, OfficeRow]:
    return (
        select(HoldingRow, OfficeRow)
        .join(OfficeRow, OfficeRow.id == HoldingRow.office_id)
        .order_by(HoldingRow.starts, HoldingRow.id)
    )


def _holdings(session: Session, chosen: Select[HoldingRow, OfficeRow]) -> list[Holding]:
    rows = session.execute(chosen).all()
    persons = people.by_ids(session, {row.person_id for row, _ in rows})
    return [
        Holding(
            id=row.id,
            office=Office(OfficeKind(office.kind), office.body),
            person=persons[row.person_id],
            term=Term(capacity=Capacity(row.capacity), starts=row.starts, ends=row.ends),
        )
        for row, office in rows
    ]


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
