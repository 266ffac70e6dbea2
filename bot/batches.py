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
from bot.readying import Ready
from schedules import dialects, leases, outcomes, usage
from schedules.delivery import Delivery
from schedules.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Letters to send from a moment on, and deliveries whose chat is to be asked about them.

    `looked_at` is how many deliveries were looked at, `next_at` when the next one may be tried.
    """

    letters: Sequence[Letter] = ()
    at: datetime | None = None
    unknown: Sequence[Delivery] = ()
    looked_at: int = 0
    next_at: datetime | None = None


CLAIM = 1000
"""How many deliveries are looked at together; many of them may have to wait for their turn."""


def take(app: App, most: int) -> Batch:
    """Take some of what is due, make at most so many letters of it ready and intend them.

    That is one query where nothing is due.
    """
    now, lease = app.now() + app.patience.ahead, app.patience.lease
    with reading(app.engine) as session:
        waiting = leases.waiting(session, lease)
    if waiting.lapsed:
        return _take_over(app, most)
    if not app.chats or waiting.next_at is None or waiting.next_at > now:
        return Batch(next_at=waiting.next_at if app.chats else None)
    with writing(app.engine) as session:
        claimed = leases.claim(session, now, CLAIM, lease)
    with reading(app.engine) as session:
        ready = readying.ready(app, session, claimed, now, most)
    with writing(app.engine) as session:
        letters, others = _intended(app, session, ready, now)
        _record(app, session, others)
    app.metrics.count(others)
    return Batch(letters=letters, at=now, looked_at=len(claimed), next_at=waiting.next_at)


def record(app: App, found: Sequence[Outcome]) -> None:
    """Store what became of deliveries, and what the chats' answers say of their pace."""
    with writing(app.engine) as session:
        _record(app, session, found)
    app.metrics.count(found)


def _take_over(app: App, most: int) -> Batch:
    with writing(app.engine) as session:
        released = leases.release(session, app.patience.lease)
        unknown = leases.take_over(session, most, app.patience.lease)
    return Batch(unknown=unknown, looked_at=released + len(unknown))


def _intended(
    app: App, session: Session, ready: Ready, now: datetime
) -> tuple[list[Letter], list[Outcome]]:
    """The letters whose turn it still is now that no other process decides, and all the others."""
    dialects.take_turn(session)
    slots = pacing.slots(app, session, [one.delivery for one in ready.letters], now)
    turns = [pacing.slot(app, slots, one.delivery, waited=True) for one in ready.letters]
    usage.use(session, slots.used, ready.queued)
    wanted = [one for one, turn in zip(ready.letters, turns, strict=True) if turn <= now]
    late = [
        readying.later(one.delivery, turn, now)
        for one, turn in zip(ready.letters, turns, strict=True)
        if turn > now
    ]
    intended = leases.intend(session, [one.delivery for one in wanted], now, app.patience.lease)
    ours = {one.id: one for one in intended}
    letters = [
        Letter(delivery=ours[one.delivery.id], message=one.message, edits=one.edits)
        for one in wanted
        if one.delivery.id in ours
    ]
    return letters, [*ready.outcomes, *late]


def _record(app: App, session: Session, found: Sequence[Outcome]) -> None:
    outcomes.record(session, found)
    usage.use(session, pacing.used(app, found), {})
    for outcome in found:
        problems.report(session, outcome)
