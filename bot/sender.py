"""The loop that sends what is due: claim, intend, send, record (see bot/batches.py).

Many places are sent to at once; the database is used by one thread at a time, and what becomes of
deliveries while it is busy is stored together when it is free.
"""

import asyncio
import logging
import random
from collections.abc import Coroutine, Iterable
from datetime import datetime, timedelta

from bot import batches, dispatch, faults, planner
from bot.chat import Chat, Found, NotSent, SendError, UnsureError
from bot.database import reading, shared, writing
from bot.desk import Desk
from bot.dispatch import Letter
from bot.main import App
from schedules import calendar, dialects
from schedules.delivery import Delivery
from schedules.outcomes import Outcome

MOST = 1000
"""How many messages may be on their way at once; a chat may have fewer connections than that."""

LOOK_EVERY = timedelta(milliseconds=200)
"""How often the outbox is looked at while messages are on their way: more at a time is cheaper
than more often.
"""

log = logging.getLogger(__name__)


async def plan(app: App) -> None:
    """Put every municipality's next reminders in the outbox."""
    await asyncio.to_thread(_plan, app)


async def send(app: App) -> None:
    """Send all that is due, and wait until what became of it is stored."""
    await Sender(app).send()


async def work(app: App) -> None:
    """Plan for every municipality and send all that is due."""
    await plan(app)
    await send(app)


class Sender:
    """Sends what is due; what is on its way, and what is not stored yet, survives an error.

    `next_at` is when the next message may be tried, `looked_at` when the outbox was last looked at
    (UTC).
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.next_at: datetime | None = None
        self.looked_at: datetime | None = None
        self._flying: set[asyncio.Task[Outcome | None]] = set()
        self._done: list[Outcome] = []

    async def send(self, stop: asyncio.Event | None = None) -> None:
        """Send until nothing is due and nothing on its way; once `stop` is set, take no more.

        Raises DatabaseError where the database cannot be used; call again to go on.
        """
        while True:
            self._land()
            storing = asyncio.create_task(self._store())
            try:
                if not shared(self.app.engine):
                    await storing
                stopping = stop is not None and stop.is_set()
                took = 0 if stopping else await self._take()
            finally:
                await storing
            if not (took or storing.result() or self._flying):
                return
            if self._flying and took < batches.CLAIM:
                await asyncio.wait(self._flying, timeout=LOOK_EVERY.total_seconds())

    async def _store(self) -> int:
        """Store what is known, and answer how much that was; what cannot be stored is kept."""
        found, self._done = self._done, []
        if not found:
            return 0
        try:
            await asyncio.to_thread(batches.record, self.app, found)
        except BaseException:
            self._done = found + self._done
            raise
        return len(found)

    async def _take(self) -> int:
        begun = asyncio.get_running_loop().time()
        room = MOST - len(self._flying)
        if room < MOST / 4:
            return 0
        batch = await asyncio.to_thread(batches.take, self.app, room)
        self.next_at, self.looked_at = batch.next_at, self.app.now()
        before = begun + self.app.patience.margin.total_seconds()
        wait = self._until(batch.at)
        self._fly(self._sent(letter, before, wait) for letter in batch.letters)
        self._fly(self._asked(delivery) for delivery in batch.unknown)
        return batch.looked_at

    def _fly(self, steps: Iterable[Coroutine[None, None, Outcome | None]]) -> None:
        self._flying.update(asyncio.create_task(step) for step in steps)

    def _land(self) -> None:
        landed = {task for task in self._flying if task.done()}
        self._flying -= landed
        self._done += [outcome for task in landed if (outcome := task.result()) is not None]

    def _until(self, moment: datetime | None) -> float:
        """Seconds until a moment, but no more than letters are written ahead of their time."""
        wait = moment - self.app.now() if moment else timedelta(0)
        return max(timedelta(0), min(wait, self.app.patience.ahead)).total_seconds()

    async def _sent(self, letter: Letter, before: float, wait: float) -> Outcome | None:
        """Send a letter when it is time; None where it is not known what became of it.

        A process that was frozen for so long that another may have taken over does not send.
        """
        if wait:
            await asyncio.sleep(wait)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        if begun > before:
            return None
        delivery, chat = letter.delivery, self.app.chats[letter.delivery.chat]
        try:
            async with asyncio.timeout(self.app.patience.request.total_seconds()):
                message_id = await _post(chat, letter)
        except SendError as error:
            log.warning("not sent", extra=_about(delivery) | {"reason": error.reason})
            return dispatch.not_sent(delivery, error, self.app.now(), random.random())  # noqa: S311
        except Exception as error:  # noqa: BLE001 - whatever it was, the chat is asked later
            log.warning("not known", extra=_about(delivery) | {"reason": _reason(error)})
            return None
        self.app.metrics.answered(delivery.chat, loop.time() - begun)
        return dispatch.sent(delivery, message_id, self.app.now())

    async def _asked(self, delivery: Delivery) -> Outcome | None:
        """Ask a chat what became of a delivery; None where it does not answer now."""
        try:
            async with asyncio.timeout(self.app.patience.request.total_seconds()):
                found = await self._find(delivery)
        except Exception as error:  # noqa: BLE001 - it is asked again when the lease has ended
            log.warning("cannot ask", extra=_about(delivery) | {"reason": _reason(error)})
            return None
        log.info("asked", extra=_about(delivery) | {"reason": type(found).__name__})
        return dispatch.settle(delivery, found, self.app.now())

    async def _find(self, delivery: Delivery) -> Found:
        chat = self.app.chats.get(delivery.chat)
        if chat is None or delivery.edits:
            return NotSent.CANNOT_TELL
        since = delivery.intent_at or delivery.due_at
        return await chat.find(delivery.place, delivery.key, since)


async def _post(chat: Chat, letter: Letter) -> str:
    place = letter.delivery.place
    if letter.edits:
        await chat.edit(place, letter.edits, letter.message)
        return letter.edits
    return await chat.send(place, letter.message, letter.delivery.key)


def _about(delivery: Delivery) -> dict[str, object]:
    return {"delivery": delivery.id, "kind": delivery.kind.value, "attempt": delivery.attempts}


def _reason(error: Exception) -> str:
    known = isinstance(error, UnsureError | SendError | TimeoutError)
    return str(error) or type(error).__name__ if known else faults.described(error)


def _plan(app: App) -> None:
    """Each municipality in a transaction of its own, so that nobody's click waits for them all."""
    now = app.now()
    with reading(app.engine) as session:
        found = calendar.municipalities(session)
    for municipality in found:
        with writing(app.engine) as session:
            if dialects.nobody_plans(session, municipality.id):
                planner.plan(Desk(session=session, municipality=municipality, now=now))
