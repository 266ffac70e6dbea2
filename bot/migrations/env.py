"""What Alembic runs to migrate; the connection is handed over by bot/database.py."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from bot import tables  # noqa: F401 - its tables are part of the metadata
from bot.slack import tables as slack_tables  # noqa: F401
from bot.teams import tables as teams_tables  # noqa: F401
from schedules.tables import Instant, Table


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """A migration shall not depend on what samspel's own types become later."""
    is_instant = kind == "type" and isinstance(item, Instant)
    return "sa.DateTime(timezone=True)" if is_instant else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    render_item=_render,
)
with context.begin_transaction():
    context.run_migrations()
