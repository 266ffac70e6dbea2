"""The sender's transactions: taking what is due and making it ready, and storing what became of it.

Each is short, for on SQLite only one can write at a time, and people's clicks write too: letters
are written in between, in a session that only reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot import pacing, problems, readying
from bot.database import reading, writing
from bot.dispatch import Letter
from bot.main import App
from schedules import dialects, outbox, outcomes, usage
from schedules.delivery import Delivery
from schedules.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Letters to send at once, deliveries whose chat is to be asked what became of them, how many
    deliveries were looked at, and when the next one may be tried.
    """

    letters: Sequence[Letter] = ()
    unknown: Sequence[Delivery] = ()
    looked_at: int = 0
    next_at: datetime | None = None


def take(app: App, most: int) -> Batch:
    """Take some of what is due, make it ready and intend it; one query where nothing is."""
    now, lease = app.now(), app.patience.lease
    with reading(app.engine) as session:
        waiting = outbox.waiting(session, lease)
    if waiting.lapsed:
        return _take_over(app, most)
    if not app.chats or waiting.next_at is None or waiting.next_at > now:
        return Batch(next_at=waiting.next_at if app.chats else None)
    with writing(app.engine) as session:
        claimed = outbox.claim(session, now, most, lease)
    with reading(app.engine) as session:
        ready = list(readying.ready(app, session, claimed, now))
    with writing(app.engine) as session:
        letters, others = _intended(app, session, ready, now)
        _record(app, session, others)
    app.metrics.count(others)
    return Batch(letters=letters, looked_at=len(claimed))


def record(app: App, found: Sequence[Outcome]) -> None:
    """Store what became of deliveries, and what the chats' answers say of their pace."""
    with writing(app.engine) as session:
        _record(app, session, found)
    app.metrics.count(found)


def _take_over(app: App, most: int) -> Batch:
    with writing(app.engine) as session:
        released = outbox.release(session, app.patience.lease)
        unknown = outbox.take_over(session, most, app.patience.lease)
    return Batch(unknown=unknown, looked_at=released + len(unknown))


def _intended(
    app: App, session: Session, ready: Sequence[Letter | Outcome], now: datetime
) -> tuple[list[Letter], list[Outcome]]:
    """The letters whose turn it still is now that no other process decides, and all the others."""
    dialects.take_turn(session)
    letters = [one for one in ready if isinstance(one, Letter)]
    others = [one for one in ready if isinstance(one, Outcome)]
    slots = pacing.slots(app, session, [one.delivery for one in letters], now)
    turns = {
        one.delivery.id: slots.next(
            one.delivery.chat, one.delivery.place, pacing.limits(app, one.delivery)
        )
        for one in letters
    }
    usage.use(session, slots.used)
    others += [
        readying.later(one.delivery, turns[one.delivery.id], now)
        for one in letters
        if turns[one.delivery.id] > now
    ]
    wanted = [one.delivery for one in letters if turns[one.delivery.id] <= now]
    ours = {one.id: one for one in outbox.intend(session, wanted, now, app.patience.lease)}
    going = [one for one in letters if one.delivery.id in ours]
    return [
        Letter(delivery=ours[one.delivery.id], message=one.message, edits=one.edits)
        for one in going
    ], others


def _record(app: App, session: Session, found: Sequence[Outcome]) -> None:
    outcomes.record(session, found)
    usage.use(session, pacing.used(app, found))
    for outcome in found:
        problems.report(session, outcome)
