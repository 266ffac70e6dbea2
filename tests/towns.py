"""A municipality to test in: fictional people, a chat in memory, and a clock that is moved."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot import sender
from bot.commands import answering
from bot.conversation import (
    Click,
    FieldErrors,
    Place,
    PlaceKind,
    Reply,
    Request,
    Speaker,
    Submission,
)
from bot.database import connect, migrate, reading, writing
from bot.desk import Desk
from bot.main import App
from bot.playground.cast import CHAT, move_in, personal
from bot.playground.clock import Clock, advance
from bot.playground.outbound import PlaygroundChat
from bot.playground.wall import Post, Wall
from messages.addressing import Municipality
from schedules import calendar, outbox
from schedules.delivery import Delivery
from schedules.tables import DeliveryRow
from tests.databases import Databases

Result = TypeVar("Result")
Answer = TypeVar("Answer", Reply, Reply | FieldErrors)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
START = datetime(2026, 11, 20, 9, tzinfo=STOCKHOLM)
"""A Friday morning; the next dialogue is on Monday 14 December."""

DIALOGUE = "dialogue/2026-12-14"


@dataclass(kw_only=True)
class Town:
    """A municipality in which people say, press and fill in things, and time goes by."""

    app: App
    clock: Clock
    wall: Wall
    municipality: Municipality

    def say(self, user: str, words: str, place: str = "") -> Reply:
        request = Request(speaker=_speaker(user), place=_place(user, place), words=words)
        return _answered(answering.answer(self.app, request))

    def press(self, user: str, action: str, value: str = "", place: str = "") -> Reply:
        click = Click(speaker=_speaker(user), place=_place(user, place), action=action, value=value)
        reply = _answered(answering.press(self.app, click))
        self.send()
        return reply

    def fill(
        self, user: str, form: str, subject: str = "", where: str = "", **values: str
    ) -> Reply | FieldErrors:
        reply = answering.submit(
            self.app,
            Submission(
                speaker=_speaker(user),
                place=_place(user, where),
                form=form,
                subject=subject,
                values=values,
            ),
        )
        self.send()
        return _answered(reply)

    def send(self) -> None:
        asyncio.run(sender.send(self.app))

    def go(self, day: date, at: time = time(23, 59)) -> None:
        """Let time go by, everything that is due said on its way."""
        until = datetime.combine(day, at, STOCKHOLM)
        asyncio.run(advance(self.app, self.clock, until, _moved))

    def titles(self, user: str, place: str = "") -> list[str]:
        """The titles of what samspel has sent to somebody, or to a place, that the user sees."""
        return [post.message.title for post in self.posts(user, place) if post.message]

    def posts(self, user: str, place: str = "") -> list[Post]:
        return [post for post in self.wall.seen_by(user, place or personal(user)) if post.key]

    def said(self) -> list[tuple[datetime, str, str]]:
        """Everything that samspel has sent: when (local), where, and its title."""
        return [
            (post.at.astimezone(STOCKHOLM), post.place, post.message.title)
            for post in self.wall.posts
            if post.key and post.message
        ]

    def deliveries(self) -> list[Delivery]:
        with reading(self.app.engine) as session:
            return outbox.listed(session)

    def expire_leases(self) -> None:
        """As if the lease of every claimed delivery had run out."""
        with writing(self.app.engine) as session:
            session.query(DeliveryRow).update({DeliveryRow.lease_until: 0.0})

    def at_desk(self, work: Callable[[Desk], Result]) -> Result:
        """Do something with the municipality's desk, in a transaction of its own."""
        with writing(self.app.engine) as session:
            municipality = calendar.numbered(session, self.municipality.id)
            return work(Desk(session=session, municipality=municipality, now=self.clock.now))


def found(databases: Databases, name: str = "vaggeryd", now: datetime = START) -> Town:
    """A newly founded municipality with everybody in place, its first reminders planned."""
    engine = connect(databases.filled(name, _founding(name, now)))
    clock, wall = Clock(now), Wall()
    app = App(engine=engine, chats={CHAT: PlaygroundChat(wall, clock.read)}, now=clock.read)
    with reading(engine) as session:
        municipality = calendar.municipality(session, name)
    assert municipality is not None
    asyncio.run(sender.plan(app))
    return Town(app=app, clock=clock, wall=wall, municipality=municipality)


@cache
def _founding(name: str, now: datetime) -> Callable[[str], None]:
    """What fills a database, once for all tests: each of them starts with a copy."""

    def fill(url: str) -> None:
        engine = connect(url)
        migrate(engine)
        move_in(engine, name, now)
        engine.dispose()

    return fill


def _answered(reply: Answer) -> Answer:
    """The reply, where it is none that says that samspel itself failed."""
    message = None if isinstance(reply, FieldErrors) else reply.message
    assert message is None or message.title != "Något gick fel hos samspel"
    assert not isinstance(reply, FieldErrors) or "wrong" not in reply.errors.values()
    return reply


async def _moved() -> None:
    """Nobody looks on."""


def _speaker(user: str) -> Speaker:
    return Speaker(chat=CHAT, user_id=user)


def _place(user: str, place: str) -> Place:
    kind = PlaceKind.CHANNEL if place.startswith("#") else PlaceKind.PERSONAL
    return Place(chat=CHAT, id=place or personal(user), kind=kind)
