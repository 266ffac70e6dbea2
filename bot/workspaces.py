"""Which municipality a workspace of a chat belongs to.

A workspace is what a chat calls the whole of an organisation: a workspace in Slack, a tenant in
Teams. Nobody in a workspace that is not bound is answered.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.tables import WorkspaceRow
from messages.addressing import Municipality
from messages.errors import PlainError
from schedules import calendar


class BoundElsewhere(PlainError):
    """The workspace belongs to another municipality already."""


def municipality(session: Session, chat: str, workspace: str) -> Municipality | None:
    """The municipality that the workspace belongs to."""
    row = session.get(WorkspaceRow, (chat, workspace))
    return calendar.numbered(session, row.municipality_id) if row else None


def bound(session: Session, chat: str) -> dict[str, int]:
    """The municipality's number by each workspace of a chat."""
    rows = session.scalars(select(WorkspaceRow).filter_by(chat=chat))
    return {row.id: row.municipality_id for row in rows}


def bind(
    session: Session, municipality: Municipality, chat: str, workspace: str, now: datetime
) -> None:
    """Let the workspace belong to the municipality; nothing where it does.

    BoundElsewhere where it belongs to another: its people are known there.
    """
    row = session.get(WorkspaceRow, (chat, workspace))
    if row is None:
        session.add(
            WorkspaceRow(chat=chat, id=workspace, municipality_id=municipality.id, bound_at=now)
        )
        session.flush()
    elif row.municipality_id != municipality.id:
        raise BoundElsewhere("The workspace belongs to another municipality in this database.")
