"""People arrive in a chat: matched by e-mail, and confirmed by an administrator.

Administrators are named at the command line by whoever runs samspel, and that is their
confirmation (docs/decisions/0011).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta

from sqlalchemy import delete, select

from bot import offices, people, planner
from bot.desk import Desk
from bot.people import Address, Person
from bot.tables import IdentityRow, PersonRow
from messages.addressing import Administrators, Individual, Office
from schedules.kinds import Kind

TOGETHER = timedelta(seconds=5)
"""Those who arrive in the same minute are asked about in one message, so soon after the first."""

MOST_LISTED = 10
"""How many are asked about at a time."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody as the chat knows them: a member of the municipality's own workspace, no bot; a
    `guest` has the account of another organisation there.
    """

    user_id: str
    address: Address
    email: str
    guest: bool = False


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """An account in a chat that has been matched with a person; `id` is the identity's number."""

    id: int
    chat: str
    user_id: str
    person: Person
    confirmed: bool


def arrive(desk: Desk, member: Member) -> bool:
    """Match the member with the person who has the same e-mail; whether there is one.

    The administrators are asked to confirm it, unless the person is one of them and has not been
    seen before. A guest, and a further account, are always asked about: an e-mail is no proof.
    """
    person = people.by_email(desk.session, desk.municipality, member.email)
    if person is None:
        return False
    first = all(one.person != person for one in everyone(desk))
    confirmed = person.administrator and first and not member.guest
    people.identify(desk.session, person, member.address, member.user_id, confirmed=confirmed)
    if not confirmed:
        about = f"arrivals/{desk.now.astimezone(UTC):%Y-%m-%dT%H:%M}"
        planner.tell(desk, Kind.ARRIVAL, [Administrators()], about=about, at=desk.now + TOGETHER)
    return True


def numbered(desk: Desk, number: int) -> Arrival | None:
    """The arrival of that number, where it is one of this municipality's."""
    return next((one for one in everyone(desk) if one.id == number), None)


def waiting(desk: Desk) -> list[Arrival]:
    """Those who wait to be confirmed, by name."""
    return [one for one in everyone(desk) if not one.confirmed]


def facts(desk: Desk) -> Mapping[str, object]:
    """What the question to the administrators says: the first of those who wait, and how many
    there are besides.
    """
    found = waiting(desk)
    rows = [
        {"arrival": one, "offices": offices_of(desk, one.person)} for one in found[:MOST_LISTED]
    ]
    return {"rows": rows, "more": max(0, len(found) - MOST_LISTED)}


def offices_of(desk: Desk, person: Person) -> list[Office]:
    """The offices that the person holds today."""
    held = offices.held_by(desk.session, desk.municipality, person, desk.today)
    return sorted(seat for seat in held if isinstance(seat, Office))


def everyone(desk: Desk) -> list[Arrival]:
    """Every account that has been matched in the municipality, by the person's name."""
    known = people.known(desk.session, desk.municipality)
    rows = desk.session.scalars(
        select(IdentityRow)
        .join(PersonRow, PersonRow.id == IdentityRow.person_id)
        .where(PersonRow.municipality_id == desk.municipality.id)
        .order_by(PersonRow.name, IdentityRow.id)
    )
    return [
        Arrival(
            id=row.id,
            chat=row.chat,
            user_id=row.user_id,
            person=known[row.person_id],
            confirmed=row.confirmed,
        )
        for row in rows
    ]


def confirm(desk: Desk, arrival: Arrival) -> None:
    """Let the rights of the person's offices follow the account, and tell the person so."""
    if arrival.confirmed:
        return
    desk.session.get_one(IdentityRow, arrival.id).confirmed = True
    desk.session.flush()
    recipients = [Individual(arrival.person.id)]
    planner.tell(desk, Kind.CONFIRMED, recipients, about=f"confirmed/{arrival.id}")


def leave(desk: Desk, chat: str, user_id: str) -> None:
    """The account has been closed: it is forgotten, and the administrators are told."""
    found = next(
        (one for one in everyone(desk) if (one.chat, one.user_id) == (chat, user_id)), None
    )
    if found is None:
        return
    desk.session.execute(delete(IdentityRow).where(IdentityRow.id == found.id))
    about = f"departure/{chat}/{desk.today}/{found.person.id}"
    planner.tell(desk, Kind.DEPARTURE, [Administrators()], about=about)
