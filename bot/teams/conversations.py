"""The conversations that samspel has been let in to: all that is needed to write there later."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot import people
from bot.database import reading, writing
from bot.main import App
from bot.teams import CHAT
from bot.teams.tables import ConversationRow
from schedules.dialects import insert_new


class Kind(StrEnum):
    """Teams' own words for who is in a conversation."""

    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A conversation by its id without a thread; `user_id` is whose it is, where it is personal."""

    id: str
    kind: Kind
    service_url: str
    user_id: str = ""


def save(app: App, told: Conversation) -> None:
    """Remember it, as Teams last told of it; a kind that is known stays.

    Where it is somebody's own, reminders go there from now on.
    """
    with reading(app.engine) as session:
        known = _find(session, told.id)
    found = replace(told, kind=known.kind, user_id=known.user_id) if known else told
    if known != found:
        with writing(app.engine) as session:
            _store(session, found, app.now())


def _store(session: Session, found: Conversation, now: datetime) -> None:
    row = {"kind": found.kind, "service_url": found.service_url, "user_id": found.user_id}
    session.execute(insert_new(session, ConversationRow).values(id=found.id, heard_at=now, **row))
    here = update(ConversationRow).where(ConversationRow.id == found.id)
    session.execute(here.values(heard_at=now, **row))
    if found.user_id:
        people.reach(session, CHAT, found.user_id, found.id)


def find(app: App, conversation_id: str) -> Conversation | None:
    """The conversation of that id, if samspel is in it."""
    with reading(app.engine) as session:
        return _find(session, conversation_id)


def of_person(app: App, user_id: str) -> Conversation | None:
    """The person's own conversation with samspel; the last one where Teams has made several."""
    with reading(app.engine) as session:
        row = session.scalar(
            select(ConversationRow)
            .filter_by(user_id=user_id)
            .order_by(ConversationRow.heard_at.desc(), ConversationRow.id)
        )
        return _read(row) if row else None


def everyone(session: Session) -> list[Conversation]:
    """Every conversation that samspel is in."""
    return [_read(row) for row in session.scalars(select(ConversationRow))]


def forget(app: App, conversation_id: str) -> None:
    """Samspel has been taken away from there."""
    with writing(app.engine) as session:
        session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))


def _find(session: Session, conversation_id: str) -> Conversation | None:
    row = session.get(ConversationRow, conversation_id)
    return _read(row) if row else None


def _read(row: ConversationRow) -> Conversation:
    return Conversation(
        id=row.id, kind=Kind(row.kind), service_url=row.service_url, user_id=row.user_id
    )
