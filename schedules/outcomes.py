"""What became of a delivery when it was looked at or sent, as a value, and how that is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, Update, update
from sqlalchemy.orm import Session

from messages.addressing import Individual
from schedules.delivery import Delivery, State
from schedules.dialects import insert_new, update_each
from schedules.tables import DeliveryRow

_TABLE: Table = DeliveryRow.__table__  # type: ignore[assignment]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The state that a delivery comes to, and why; `at` is the moment when that was known (UTC).

    SENT has the chat's `message_id`; PENDING has `next_at`, when it is to be tried again; SPLIT
    has the `persons` it is passed on to. `hold_until` is how long the chat asked to be left alone
    there, `problem` what an administrator is to be told of.
    """

    delivery: Delivery
    state: State
    at: datetime
    reason: str = ""
    message_id: str = ""
    next_at: datetime | None = None
    hold_until: datetime | None = None
    persons: tuple[Individual, ...] = ()
    problem: str = ""


def record(session: Session, outcomes: Iterable[Outcome]) -> None:
    """Store what became of deliveries.

    What another process has done meanwhile stands, except that a message which the chat has is
    sent, whoever sent it.
    """
    found = sorted(outcomes, key=lambda one: one.delivery.id)
    if arrived := [_sent(one) for one in found if one.state is State.SENT]:
        update_each(session, _SENT, arrived, _arrived)
    if others := [_other(one) for one in found if one.state is not State.SENT]:
        update_each(session, _OTHER, others, _still)
    passed_on = [row_like(one.delivery, person) for one in found for person in one.persons]
    if passed_on:
        session.execute(insert_new(session), passed_on)


def row_like(delivery: Delivery, person: Individual) -> dict[str, Any]:
    """The row of the same message to one person, due at the same time."""
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


_SENT = ("id", "message_id", "settled_at")
_NEW = ("state", "settled_at", "next_at", "reason", "chat", "place")
_OTHER = ("id", "attempts", "lease_until", *_NEW)


def _sent(outcome: Outcome) -> tuple[object, ...]:
    return outcome.delivery.id, outcome.message_id, outcome.at


def _other(outcome: Outcome) -> tuple[object, ...]:
    delivery = outcome.delivery
    return (
        delivery.id,
        delivery.attempts,
        delivery.lease_until,
        outcome.state,
        None if outcome.state is State.PENDING else outcome.at,
        outcome.next_at or delivery.next_at,
        outcome.reason,
        delivery.chat or None,
        delivery.place or None,
    )


def _arrived(new: Mapping[str, ColumnElement[Any]]) -> Update:
    return (
        update(_TABLE)
        .where(_TABLE.c.id == new["id"], _TABLE.c.state != State.SENT)
        .values(
            state=State.SENT,
            message_id=new["message_id"],
            settled_at=new["settled_at"],
            reason="",
        )
    )


def _still(new: Mapping[str, ColumnElement[Any]]) -> Update:
    """What is as it was when this process took it: nobody else has, so the lease is the same."""
    held = (_TABLE.c.state == State.CLAIMED) | (_TABLE.c.state == State.SENDING)
    mine = (_TABLE.c.attempts == new["attempts"]) & (_TABLE.c.lease_until == new["lease_until"])
    return (
        update(_TABLE)
        .where(_TABLE.c.id == new["id"], held, mine)
        .values({name: new[name] for name in _NEW})
    )
