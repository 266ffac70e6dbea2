"""How much of their pace the chats have been used, stored so that every process keeps it.

Plain synchronous functions; every one is called in a transaction of its caller's.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from schedules.delivery import State
from schedules.dialects import insert_latest
from schedules.pace import Scope
from schedules.tables import DeliveryRow, PaceRow


def tats(session: Session, scopes: Iterable[Scope]) -> dict[Scope, datetime]:
    """The TAT of each scope that has been used before."""
    wanted = set(scopes)
    rows = session.execute(
        select(PaceRow.chat, PaceRow.scope, PaceRow.tat).where(
            PaceRow.scope.in_([scope.name for scope in wanted])
        )
    )
    found = {Scope(chat, name): tat for chat, name, tat in rows}
    return {scope: tat for scope, tat in found.items() if scope in wanted}


def busy(session: Session) -> set[tuple[str, str]]:
    """The chats and places where a message is in flight, or may be."""
    rows = session.execute(
        select(DeliveryRow.chat, DeliveryRow.place).where(DeliveryRow.state == State.SENDING)
    )
    return {(chat or "", place or "") for chat, place in rows}


def use(session: Session, used: Mapping[Scope, datetime]) -> None:
    """Store the TATs; one that is there already is never made earlier."""
    rows = [
        {"chat": scope.chat, "scope": scope.name, "tat": tat}
        for scope, tat in sorted(used.items(), key=lambda one: (one[0].chat, one[0].name))
    ]
    if rows:
        session.execute(insert_latest(session), rows)
