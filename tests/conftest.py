"""What every test lives by: no network beyond this machine, and the same examples in each run."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.databases import Databases, of_kind
from tests.towns import Town, found

settings.register_profile("samspel", deadline=None, derandomize=True, max_examples=150)
settings.load_profile("samspel")

KEPT = {"SAMSPEL_CI", "SAMSPEL_TEST_DATABASE_URL"}
"""Settings of the tests themselves."""

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}  # noqa: S104 - compared with, not bound to


@pytest.fixture(autouse=True)
def stay_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches beyond the loopback address fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - as socket's own
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in with no settings and no database."""
    for name in [
        name for name in os.environ if name.startswith(("SAMSPEL_", "SLACK_", "CLIENT_", "TENANT_"))
    ]:
        if name not in KEPT:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    """Where new databases come from; `on_both` runs a test on each kind."""
    return of_kind(getattr(request, "param", "sqlite"), tmp_path)


@pytest.fixture
def settle(database: Databases) -> Iterator[Callable[[str], Town]]:
    """Found a municipality by its name; its database is closed at the end."""
    with ExitStack() as stack:

        def settle(name: str) -> Town:
            town = found(database, name)
            stack.callback(town.app.engine.dispose)
            return town

        yield settle


@pytest.fixture
def town(settle: Callable[[str], Town]) -> Town:
    """Vaggeryd on a Friday morning in November 2026."""
    return settle("vaggeryd")
