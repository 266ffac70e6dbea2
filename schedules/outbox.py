"""The outbox: each message is planned once, and what has been planned can be listed.

Plain synchronous functions; every one is called in a transaction of its caller's. Who sends a
delivery is settled by schedules/leases.py, and what became of it stored by schedules/outcomes.py.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from schedules.delivery import Delivery, State, from_row
from schedules.dialects import insert_new
from schedules.reminders import Due
from schedules.tables import DeliveryRow

BACK_OFF = (1, 5, 30, 120, 600, 1800, 3600)
"""Minutes-long waits in seconds between attempts; the last one is repeated until it is too late."""

JITTER = 0.25
"""How much longer a wait may be, so that what failed together is not all tried again at once."""

_TABLE: Table = DeliveryRow.__table__  # type: ignore[assignment]


def plan(session: Session, municipality_id: int, dues: Iterable[Due]) -> None:
    """Put messages in the outbox; those that are there already, in whatever state, stay as is."""
    rows = [_row(municipality_id, due) for due in dues]
    if rows:
        session.execute(insert_new(session), rows)


def next_at(session: Session) -> datetime | None:
    """When the next message may be tried; None when none waits."""
    return session.scalar(
        select(func.min(DeliveryRow.next_at)).where(DeliveryRow.state == State.PENDING)
    )


def count_pending(session: Session, *, before: datetime | None = None) -> int:
    """How many messages wait; `before` a moment, those that might have been tried before it."""
    statement = select(func.count()).where(_TABLE.c.state == State.PENDING)
    if before is not None:
        statement = statement.where(_TABLE.c.next_at < before)
    return session.scalar(statement) or 0


def get(session: Session, delivery_id: int) -> Delivery:
    """The delivery with that number."""
    return from_row(session.get_one(DeliveryRow, delivery_id))


def find(session: Session, delivery_id: int) -> Delivery | None:
    """The delivery with that number, which may have been made up."""
    row = session.get(DeliveryRow, delivery_id)
    return from_row(row) if row else None


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


def missed(
    session: Session, municipality_id: int, since: datetime, until: datetime
) -> list[Delivery]:
    """What was found to be too late in [since, until), in the order it was due."""
    rows = session.scalars(
        select(DeliveryRow)
        .where(
            DeliveryRow.municipality_id == municipality_id,
            DeliveryRow.state == State.MISSED,
            DeliveryRow.settled_at >= since,
            DeliveryRow.settled_at < until,
        )
        .order_by(DeliveryRow.due_at, DeliveryRow.id)
    )
    return [from_row(row) for row in rows]


def wait(attempts: int, jitter: float) -> timedelta:
    """How long to wait after that many attempts; `jitter` from 0 to 1 makes it a little longer."""
    seconds = BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
    return timedelta(seconds=seconds * (1 + JITTER * jitter))


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
