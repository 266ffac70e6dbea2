"""When a delivery was settled in any way, and the pace of chats.

Revision ID: 0002
Revises: 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Rename a column, which both databases can do in place, and add a table."""
    op.execute("ALTER TABLE delivery RENAME COLUMN sent_at TO settled_at")
    op.create_index(
        "ix_delivery_sending",
        "delivery",
        ["place", "chat"],
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_index(
        "ix_delivery_queued",
        "delivery",
        ["place", "chat", "next_at"],
        sqlite_where=sa.text("state = 'pending' AND place IS NOT NULL"),
        postgresql_where=sa.text("state = 'pending' AND place IS NOT NULL"),
    )
    op.create_table(
        "pace",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("tat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", "scope", name=op.f("pk_pace")),
    )
