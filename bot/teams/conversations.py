"""The conversations that samspel has been let in to: all that is needed to write there later."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.database import reading, writing
from bot.main import App
from bot.teams.tables import ConversationRow


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


def save(app: App, found: Conversation) -> bool:
    """Remember it, as Teams last told of it; whether samspel did not know of it before."""
    with reading(app.engine) as session:
        known = _find(session, found.id)
    if known != found:
        with writing(app.engine) as session:
            row = ConversationRow(
                id=found.id,
                kind=found.kind,
                service_url=found.service_url,
                user_id=found.user_id,
                heard_at=app.now(),
            )
            session.merge(row)
    return known is None


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
