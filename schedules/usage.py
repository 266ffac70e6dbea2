"""How much of their pace the chats have been used, stored so that every process keeps it.

Plain synchronous functions; every one is called in a transaction of its caller's.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from schedules.delivery import State
from schedules.dialects import insert_latest
from schedules.pace import Mark, Scope, Usage
from schedules.tables import DeliveryRow, PaceRow

_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_UNUSED = Mark(tat=_EVER, opens=_EVER)


def known(session: Session, scopes: Iterable[Scope]) -> dict[Scope, Usage]:
    """How each scope has been used, of those that have been."""
    wanted = set(scopes)
    rows = session.execute(
        select(PaceRow.chat, PaceRow.scope, PaceRow.tat, PaceRow.last).where(
            PaceRow.scope.in_([scope.name for scope in wanted])
        )
    )
    found = {Scope(chat, name): Usage(tat=tat, last=last) for chat, name, tat, last in rows}
    return {scope: usage for scope, usage in found.items() if scope in wanted}


def busy(session: Session) -> set[tuple[str, str]]:
    """The chats and places where a message is in flight, or may be."""
    rows = session.execute(
        select(DeliveryRow.chat, DeliveryRow.place).where(DeliveryRow.state == State.SENDING)
    )
    return {(chat or "", place or "") for chat, place in rows}


def use(session: Session, used: Mapping[Scope, Mark], queued: Mapping[Scope, datetime]) -> None:
    """Store what was used and the ends of queues; what is there already is never made earlier."""
    rows = [
        {
            "chat": scope.chat,
            "scope": scope.name,
            "tat": used.get(scope, _UNUSED).tat,
            "opens": used.get(scope, _UNUSED).opens,
            "last": queued.get(scope, _EVER),
        }
        for scope in sorted({*used, *queued}, key=lambda one: (one.chat, one.name))
    ]
    if rows:
        session.execute(insert_latest(session), rows)
