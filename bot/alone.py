"""One samspel at a time on an SQLite file; on PostgreSQL several share the work."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import Engine

from bot.database import DatabaseError


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Be the only process that runs on the database; DatabaseError where there is one already.

    The lock is the operating system's, on a file beside the database: it ends with the process.
    """
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or file == ":memory:":
        yield
        return
    lock = FileLock(f"{file}.lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise DatabaseError(
            f"Another samspel runs on {file}; several at once need PostgreSQL."
        ) from None
    try:
        yield
    finally:
        lock.release()
