"""What looking up needs: a digest of each agreement's text, which rules are public, and which ones
somebody has found unclear.

Revision ID: 0005
Revises: 0004
"""

from collections.abc import Sequence
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the tables and the digests."""
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest", sa.String(), nullable=True))
    _fill()
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.alter_column("digest", existing_type=sa.String(), nullable=False)
    op.create_table(
        "publication",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_publication_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", name=op.f("pk_publication")),
    )
    op.create_table(
        "unclear",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_unclear_municipality_id_municipality"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "rule", name=op.f("pk_unclear")),
    )


def _fill() -> None:
    rows = sa.table(
        "agreement", sa.column("id", sa.Integer), sa.column("text"), sa.column("digest")
    )
    connection = op.get_bind()
    for number, text in connection.execute(sa.select(rows.c.id, rows.c.text)).all():
        digest = sha256(text.encode()).hexdigest()
        connection.execute(rows.update().where(rows.c.id == number).values(digest=digest))
