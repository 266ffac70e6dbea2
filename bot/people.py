"""The people of a municipality, and who they are in the chats."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from bot.tables import IdentityRow, PersonRow
from messages.addressing import Municipality
from schedules.memory import columns, remembered, rows_of

_PEOPLE = select(*columns(PersonRow)).order_by(PersonRow.name)
_IDENTITIES = (
    select(IdentityRow.person_id, IdentityRow.chat, IdentityRow.place)
    .join(PersonRow, PersonRow.id == IdentityRow.person_id)
    .where(IdentityRow.confirmed)
    .order_by(IdentityRow.id.desc())  # so that the first one stands in the end
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody known to samspel; `paused_until` is the last day without reminders."""

    id: int
    name: str
    email: str
    administrator: bool
    paused_until: date | None


VISITOR = Person(id=0, name="", email="", administrator=False, paused_until=None)
"""A member of the municipality's workspace whom samspel does not know; nothing is stored."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who somebody is in a chat; without confirmation no office's rights follow."""

    person: Person
    municipality_id: int
    confirmed: bool


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where somebody or something is reached: a place in a chat."""

    chat: str
    place: str


def add(
    session: Session,
    municipality: Municipality,
    *,
    name: str,
    email: str,
    administrator: bool = False,
) -> Person:
    """The person with that e-mail, stored now if new; once an administrator, always one here.

    Where no name was known, the part of the address before the @ stands for it.
    """
    row = _by_email(session, municipality, email)
    if row is None:
        row = PersonRow(
            municipality_id=municipality.id,
            name=name or _named_after(email),
            email=email.strip().lower(),
            administrator=administrator,
        )
        session.add(row)
    if name and row.name in {"", _named_after(email)}:
        row.name = name
    row.administrator = row.administrator or administrator
    session.flush()
    return _person(row)


def by_email(session: Session, municipality: Municipality, email: str) -> Person | None:
    """The person with that e-mail, whatever the case of its letters."""
    row = _by_email(session, municipality, email)
    return _person(row) if row else None


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, Person]:
    """The people with those numbers."""
    rows = session.scalars(select(PersonRow).where(PersonRow.id.in_(list(ids))))
    return {row.id: _person(row) for row in rows}


@remembered
def everyone(session: Session, municipality: Municipality) -> list[Person]:
    """Everybody known in the municipality, by name."""
    rows = rows_of(session, _PEOPLE, PersonRow.municipality_id, municipality.id)
    return [_person(row) for row in rows]


@remembered
def known(session: Session, municipality: Municipality) -> dict[int, Person]:
    """Everybody known in the municipality, by number."""
    return {person.id: person for person in everyone(session, municipality)}


@remembered
def administrators(session: Session, municipality_id: int) -> list[Person]:
    """Those who look after samspel in the municipality."""
    rows = session.scalars(
        select(PersonRow).filter_by(municipality_id=municipality_id, administrator=True)
    )
    return [_person(row) for row in rows]


def pause(session: Session, person: Person, until: date | None) -> None:
    """Let the person be without reminders up to and including a day; None ends it."""
    session.get_one(PersonRow, person.id).paused_until = until


def identify(
    session: Session, person: Person, address: Address, user_id: str, *, confirmed: bool
) -> int:
    """Store who the person is in a chat, and where they are reached alone; answer its number."""
    row = IdentityRow(
        person_id=person.id,
        chat=address.chat,
        user_id=user_id,
        place=address.place,
        confirmed=confirmed,
    )
    session.add(row)
    session.flush()
    return row.id


def reach(session: Session, chat: str, user_id: str, place: str) -> None:
    """Let the user of a chat, if known, be reached alone in that place from now on."""
    ours = (IdentityRow.chat == chat) & (IdentityRow.user_id == user_id)
    session.execute(update(IdentityRow).where(ours, IdentityRow.place != place).values(place=place))


def identity(session: Session, chat: str, user_id: str) -> Identity | None:
    """Who the user of a chat is, if samspel knows."""
    found = session.execute(
        select(IdentityRow, PersonRow)
        .join(PersonRow, PersonRow.id == IdentityRow.person_id)
        .where(IdentityRow.chat == chat, IdentityRow.user_id == user_id)
    ).first()
    if found is None:
        return None
    row, person = found
    return Identity(
        person=_person(person),
        municipality_id=person.municipality_id,
        confirmed=row.confirmed,
    )


@remembered
def addresses(session: Session, municipality: Municipality) -> dict[int, Address]:
    """Where each person is reached alone, by number; not those who have not been seen in a chat."""
    rows = rows_of(session, _IDENTITIES, PersonRow.municipality_id, municipality.id)
    return {row.person_id: Address(chat=row.chat, place=row.place) for row in rows}


def _named_after(email: str) -> str:
    return email.strip().lower().partition("@")[0]


def _by_email(session: Session, municipality: Municipality, email: str) -> PersonRow | None:
    return session.scalar(
        select(PersonRow).where(
            PersonRow.municipality_id == municipality.id,
            func.lower(PersonRow.email) == email.strip().lower(),
        )
    )


def _person(row: PersonRow | Row[Any]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        email=row.email,
        administrator=row.administrator,
        paused_until=row.paused_until,
    )
