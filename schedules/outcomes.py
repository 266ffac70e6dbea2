"""What became of a delivery when it was looked at or sent, as a value, and how that is stored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, Update, bindparam, update
from sqlalchemy.orm import Session

from messages.addressing import Individual
from schedules.delivery import Delivery, State
from schedules.dialects import insert_new
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
    found = list(outcomes)
    _update(session, _arrived, _sent, [one for one in found if one.state is State.SENT])
    _update(session, _still, _other, [one for one in found if one.state is not State.SENT])
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


def _update(
    session: Session,
    statement: Callable[[], Update],
    values: Callable[[Outcome], Mapping[str, object]],
    outcomes: Sequence[Outcome],
) -> None:
    if outcomes:
        ordered = sorted(outcomes, key=lambda one: one.delivery.id)
        session.connection().execute(statement(), [dict(values(one)) for one in ordered])


def _arrived() -> Update:
    return update(_TABLE).where(_TABLE.c.id == bindparam("row"), _TABLE.c.state != State.SENT)


def _still() -> Update:
    return update(_TABLE).where(
        _TABLE.c.id == bindparam("row"),
        _TABLE.c.state == bindparam("was"),
        _TABLE.c.attempts == bindparam("tried"),
    )


def _sent(outcome: Outcome) -> dict[str, object]:
    return {
        "row": outcome.delivery.id,
        "state": State.SENT,
        "message_id": outcome.message_id,
        "settled_at": outcome.at,
        "reason": "",
    }


def _other(outcome: Outcome) -> dict[str, object]:
    settled = outcome.state is not State.PENDING
    return {
        "row": outcome.delivery.id,
        "was": outcome.delivery.state,
        "tried": outcome.delivery.attempts,
        "state": outcome.state,
        "settled_at": outcome.at if settled else None,
        "next_at": outcome.next_at or outcome.delivery.next_at,
        "reason": outcome.reason,
    }
