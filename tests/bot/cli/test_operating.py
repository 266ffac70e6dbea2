"""Running samspel for real: doctor, backup, one process at a time, health and metrics."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.bot.cli.running import good, refused, rows, run

SAMSPEL = str(Path(sys.executable).with_name("samspel"))


@pytest.fixture
def founded(empty_folder: Path) -> Path:
    """A folder with a database in it, as `samspel init` makes one."""
    good("init", "--admin", "karin@provby.se", "--municipality", "vaggeryd")
    return empty_folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(folder: Path, port: int, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """`samspel run` in the folder, once it has planned."""
    environment = {**os.environ, "SAMSPEL_LISTEN": f"127.0.0.1:{port}", **settings}
    with subprocess.Popen(
        [SAMSPEL, "run"], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "planned" in line:
                break
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def fetch(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_the_doctor_says_one_line_about_each_thing_and_what_to_do(founded: Path) -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert [line[:5] for line in result.stdout.splitlines()] == [
        *["ok   "] * 3,
        "WRONG",
        *["ok   "] * 2,
    ]
    assert "Start 'samspel run' once, so that it plans." in result.stdout
    with running(founded, free_port()):
        pass
    assert "WRONG" not in good("doctor")


def test_the_doctor_tells_a_database_that_is_not_migrated(founded: Path) -> None:
    with sqlite3.connect(founded / "samspel.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    result = run("doctor")
    assert result.exit_code == 1
    assert "WRONG database: The database is not migrated. run 'samspel migrate' first." in (
        result.stdout
    )


def test_the_doctor_tells_of_messages_that_should_have_left(founded: Path) -> None:
    with running(founded, free_port()):
        pass
    with sqlite3.connect(founded / "samspel.db") as connection:
        connection.execute("UPDATE delivery SET next_at = '2026-01-01 08:00:00.000000'")
    result = run("doctor")
    assert result.exit_code == 1
    assert "should have left already. See that 'samspel run' runs" in result.stdout


def test_a_second_samspel_on_the_same_file_is_refused(founded: Path) -> None:
    with running(founded, free_port()):
        sentence = "Another samspel runs on samspel.db; several at once need PostgreSQL."
        assert sentence in refused("run")


def test_a_samspel_that_was_killed_leaves_no_lock_behind(founded: Path) -> None:
    with running(founded, free_port()) as first:
        first.kill()
        first.wait(timeout=10)
    with running(founded, free_port()):
        pass


def test_health_readiness_and_metrics_are_answered(founded: Path) -> None:
    port = free_port()
    with running(founded, port):
        assert fetch(port, "/healthz") == (200, "alive\n")
        assert fetch(port, "/readyz") == (200, "ready\n")
        status, text = fetch(port, "/metrics")
    assert status == 200
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(values["samspel_pending"]) > 10
    assert values["samspel_late"] == "0.0"
    assert values['samspel_deliveries_total{outcome="sent"}'] == "0.0"


def test_it_is_not_ready_with_a_database_that_another_version_has_migrated(founded: Path) -> None:
    port = free_port()
    with running(founded, port):
        with sqlite3.connect(founded / "samspel.db") as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        status, reason = fetch(port, "/readyz")
        assert fetch(port, "/healthz")[0] == 200
    assert status == 503
    assert "newer samspel" in reason


def test_a_busy_address_is_one_sentence(founded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    with running(founded, port):
        (founded / "other").mkdir()
        monkeypatch.setenv("SAMSPEL_DATABASE_URL", f"sqlite:///{founded}/other.db")
        monkeypatch.setenv("SAMSPEL_LISTEN", f"127.0.0.1:{port}")
        good("init", "--admin", "karin@provby.se", "--municipality", "vaggeryd")
        assert "choose another address with SAMSPEL_LISTEN" in refused("run")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SAMSPEL_LISTEN", "8080", "write it as 127.0.0.1:8080, or off"),
        ("SAMSPEL_LISTEN", "127.0.0.1:http", "write it as 127.0.0.1:8080, or off"),
        ("SAMSPEL_LISTEN", "127.0.0.1:99999", "choose another address"),
        ("SAMSPEL_LOG", "xml", "it can be text or json"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(
    founded: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    assert founded.exists()
    monkeypatch.setenv(name, value)
    assert expected in refused("run")


def test_logs_can_be_read_by_a_machine(founded: Path) -> None:
    with running(founded, free_port(), SAMSPEL_LOG="json") as process:
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        lines = [json.loads(line) for line in process.stderr.read().splitlines()]
    assert [line["message"] for line in lines] == ["stopped"]
    assert set(lines[0]) == {"time", "level", "name", "message"}


def test_a_backup_of_a_running_samspel_is_restored_and_goes_on(founded: Path) -> None:
    with running(founded, free_port()):
        assert good("backup", "copy.db") == "The database is copied into copy.db.\n"
    planned = rows(good("deliveries", "--json"))
    with sqlite3.connect(founded / "samspel.db") as connection:
        connection.execute("DELETE FROM delivery")
    for file in founded.glob("samspel.db*"):
        file.unlink()
    (founded / "copy.db").rename(founded / "samspel.db")
    assert rows(good("deliveries", "--json")) == planned
    with running(founded, free_port()):
        pass
    assert rows(good("deliveries", "--json")) == planned


def test_a_backup_writes_over_nothing(founded: Path) -> None:
    (founded / "copy.db").write_text("something dear")
    assert "is there already" in refused("backup", "copy.db")
    assert (founded / "copy.db").read_text() == "something dear"


def test_a_backup_that_cannot_be_finished_leaves_nothing(founded: Path) -> None:
    assert "cannot be copied" in refused("backup", "no/such/folder/copy.db")
    assert not list(founded.glob("*unfinished*"))
