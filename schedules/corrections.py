"""What has been planned or said, when what it was about changes: taken back, or said anew.

Plain synchronous functions; every one is called in the transaction of the change itself.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session, aliased

from messages.addressing import Recipient, recipient
from schedules.delivery import OPEN, Delivery, State
from schedules.dialects import changed, insert_new
from schedules.events import Event
from schedules.kinds import EDIT_LATE, SAID_LATER, TELLS_WHEN, Kind
from schedules.tables import DeliveryRow


def withdraw(session: Session, municipality_id: int, event: Event) -> None:
    """Take back what is not yet sent about earlier revisions of an event."""
    earlier = (DeliveryRow.occurrence == event.occurrence) & (DeliveryRow.revision < event.revision)
    _withdraw(session, municipality_id, earlier)


def try_again(session: Session, numbers: Collection[int], now: datetime) -> int:
    """Put parked deliveries back in the queue, to be tried now; answer how many there were.

    One that has become too late meanwhile is recorded as missed when its turn comes.
    """
    parked = (
        update(DeliveryRow)
        .where(DeliveryRow.id.in_(numbers), DeliveryRow.state == State.FAILED)
        .values(
            state=State.PENDING, next_at=now, attempts=0, reason="", settled_at=None, intent_at=None
        )
    )
    return changed(session, parked)


def unplan(session: Session, municipality_id: int, key: str) -> None:
    """Forget what is not yet sent about a series or a kind of event, so that it can be planned
    again if the series is wanted again.
    """
    of_series = DeliveryRow.occurrence.startswith(f"{key}/", autoescape=True)
    statement = delete(DeliveryRow).where(
        DeliveryRow.municipality_id == municipality_id, DeliveryRow.state.in_(OPEN), of_series
    )
    changed(session, statement)


def edit_sent(
    session: Session, municipality_id: int, event: Event, says: Kind, now: datetime
) -> None:
    """Have every post that told when an event is say something else, those on their way too."""
    rows = session.scalars(
        select(DeliveryRow).where(
            DeliveryRow.municipality_id == municipality_id,
            DeliveryRow.occurrence == event.occurrence,
            DeliveryRow.kind.in_(TELLS_WHEN),
            DeliveryRow.state.in_([State.SENT, State.SENDING]),
            DeliveryRow.edits.is_(None),
        )
    ).all()
    edits = [_edit(row, event.revision, says, now) for row in rows]
    if edits:
        session.execute(insert_new(session), edits)


def told(session: Session, municipality_id: int, event: Event) -> set[Recipient]:
    """Everybody who has been sent something about the event."""
    rows = session.scalars(
        select(DeliveryRow.recipient).where(
            DeliveryRow.municipality_id == municipality_id,
            DeliveryRow.occurrence == event.occurrence,
            DeliveryRow.state.in_([State.SENT, State.SENDING]),
        )
    )
    return {recipient(address) for address in rows}


def said(session: Session, ids: Collection[int]) -> dict[int, set[tuple[str, str]]]:
    """For each delivery, the chats and places where the same has been said to another recipient:
    to somebody who holds two offices, or in a channel that serves two purposes.
    """
    one, other = aliased(DeliveryRow), aliased(DeliveryRow)
    same = (
        (other.municipality_id == one.municipality_id)
        & (other.kind == one.kind)
        & (other.occurrence == one.occurrence)
        & (other.revision == one.revision)
        & (other.step == one.step)
        & (other.id != one.id)
    )
    rows = session.execute(
        select(one.id, other.chat, other.place)
        .join(other, same)
        .where(one.id.in_(ids), other.state.in_([State.SENDING, State.SENT]))
    )
    found: dict[int, set[tuple[str, str]]] = {}
    for number, chat, place in rows:
        found.setdefault(number, set()).add((chat or "", place or ""))
    return found


def said_later(session: Session, delivery: Delivery, now: datetime) -> bool:
    """Whether a later reminder of the same to the same recipient is due by now as well."""
    kinds = {delivery.kind, *SAID_LATER.get(delivery.kind, ())}
    later = select(DeliveryRow.id).where(
        DeliveryRow.municipality_id == delivery.municipality_id,
        DeliveryRow.kind.in_(kinds),
        DeliveryRow.occurrence == delivery.occurrence,
        DeliveryRow.revision == delivery.revision,
        DeliveryRow.recipient == str(delivery.recipient),
        DeliveryRow.due_at > delivery.due_at,
        DeliveryRow.due_at <= now,
        DeliveryRow.edits.is_(None),
        DeliveryRow.state.in_([*OPEN, State.SENDING, State.SENT]),
    )
    return session.scalar(select(later.exists())) or False


def _withdraw(session: Session, municipality_id: int, which: ColumnElement[bool]) -> None:
    statement = update(DeliveryRow).where(
        DeliveryRow.municipality_id == municipality_id, DeliveryRow.state.in_(OPEN), which
    )
    changed(session, statement.values(state=State.WITHDRAWN))


def _edit(row: DeliveryRow, revision: int, says: Kind, now: datetime) -> dict[str, Any]:
    return {
        "municipality_id": row.municipality_id,
        "kind": says,
        "occurrence": row.occurrence,
        "revision": revision,
        "step": f"edit:{row.id}",
        "recipient": row.recipient,
        "due_at": now,
        "expires_at": now + EDIT_LATE,
        "event_at": row.event_at,
        "state": State.PENDING,
        "next_at": now,
        "attempts": 0,
        "reason": "",
        "edits": row.id,
    }
