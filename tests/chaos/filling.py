"""Databases full of messages that are due: municipalities, channels, people, and an outbox."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bot import agreements, channels, people
from bot.database import connect, migrate, writing
from bot.desk import Desk
from bot.people import Address
from bot.tables import AgreementRow, IdentityRow, PersonRow
from messages import shipped
from messages.addressing import Channel, Individual, Municipality, Purpose, Recipient
from schedules import calendar, defaults, outbox
from schedules.events import Event, EventKind
from schedules.kinds import Kind
from schedules.reminders import Due

CHAT = "local"
NOW = datetime(2026, 12, 8, 10, tzinfo=ZoneInfo("Europe/Stockholm"))
"""A Tuesday morning, within everybody's hours, before the month's dialogue and its principle."""

YEARS = timedelta(days=3 * 365)
"""How far ahead the events are that the messages are about, so that few are about the same."""

SAID = {EventKind.DIALOGUE: Kind.MEETING_AHEAD, EventKind.PRINCIPLE: Kind.PRINCIPLE}
CHUNK = 5_000
COPIED = ("number", "digest", "text", "lemmas", "stored_at")


def fill(url: str, municipalities: int, messages: int, seed: int) -> None:
    """Fill a new database with messages due at NOW, spread at random over five places each.

    As in earnest, each of them is for two: the two who meet, or two channels.
    """
    engine = connect(url)
    migrate(engine)
    with writing(engine) as session:
        places = list(_places(session, municipalities))
        events = list(_events(session))
    random = Random(seed)  # noqa: S311 - not for secrets
    dues = (
        (municipality_id, _due(number, recipient, event))
        for number in range(messages // 2)
        for municipality_id, reached in [random.choice(places)]
        for event in [random.choice(events)]
        for recipient in random.sample(reached, 2)
    )
    while chunk := list(islice(dues, CHUNK)):
        with writing(engine) as session:
            for municipality_id, due in chunk:
                outbox.plan(session, municipality_id, [due])
    engine.dispose()


def _events(session: Session) -> Iterator[Event]:
    municipality = calendar.municipalities(session)[0]
    agreement = agreements.on(session, municipality, NOW.date())
    first, last = NOW.date() + timedelta(days=1), NOW.date() + YEARS
    for event in calendar.events(session, municipality, agreement, since=first, until=last):
        if event.kind in SAID:
            yield event


def _places(session: Session, count: int) -> Iterator[tuple[int, list[Recipient]]]:
    """Each municipality's two channels of officials and three people."""
    first: Municipality | None = None
    founded = NOW - timedelta(days=90)
    for number in range(count):
        value = Municipality(slug=f"provby-{number}", name="Vaggeryd")
        municipality = calendar.add_municipality(session, value, founded)
        _give_agreement(session, municipality, first, founded)
        first = first or municipality
        yield municipality.id, list(_reached(session, municipality))


def _give_agreement(
    session: Session, municipality: Municipality, first: Municipality | None, founded: datetime
) -> None:
    desk = Desk(session=session, municipality=municipality, now=founded)
    if first is None:
        agreements.store(session, municipality, shipped.versions("vaggeryd")[0], founded)
    else:
        known = session.scalars(select(AgreementRow).filter_by(municipality_id=first.id)).one()
        copied = {name: getattr(known, name) for name in COPIED}
        session.execute(insert(AgreementRow).values(municipality_id=municipality.id, **copied))
    for series in defaults.series(desk.agreement, desk.today, ()):
        calendar.add_series(session, municipality, series, founded)


def _reached(session: Session, municipality: Municipality) -> Iterator[Recipient]:
    for purpose in (Purpose.MANAGEMENT_GROUP, Purpose.MANAGERS):
        address = Address(chat=CHAT, place=f"{municipality.id}-{purpose}")
        channels.connect(session, municipality, purpose, address)
        yield Channel(purpose)
    for number in range(3):
        email = f"{number}@{municipality.slug}.se"
        person = PersonRow(
            municipality_id=municipality.id, name="Eva Ek", email=email, administrator=False
        )
        session.add(person)
        session.flush()
        place = f"{municipality.id}-{number}"
        session.add(
            IdentityRow(person_id=person.id, chat=CHAT, user_id=place, place=place, confirmed=True)
        )
        yield Individual(person.id)
    assert people.everyone(session, municipality)


def _due(number: int, recipient: Recipient, event: Event) -> Due:
    return Due(
        at=NOW,
        expires=NOW + timedelta(days=1),
        kind=SAID[event.kind],
        occurrence=event.occurrence,
        revision=0,
        step=str(number),
        recipient=recipient,
    )
