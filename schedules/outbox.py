"""The outbox: each message is planned once, claimed, intended, sent and recorded.

Plain synchronous functions; every one is called in a transaction of its caller's. `now` is the
clock of the municipality's day; a lease runs by the database's own clock, for it is about whether
a process lives.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from messages.addressing import Individual
from schedules.delivery import OPEN, Delivery, State, from_row
from schedules.dialects import changed, clock, insert_new
from schedules.reminders import Due
from schedules.tables import DeliveryRow

LEASE = timedelta(seconds=60)
"""How long a process may take with what it has claimed, before another takes it over."""

BACK_OFF = (1, 5, 30, 120, 600, 1800, 3600)
"""Minutes-long waits in seconds between attempts; the last one is repeated until it is too late."""


def plan(session: Session, municipality_id: int, dues: Iterable[Due]) -> None:
    """Put messages in the outbox; those that are there already, in whatever state, stay as is."""
    rows = [_row(municipality_id, due) for due in dues]
    if rows:
        session.execute(insert_new(session), rows)


def claim(session: Session, now: datetime, most: int) -> list[Delivery]:
    """Take what is due, oldest first, so that no other process does.

    An edit waits until the post that it rewrites has been sent.
    """
    target = aliased(DeliveryRow)
    unsent = (
        select(target.id)
        .where(target.id == DeliveryRow.edits, target.state.in_([*OPEN, State.SENDING]))
        .exists()
    )
    due = (
        select(DeliveryRow.id)
        .where(DeliveryRow.state == State.PENDING, DeliveryRow.next_at <= now, ~unsent)
        .order_by(DeliveryRow.next_at, DeliveryRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    claimed = (
        update(DeliveryRow)
        .where(DeliveryRow.id.in_(due.scalar_subquery()))
        .values(state=State.CLAIMED, lease_until=clock(session) + LEASE.total_seconds())
        .returning(DeliveryRow)
    )
    rows = session.scalars(claimed, execution_options={"synchronize_session": False})
    return sorted((from_row(row) for row in rows), key=lambda row: (row.due_at, row.id))


def intend(session: Session, delivery: Delivery, now: datetime, chat: str, place: str) -> bool:
    """Record that the message is about to be sent there; commit before sending it.

    False where it was withdrawn, or taken over by another process, since it was claimed.
    """
    return _from_claimed(
        session,
        delivery,
        state=State.SENDING,
        chat=chat,
        place=place,
        intent_at=now,
        attempts=DeliveryRow.attempts + 1,
        lease_until=clock(session) + LEASE.total_seconds(),
    )


def record_sent(session: Session, delivery: Delivery, now: datetime, message_id: str) -> None:
    """The chat has the message under that id."""
    _set(session, delivery, state=State.SENT, message_id=message_id, sent_at=now, reason="")


def retry(session: Session, delivery: Delivery, at: datetime, reason: str) -> None:
    """The message did not arrive; try again at `at`."""
    _set(session, delivery, state=State.PENDING, next_at=at, reason=reason)


def postpone(session: Session, delivery: Delivery, at: datetime) -> None:
    """The recipient is not reached now; try at `at`, without counting this as an attempt."""
    _from_claimed(session, delivery, state=State.PENDING, next_at=at)


def fail(session: Session, delivery: Delivery, reason: str) -> None:
    """The message cannot be sent until somebody mends what the reason says."""
    _set(session, delivery, state=State.FAILED, reason=reason)


def miss(session: Session, delivery: Delivery, reason: str) -> None:
    """It is too late for the message to make sense."""
    _from_claimed(session, delivery, state=State.MISSED, reason=reason)


def drop(session: Session, delivery: Delivery, reason: str) -> None:
    """The message has nothing to say any more."""
    _from_claimed(session, delivery, state=State.WITHDRAWN, reason=reason)


def split(session: Session, delivery: Delivery, persons: Iterable[Individual]) -> None:
    """Pass the message on to each person of a group, in a delivery of their own."""
    rows = [_row_like(delivery, person) for person in persons]
    if rows and _from_claimed(session, delivery, state=State.SPLIT):
        session.execute(insert_new(session), rows)


def release(session: Session) -> None:
    """Give back what a process claimed and then did nothing with within its lease."""
    stale = (DeliveryRow.state == State.CLAIMED) & (DeliveryRow.lease_until < clock(session))
    changed(session, update(DeliveryRow).where(stale).values(state=State.PENDING))


def unknown(session: Session) -> list[Delivery]:
    """What a process was about to send when it stopped: whether it arrived is not known."""
    rows = session.scalars(
        select(DeliveryRow).where(
            DeliveryRow.state == State.SENDING, DeliveryRow.lease_until < clock(session)
        )
    )
    return [from_row(row) for row in rows]


def next_at(session: Session) -> datetime | None:
    """When the next message may be tried; None when none waits."""
    return session.scalar(
        select(func.min(DeliveryRow.next_at)).where(DeliveryRow.state == State.PENDING)
    )


def get(session: Session, delivery_id: int) -> Delivery:
    """The delivery with that number."""
    return from_row(session.get_one(DeliveryRow, delivery_id))


def listed(
    session: Session, *, municipality_id: int | None = None, state: State | None = None
) -> list[Delivery]:
    """The deliveries in the order they were due."""
    statement = select(DeliveryRow).order_by(DeliveryRow.due_at, DeliveryRow.id)
    if municipality_id is not None:
        statement = statement.where(DeliveryRow.municipality_id == municipality_id)
    if state is not None:
        statement = statement.where(DeliveryRow.state == state)
    return [from_row(row) for row in session.scalars(statement)]


def wait(attempts: int) -> timedelta:
    """How long to wait after that many attempts."""
    return timedelta(seconds=BACK_OFF[min(attempts, len(BACK_OFF)) - 1])


def _from_claimed(session: Session, delivery: Delivery, **values: Any) -> bool:  # noqa: ANN401
    statement = update(DeliveryRow).where(
        DeliveryRow.id == delivery.id, DeliveryRow.state == State.CLAIMED
    )
    return changed(session, statement.values(**values)) == 1


def _set(session: Session, delivery: Delivery, **values: Any) -> None:  # noqa: ANN401
    changed(session, update(DeliveryRow).where(DeliveryRow.id == delivery.id).values(**values))


def _row(municipality_id: int, due: Due) -> dict[str, Any]:
    return {
        "municipality_id": municipality_id,
        "kind": due.kind,
        "occurrence": due.occurrence,
        "revision": due.revision,
        "step": due.step,
        "recipient": str(due.recipient),
        "due_at": due.at,
        "expires_at": due.expires,
        "event_at": due.event_at,
        "state": State.PENDING,
        "next_at": due.at,
        "attempts": 0,
        "reason": "",
    }


def _row_like(delivery: Delivery, person: Individual) -> dict[str, Any]:
    return {
        "municipality_id": delivery.municipality_id,
        "kind": delivery.kind,
        "occurrence": delivery.occurrence,
        "revision": delivery.revision,
        "step": delivery.step,
        "recipient": str(person),
        "due_at": delivery.due_at,
        "expires_at": delivery.expires_at,
        "event_at": delivery.event_at,
        "state": State.PENDING,
        "next_at": delivery.due_at,
        "attempts": 0,
        "reason": "",
    }
