"""A recipient → where it is reached at this moment, or why it is not."""

from dataclasses import dataclass
from enum import StrEnum

from bot import channels, offices, people
from bot.desk import Desk
from bot.people import Address, Person
from bot.problems import Problem
from messages.addressing import (
    SHARED,
    Administrators,
    Channel,
    Incoming,
    Individual,
    Office,
    Recipient,
)
from schedules.kinds import Kind, policy


@dataclass(frozen=True)
class Several:
    """A group: each person in it gets a delivery of their own."""

    individuals: tuple[Individual, ...]


class Paused(StrEnum):
    """The person has asked for no reminders these days."""

    PAUSED = "paused"


Resolution = Address | Several | Problem | Paused


def resolve(desk: Desk, recipient: Recipient, kind: Kind) -> Resolution:
    """Where the recipient is reached now, for a message of that kind."""
    match recipient:
        case Channel(purpose=purpose):
            found = channels.connected(desk.session, desk.municipality)
            return found.get(purpose, Problem.NO_CHANNEL)
        case Individual(id=number):
            return _person(desk, people.known(desk.session, desk.municipality)[number], kind)
        case Administrators():
            persons = people.administrators(desk.session, desk.municipality.id)
            return _several(tuple(persons)) or Problem.NO_ADMINISTRATOR
        case Incoming(office=office) | (Office() as office):
            holders = offices.holders(desk.session, desk.municipality, recipient, desk.today)
            return _office(desk, office, holders, kind)


def _office(desk: Desk, office: Office, persons: tuple[Person, ...], kind: Kind) -> Resolution:
    if not persons:
        return Problem.VACANT
    if office.kind in SHARED:
        return Several(tuple(Individual(person.id) for person in persons))
    return _person(desk, persons[0], kind)


def _several(persons: tuple[Person, ...]) -> Several | None:
    return Several(tuple(Individual(person.id) for person in persons)) if persons else None


def _person(desk: Desk, person: Person, kind: Kind) -> Resolution:
    paused = person.paused_until is not None and desk.today <= person.paused_until
    if paused and not policy(kind).at_once:
        return Paused.PAUSED
    return people.addresses(desk.session, desk.municipality).get(person.id) or Problem.NO_ACCOUNT
