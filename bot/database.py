"""The database: an engine for its URL, transactions, and the one migration history."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.orm import Session

from messages.errors import PlainError
from schedules.memory import remember

MIGRATIONS = Path(__file__).with_name("migrations")

_BUSY_MILLISECONDS = 5000

_turns: WeakKeyDictionary[Engine, threading.Lock] = WeakKeyDictionary()
"""On SQLite the threads of a process take turns at writing: SQLite itself would have them look
every now and then whether the file is free.
"""


class DatabaseError(PlainError):
    """The database cannot be used; the sentence says why and what to do."""


def connect(url: str) -> Engine:
    """An engine for the URL, without opening a connection yet; its errors quote no values.

    On SQLite readers never wait (WAL), foreign keys hold, and a writing transaction takes its
    lock at once (BEGIN IMMEDIATE): a deferred one fails as soon as two of them meet.
    """
    try:
        engine = create_engine(make_url(url), hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError as missing:
        raise DatabaseError(
            f"The database needs {missing.name}: install 'samspel[postgresql]'."
        ) from None
    except exc.ArgumentError as error:
        raise DatabaseError(f"SAMSPEL_DATABASE_URL cannot be used: {error}") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        _turns[engine] = threading.Lock()
    return engine


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine for the URL whose connections are closed at the end."""
    engine = connect(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only reads, over one moment's state of the database."""
    with _plainly(), Session(_one_moment(engine), autoflush=False) as session:
        remember(session)
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are stored together at the end, or not at all on an error."""
    options = engine.execution_options(samspel_writes=True)
    turn = _turns.get(engine, nullcontext())
    with turn, _plainly(), Session(options, expire_on_commit=False) as session, session.begin():
        yield session


def shared(engine: Engine) -> bool:
    """Whether several can write to the database at once."""
    return engine.dialect.name != "sqlite"


def migrate(engine: Engine) -> None:
    """Bring the database to this version's tables, forward only.

    Raises DatabaseError for a database that a newer samspel has migrated.
    """
    from alembic import command  # noqa: PLC0415 - slow, and only needed where something changes

    with _plainly():
        _refuse_newer(engine)
        with engine.begin() as connection:
            command.upgrade(_alembic(connection), "head")


def check(engine: Engine) -> None:
    """Raise DatabaseError unless the database has exactly this version's tables."""
    with _plainly():
        current, head = _revisions(engine)
        _refuse_newer(engine)
    if current != head:
        raise DatabaseError("The database is not migrated: run 'samspel migrate' first.")


def _one_moment(engine: Engine) -> Engine:
    """On PostgreSQL each statement would otherwise see what was committed until then."""
    if engine.dialect.name != "postgresql":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def _plainly() -> Iterator[None]:
    """Say in one sentence that the database cannot be opened, is full, locked or read-only."""
    try:
        yield
    except exc.IntegrityError:
        raise  # this is samspel's own doing, not the database's
    except exc.DatabaseError as error:
        raise DatabaseError(f"The database cannot be used: {error.orig}.") from error


def _refuse_newer(engine: Engine) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    current, _ = _revisions(engine)
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if current and current not in known:
        raise DatabaseError(
            "The database was migrated by a newer samspel: upgrade samspel, or restore a backup."
        )


def _revisions(engine: Engine) -> tuple[str | None, str | None]:
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current, ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _alembic(connection: Connection) -> Any:  # noqa: ANN401 - alembic is imported where needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401
    connection.isolation_level = None  # sqlite3 shall not begin transactions by itself
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", f"busy_timeout={_BUSY_MILLISECONDS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("samspel_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
