"""The configured database, for commands that use it only where there is one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot import settings
from messages.errors import PlainError

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


@contextmanager
def engine() -> "Iterator[Engine]":
    """The configured database, checked to be this version's; PlainError where there is none."""
    from bot import database  # noqa: PLC0415 - slow to import, and `samspel ask` often needs none

    configured = settings.load(os.environ)
    if not configured.database_is_there:
        raise PlainError("There is no database yet: run 'samspel init' first.")
    with database.opened(configured.database_url) as found:
        database.check(found)
        yield found


@contextmanager
def session() -> "Iterator[Session | None]":
    """A session that reads the configured database, or None where there is none yet."""
    if not settings.load(os.environ).database_is_there:
        yield None
        return
    from bot import database  # noqa: PLC0415

    with engine() as opened, database.reading(opened) as found:
        yield found
