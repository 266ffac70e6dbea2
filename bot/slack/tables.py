"""What samspel keeps about Slack alone."""

from datetime import datetime

from sqlalchemy import DateTime, Index
from sqlalchemy.orm import Mapped, mapped_column

from schedules.tables import Table


class PictureRow(Table):
    """A drawing that has been uploaded to a workspace, by the digest of what it shows."""

    __tablename__ = "slack_picture"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class BotRow(Table):
    """The bot of a workspace, as slack_sdk's SQLAlchemyInstallationStore reads and writes it.

    The tokens are encrypted (bot/slack/bots.py); the moments are slack_sdk's, in UTC without zone.
    """

    __tablename__ = "slack_bot"
    __table_args__ = (
        Index("slack_bot_idx", "client_id", "enterprise_id", "team_id", "installed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str]
    app_id: Mapped[str]
    enterprise_id: Mapped[str | None]
    enterprise_name: Mapped[str | None]
    team_id: Mapped[str | None]
    team_name: Mapped[str | None]
    bot_token: Mapped[str | None]
    bot_id: Mapped[str | None]
    bot_user_id: Mapped[str | None]
    bot_scopes: Mapped[str | None]
    bot_refresh_token: Mapped[str | None]
    bot_token_expires_at: Mapped[datetime | None] = mapped_column(DateTime)
    is_enterprise_install: Mapped[bool]
    installed_at: Mapped[datetime] = mapped_column(DateTime)
