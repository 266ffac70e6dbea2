"""Who has which delivery, and for how long: claim, intend, release and take over.

Plain synchronous functions; every one is called in a transaction of its caller's. `now` is the
clock of the municipality's day; a lease runs by the database's own clock, for it is about whether
a process lives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    Update,
    and_,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from schedules.delivery import OPEN, Delivery, State, from_row
from schedules.dialects import changed, clock, update_each
from schedules.pace import LONGEST, PLACE
from schedules.tables import DeliveryRow, PaceRow

_TABLE: Table = DeliveryRow.__table__  # type: ignore[assignment]
_HELD = (State.CLAIMED, State.SENDING)


def claim(session: Session, now: datetime, most: int, lease: timedelta) -> list[Delivery]:
    """Take what is due, oldest first, so that no other process does, for as long as the lease.

    An edit waits until the post that it rewrites has been sent, and what has been looked at before
    until its place is free: so a long queue somewhere costs nothing while it waits.
    """
    due = (
        select(DeliveryRow.id)
        .where(
            DeliveryRow.state == State.PENDING,
            DeliveryRow.next_at <= now,
            ~_edits_what_is_unsent(),
            ~_place_is_busy(),
            ~_place_is_paced(now),
            ~_another_is_first(),
        )
        .order_by(DeliveryRow.next_at, DeliveryRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    ids = session.scalars(due).all()
    claimed = _hold(session, _TABLE.c.id.in_(ids), lease, state=State.CLAIMED) if ids else []
    return sorted(claimed, key=lambda one: (one.next_at, one.id))


def _edits_what_is_unsent() -> ColumnElement[bool]:
    target = aliased(DeliveryRow)
    unsent = target.state.in_([*OPEN, State.SENDING])
    return select(target.id).where(target.id == DeliveryRow.edits, unsent).exists()


def _place_is_busy() -> ColumnElement[bool]:
    other = aliased(DeliveryRow)
    there = (other.place == DeliveryRow.place) & (other.chat == DeliveryRow.chat)
    sending = other.state == literal_column(f"'{State.SENDING}'")  # as the index has it
    return select(other.id).where(there, sending, _has_limits()).exists()


def _another_is_first() -> ColumnElement[bool]:
    other = aliased(DeliveryRow)
    there = (other.place == DeliveryRow.place) & (other.chat == DeliveryRow.chat)
    pending = other.state == literal_column(f"'{State.PENDING}'")
    first = or_(
        other.next_at < DeliveryRow.next_at,
        and_(other.next_at == DeliveryRow.next_at, other.id < DeliveryRow.id),
    )
    queued = and_(there, pending, other.place.is_not(None), first)
    return select(other.id).where(queued, _has_limits()).exists()


def _has_limits() -> ColumnElement[bool]:
    return select(PaceRow.scope).where(_pace_of_place()).exists()


def _place_is_paced(now: datetime) -> ColumnElement[bool]:
    paced = (PaceRow.opens > now) & (PaceRow.opens <= now + LONGEST)
    return select(PaceRow.scope).where(_pace_of_place(), paced).exists()


def _pace_of_place() -> ColumnElement[bool]:
    scope: ColumnElement[str] = literal(f"{PLACE}:") + DeliveryRow.place
    return and_(PaceRow.chat == DeliveryRow.chat, PaceRow.scope == scope)


def intend(
    session: Session, wanted: Sequence[Delivery], now: datetime, lease: timedelta
) -> list[Delivery]:
    """Record that claimed deliveries are about to be sent to their chats and places.

    Answers those that still are this process's to send, as they now are: not what was withdrawn,
    or taken over by another process, since it was claimed. Commit before sending any of them.
    """
    held = session.execute(
        select(_TABLE.c.id, _TABLE.c.lease_until, clock(session).label("clock"))
        .where(_TABLE.c.id.in_([one.id for one in wanted]), _TABLE.c.state == State.CLAIMED)
        .with_for_update(skip_locked=True)
    ).all()
    until = {row.id: row.lease_until for row in held}
    ours = [
        replace(
            one,
            state=State.SENDING,
            attempts=one.attempts + 1,
            intent_at=now,
            lease_until=held[0].clock + lease.total_seconds(),
        )
        for one in wanted
        if one.id in until and until[one.id] == one.lease_until
    ]
    if ours:
        _store_intents(session, ours)
    return ours


def _store_intents(session: Session, ours: Sequence[Delivery]) -> None:
    """What is the same for all in one statement, and where each goes in another."""
    session.execute(
        update(_TABLE)
        .where(_TABLE.c.id.in_([one.id for one in ours]))
        .values(
            state=State.SENDING,
            attempts=_TABLE.c.attempts + 1,
            intent_at=ours[0].intent_at,
            lease_until=ours[0].lease_until,
        )
    )
    rows = [(one.id, one.chat, one.place) for one in ours]
    update_each(session, ("id", "chat", "place"), rows, _to_places)


def _to_places(new: Mapping[str, ColumnElement[Any]]) -> Update:
    there = update(_TABLE).where(_TABLE.c.id == new["id"])
    return there.values(chat=new["chat"], place=new["place"])


def release(session: Session, lease: timedelta) -> int:
    """Give back what a process claimed and then did nothing with within its lease; how many."""
    lapsed = (DeliveryRow.state == State.CLAIMED) & _lapsed(session, lease)
    return changed(session, update(DeliveryRow).where(lapsed).values(state=State.PENDING))


def take_over(session: Session, most: int, lease: timedelta) -> list[Delivery]:
    """Take what a process was about to send when its lease ended, to find out what became of it."""
    lapsed = (
        select(DeliveryRow.id)
        .where(DeliveryRow.state == State.SENDING, _lapsed(session, lease))
        .order_by(DeliveryRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    ids = session.scalars(lapsed).all()
    return _hold(session, _TABLE.c.id.in_(ids), lease, state=State.SENDING) if ids else []


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """When the next message may be tried, and whether some lease has ended."""

    next_at: datetime | None
    lapsed: bool


def waiting(session: Session, lease: timedelta) -> Waiting:
    """What there is to do, in one query that costs the same however much waits."""
    next_at = select(func.min(_TABLE.c.next_at)).where(_TABLE.c.state == State.PENDING)
    ends = select(func.min(_TABLE.c.lease_until)).where(_TABLE.c.state.in_(_HELD))
    latest = select(func.max(_TABLE.c.lease_until)).where(_TABLE.c.state.in_(_HELD))
    row = session.execute(
        select(
            next_at.scalar_subquery().label("next_at"),
            ends.scalar_subquery().label("ends"),
            latest.scalar_subquery().label("latest"),
            clock(session).label("clock"),
        )
    ).one()
    too_late = row.clock + 2 * lease.total_seconds()
    lapsed = row.ends is not None and (row.ends < row.clock or row.latest > too_late)
    return Waiting(next_at=row.next_at, lapsed=lapsed)


def _hold(
    session: Session, which: ColumnElement[bool], lease: timedelta, *, state: State
) -> list[Delivery]:
    until = clock(session) + lease.total_seconds()
    held = update(_TABLE).where(which).values(state=state, lease_until=until).returning(_TABLE)
    return [from_row(row) for row in session.execute(held)]


def _lapsed(session: Session, lease: timedelta) -> ColumnElement[bool]:
    """Whether a lease has ended; one that ends later than any can was given before the clock was
    set back.
    """
    too_late = clock(session) + 2 * lease.total_seconds()
    return or_(DeliveryRow.lease_until < clock(session), DeliveryRow.lease_until > too_late)
