"""Criticism in private: signed, and to whoever holds one office on the day it is written."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from bot import offices, people, planner
from bot.desk import Desk
from bot.people import Person
from bot.tables import ConcernRow
from messages.addressing import Individual, Office, OfficeKind, office
from schedules.kinds import Kind

OFFICES = (
    OfficeKind.KSO,
    OfficeKind.KD,
    OfficeKind.OPPOSITION,
    OfficeKind.CHAIR,
    OfficeKind.DEPARTMENT_HEAD,
)
"""The offices that a concern may be for."""

SAME_WITHIN = timedelta(minutes=10)
"""The same words from the same person within this time are a button pressed twice."""


class Vacant(Exception):
    """Nobody holds the office."""


class Unreachable(Exception):
    """Whoever holds the office has not been seen in a chat, and would not get it."""


@dataclass(frozen=True, kw_only=True)
class Concern:
    """Something to take up with the one who held an office when it was written."""

    id: int
    giver: Person
    office: Office
    holder: Person
    text: str


def take_up(desk: Desk, giver: Person, with_whom: Office, text: str) -> Concern:
    """Store a concern and send it to the one who holds the office today.

    Raises Vacant or Unreachable; then nothing is stored.
    """
    holders = offices.holders(desk.session, desk.municipality, with_whom, desk.today)
    if not holders:
        raise Vacant
    if holders[0].id not in people.addresses(desk.session, desk.municipality):
        raise Unreachable
    row = _taken_up_lately(desk, giver, holders[0], text)
    if row is None:
        row = ConcernRow(
            municipality_id=desk.municipality.id,
            giver_id=giver.id,
            office=str(with_whom),
            holder_id=holders[0].id,
            text=text,
            given_at=desk.now,
        )
        desk.session.add(row)
        desk.session.flush()
    recipient = Individual(row.holder_id)
    planner.tell(desk, Kind.CONCERN, [recipient], about=f"concern/{row.id}")
    return numbered(desk, row.id)


def numbered(desk: Desk, concern_id: int) -> Concern:
    """The concern with that number; NoResultFound where there is none."""
    row = desk.session.get_one(ConcernRow, concern_id)
    persons = people.by_ids(desk.session, {row.giver_id, row.holder_id})
    return Concern(
        id=row.id,
        giver=persons[row.giver_id],
        office=office(row.office),
        holder=persons[row.holder_id],
        text=row.text,
    )


def _taken_up_lately(desk: Desk, giver: Person, holder: Person, text: str) -> ConcernRow | None:
    return desk.session.scalar(
        select(ConcernRow).where(
            ConcernRow.municipality_id == desk.municipality.id,
            ConcernRow.giver_id == giver.id,
            ConcernRow.holder_id == holder.id,
            ConcernRow.text == text,
            ConcernRow.given_at >= desk.now - SAME_WITHIN,
        )
    )
