"""What samspel keeps about Slack alone."""

from datetime import datetime

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from schedules.tables import Table

BOTS = "slack_bot"
ENCRYPTED = ("bot_token", "bot_refresh_token")


class PictureRow(Table):
    """A drawing that has been uploaded to a workspace, by the digest of what it shows."""

    __tablename__ = "slack_picture"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


bots = SQLAlchemyInstallationStore.build_bots_table(Table.metadata, BOTS)
"""Where slack_sdk keeps the tokens of several workspaces; wider, for they are encrypted."""

for _name in ENCRYPTED:
    bots.c[_name].type = String(1000)
