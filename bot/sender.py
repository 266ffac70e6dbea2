"""The loop that sends what is due: claim, intend, send, record (see bot/dispatch.py)."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from bot import dispatch, faults, planner
from bot.chat import Found, NotSent, SendError
from bot.database import writing
from bot.desk import Desk
from bot.dispatch import Letter
from bot.main import App
from schedules import calendar, outbox
from schedules.delivery import Delivery

BATCH = 20
"""How many deliveries are claimed at a time."""

Outcome = TypeVar("Outcome")

log = logging.getLogger(__name__)


async def work(app: App) -> None:
    """Plan for every municipality and send all that is due."""
    await plan(app)
    await send(app)


async def plan(app: App) -> None:
    """Put every municipality's next reminders in the outbox."""
    await asyncio.to_thread(_plan, app)


async def send(app: App) -> None:
    """Look after what a stop left behind, and send all that is due."""
    await recover(app)
    while await send_batch(app):
        pass


async def send_batch(app: App) -> int:
    """Send some of what is due; how many deliveries were looked at."""
    claimed = await asyncio.to_thread(_claim, app)
    for delivery in claimed:
        await _deliver(app, delivery)
    return len(claimed)


async def recover(app: App) -> None:
    """Find out about every message that was on its way when a process stopped."""
    for delivery in await asyncio.to_thread(_left_behind, app):
        found = await _find(app, delivery)
        await _at_desk(app, delivery, lambda desk: dispatch.settle(desk, delivery, found))  # noqa: B023


async def _deliver(app: App, delivery: Delivery) -> None:
    letter = await _prepare(app, delivery)
    if letter is None:
        return
    try:
        message_id = await _send(app, letter)
    except SendError as error:
        failure = error
        log.warning("delivery %s of %s: %s", delivery.id, delivery.kind, error.reason)
        await _at_desk(app, delivery, lambda desk: dispatch.not_sent(desk, letter, failure))
    else:
        await _at_desk(app, delivery, lambda desk: dispatch.sent(desk, letter, message_id))


async def _prepare(app: App, delivery: Delivery) -> Letter | None:
    try:
        return await _at_desk(app, delivery, lambda desk: dispatch.prepare(desk, delivery))
    except Exception as error:  # noqa: BLE001 - such a delivery is parked, and the others go on
        broken = error
        cause = faults.described(error)
        log.error("delivery %s of %s cannot be written: %s", delivery.id, delivery.kind, cause)  # noqa: TRY400
        await _at_desk(app, delivery, lambda desk: dispatch.broken(desk, delivery, broken))
        return None


async def _send(app: App, letter: Letter) -> str:
    chat = app.chats.get(letter.address.chat)
    if chat is None:
        raise SendError(f"{letter.address.chat} is not switched on", permanent=True)
    if letter.edits:
        await chat.edit(letter.address.place, letter.edits, letter.message)
        return letter.edits
    return await chat.send(letter.address.place, letter.message, letter.delivery.key)


async def _find(app: App, delivery: Delivery) -> Found:
    chat = app.chats.get(delivery.chat)
    if chat is None:
        return NotSent.CANNOT_TELL
    return await chat.find(delivery.place, delivery.key, delivery.intent_at or delivery.due_at)


async def _at_desk(app: App, delivery: Delivery, step: Callable[[Desk], Outcome]) -> Outcome:
    return await asyncio.to_thread(_step, app, delivery, step, app.now())


def _step(app: App, delivery: Delivery, step: Callable[[Desk], Outcome], now: datetime) -> Outcome:
    with writing(app.engine) as session:
        municipality = calendar.numbered(session, delivery.municipality_id)
        return step(Desk(session=session, municipality=municipality, now=now))


def _plan(app: App) -> None:
    now = app.now()
    with writing(app.engine) as session:
        for municipality in calendar.municipalities(session):
            planner.plan(Desk(session=session, municipality=municipality, now=now))


def _claim(app: App) -> list[Delivery]:
    if not app.chats:
        return []
    with writing(app.engine) as session:
        return outbox.claim(session, app.now(), BATCH)


def _left_behind(app: App) -> list[Delivery]:
    with writing(app.engine) as session:
        outbox.release(session)
        return outbox.unknown(session)
