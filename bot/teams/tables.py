"""What samspel keeps about Teams alone."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from schedules.tables import Table


class ConversationRow(Table):
    """A conversation that samspel has been let in to, and where Teams takes what is said there.

    `kind` is Teams' own word; `user_id` is whose personal chat it is, or empty; `heard_at` is when
    Teams last told anything new of it.
    """

    __tablename__ = "teams_conversation"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    service_url: Mapped[str]
    user_id: Mapped[str] = mapped_column(index=True)
    heard_at: Mapped[datetime]


class TeamsPictureRow(Table):
    """A drawing (SVG) that a card shows, by the unguessable name in its address."""

    __tablename__ = "teams_picture"

    name: Mapped[str] = mapped_column(primary_key=True)
    svg: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
