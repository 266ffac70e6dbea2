"""The playground's fictional municipality and its people."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot import channels, database, founding, offices, people
from bot.desk import Desk
from bot.holdings import Term
from bot.people import Address
from messages.addressing import Municipality, Purpose, office
from messages.words import fold

CHAT = "playground"

_SINCE = date(2023, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Player:
    """Somebody to be in the playground; `user` is the chat's own name for the person."""

    user: str
    name: str
    label: str
    places: tuple[str, ...]


@cache
def players() -> tuple[Player, ...]:
    """Everybody to choose among."""
    return tuple(_player(row) for row in _cast()["person"])


def personal(user: str) -> str:
    """The place where a person talks to samspel alone."""
    return f"dm:{user}"


def move_in(engine: Engine, slug: str, now: datetime) -> Municipality:
    """Found the municipality in an empty database, with its people, offices and channels."""
    cast = _cast()
    with database.writing(engine) as session:
        desk = founding.found(session, slug, tuple(cast["committees"]), now)
        for row in cast["person"]:
            _arrive(desk, row)
        for row in cast["person"]:
            _delegate(desk, row)
        for name, purpose in cast["channels"].items():
            if purpose:
                address = Address(chat=CHAT, place=f"#{name}")
                channels.connect(session, desk.municipality, Purpose(purpose), address)
    return desk.municipality


def _arrive(desk: Desk, row: Mapping[str, Any]) -> None:
    person = people.add(
        desk.session,
        desk.municipality,
        name=row["name"],
        email=f"{_user(row)}@exempel.se",
        administrator=row.get("administrator", False),
    )
    address = Address(chat=CHAT, place=personal(_user(row)))
    people.identify(desk.session, person, address, _user(row), confirmed=True)
    if "office" in row:
        held = office(row["office"])
        offices.appoint(desk.session, desk.municipality, held, person, Term(starts=_SINCE))


def _delegate(desk: Desk, row: Mapping[str, Any]) -> None:
    if "delegate_of" in row:
        held = office(row["delegate_of"])
        holding = offices.holdings_of(desk.session, desk.municipality, held)[0]
        person = people.by_email(desk.session, desk.municipality, f"{_user(row)}@exempel.se")
        if person:
            offices.delegate(desk.session, holding, person)


def _player(row: Mapping[str, Any]) -> Player:
    return Player(
        user=_user(row),
        name=row["name"],
        label=row["label"],
        places=(personal(_user(row)), *(f"#{name}" for name in row["channels"])),
    )


def _user(row: Mapping[str, Any]) -> str:
    return fold(str(row["name"]).split()[0].casefold())


@cache
def _cast() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("cast.toml").read_text("utf-8"))
