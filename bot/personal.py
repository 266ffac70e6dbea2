"""What samspel holds about a person (dataskyddsförordningen, article 15)."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from bot.agenda import Kind
from bot.desk import Desk
from bot.people import Person
from bot.tables import ConcernRow, HoldingRow, IdentityRow, PraiseRow, WrittenRow


@dataclass(frozen=True, kw_only=True)
class Held:
    """How many there are of each kind of record about a person, or written by the person."""

    identities: int
    holdings: int
    agenda_items: int
    notes: int
    praise: int
    concerns: int


def held_about(desk: Desk, person: Person) -> Held:
    """Count the records; the person may ask the secretariat for the contents."""
    return Held(
        identities=_count(desk, IdentityRow.person_id == person.id),
        holdings=_count(desk, HoldingRow.person_id == person.id),
        agenda_items=_count(desk, _wrote(person) & (WrittenRow.kind == Kind.ITEM)),
        notes=_count(desk, _wrote(person) & (WrittenRow.kind == Kind.NOTE)),
        praise=_count(desk, (PraiseRow.giver_id == person.id) | (PraiseRow.about_id == person.id)),
        concerns=_count(
            desk, (ConcernRow.giver_id == person.id) | (ConcernRow.holder_id == person.id)
        ),
    )


def _wrote(person: Person) -> ColumnElement[bool]:
    return WrittenRow.person_id == person.id


def _count(desk: Desk, which: ColumnElement[bool]) -> int:
    return desk.session.scalar(select(func.count()).where(which)) or 0
