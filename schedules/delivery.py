"""One message on its way to one recipient, as a value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from messages.addressing import Recipient, recipient
from schedules.kinds import Kind
from schedules.tables import DeliveryRow


class State(StrEnum):
    """Where a delivery is on its way."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"
    SPLIT = "split"
    """Passed on: each of the people it was for has a delivery of their own."""


OPEN = (State.PENDING, State.CLAIMED)
"""States in which nothing has left for the chat yet."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """Where a message stands in a chat."""

    chat: str
    place: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A row of the outbox as a value; times are UTC."""

    id: int
    municipality_id: int
    kind: Kind
    occurrence: str
    revision: int
    step: str
    recipient: Recipient
    due_at: datetime
    expires_at: datetime
    event_at: datetime | None
    state: State
    attempts: int
    next_at: datetime
    intent_at: datetime | None
    settled_at: datetime | None
    lease_until: float | None
    reason: str
    edits: int | None
    chat: str
    place: str
    message_id: str

    @property
    def sent_at(self) -> datetime | None:
        """When the chat took it, once it has been sent."""
        return self.settled_at if self.state is State.SENT else None

    @property
    def key(self) -> str:
        """What the message is recognised by in a chat; tells nothing about anybody."""
        return f"samspel-{self.id}"

    @property
    def post(self) -> Post | None:
        """Where the message stands, once it has been sent."""
        if not self.message_id:
            return None
        return Post(chat=self.chat, place=self.place, id=self.message_id)


_recipient = lru_cache(maxsize=10_000)(recipient)


def from_row(row: DeliveryRow | Row[Any]) -> Delivery:
    """The stored row as a value."""
    return Delivery(
        id=row.id,
        municipality_id=row.municipality_id,
        kind=Kind(row.kind),
        occurrence=row.occurrence,
        revision=row.revision,
        step=row.step,
        recipient=_recipient(row.recipient),
        due_at=row.due_at,
        expires_at=row.expires_at,
        event_at=row.event_at,
        state=State(row.state),
        attempts=row.attempts,
        next_at=row.next_at,
        intent_at=row.intent_at,
        settled_at=row.settled_at,
        lease_until=row.lease_until,
        reason=row.reason,
        edits=row.edits,
        chat=row.chat or "",
        place=row.place or "",
        message_id=row.message_id or "",
    )
