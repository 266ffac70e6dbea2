"""Workspaces of chats and how they are bound, what was heard twice, and what Slack needs.

Revision ID: 0003
Revises: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the tables; on SQLite a number that an identity has had is not given to another."""
    if op.get_bind().dialect.name == "sqlite":
        again = {"sqlite_autoincrement": True}
        with op.batch_alter_table("identity", recreate="always", table_kwargs=again):
            pass
    _add_workspaces()
    _add_slack()


def _add_workspaces() -> None:
    """For every chat: what was heard, and which municipality a workspace belongs to."""
    op.create_table(
        "heard",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heard")),
    )
    with op.batch_alter_table("heard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_heard_at"), ["at"], unique=False)

    op.create_table(
        "invite",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_invite_municipality_id")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invite")),
    )
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invite_state"), ["state"], unique=False)

    op.create_table(
        "workspace",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_workspace_municipality_id")
        ),
        sa.PrimaryKeyConstraint("chat", "id", name=op.f("pk_workspace")),
    )


def _add_slack() -> None:
    """For Slack alone: the tokens of several workspaces, and uploaded drawings."""
    op.create_table(
        "slack_bot",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("app_id", sa.String(), nullable=False),
        sa.Column("enterprise_id", sa.String(), nullable=True),
        sa.Column("enterprise_name", sa.String(), nullable=True),
        sa.Column("team_id", sa.String(), nullable=True),
        sa.Column("team_name", sa.String(), nullable=True),
        sa.Column("bot_token", sa.String(), nullable=True),
        sa.Column("bot_id", sa.String(), nullable=True),
        sa.Column("bot_user_id", sa.String(), nullable=True),
        sa.Column("bot_scopes", sa.String(), nullable=True),
        sa.Column("bot_refresh_token", sa.String(), nullable=True),
        sa.Column("bot_token_expires_at", sa.DateTime(), nullable=True),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slack_bot")),
    )
    with op.batch_alter_table("slack_bot", schema=None) as batch_op:
        batch_op.create_index(
            "slack_bot_idx", ["client_id", "enterprise_id", "team_id", "installed_at"], unique=False
        )

    op.create_table(
        "slack_picture",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "digest", name=op.f("pk_slack_picture")),
    )
    with op.batch_alter_table("slack_picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slack_picture_at"), ["at"], unique=False)
