"""What chats tell twice is heard once: an event sent again, a button pressed twice.

It is stored, for the second time may come to another process.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bot.tables import HeardRow
from schedules.dialects import changed, insert_new

KEPT = timedelta(days=1)
"""How long it is remembered; Slack's last repeat of an event comes after an hour at most."""


def first(session: Session, name: str, now: datetime, within: timedelta = KEPT) -> bool:
    """Whether this is the first time in so long that something of that name is heard."""
    session.execute(delete(HeardRow).where(HeardRow.at < now - KEPT))
    again = (
        update(HeardRow).where(HeardRow.name == name, HeardRow.at <= now - within).values(at=now)
    )
    if changed(session, again):
        return True
    new = insert_new(session, HeardRow).values(name=name, at=now).returning(HeardRow.name)
    return session.scalar(new) is not None
