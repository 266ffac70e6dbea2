"""The playground has its own file, says so when its port is taken, and has everybody in it."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("nicegui", reason="install samspel[playground]")

from bot.playground.cast import personal, players
from bot.playground.serving import BusyPort, build, playground

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_a_busy_port_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(BusyPort, match=f"Port {port} is busy; choose another with --port."),
            playground("vaggeryd", port, NOW),
        ):
            pass


def test_it_uses_its_own_file_and_never_the_configured_one(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("SAMSPEL_DATABASE_URL", f"sqlite:///{empty_folder}/real.db")
    own = tmp_path_factory.mktemp("playground")
    town, municipality = build(own, "kungsor", NOW)
    assert municipality.name == "Kungsör"
    assert (own / "playground.db").exists()
    assert list(empty_folder.iterdir()) == []
    town.app.engine.dispose()


def test_everybody_is_welcomed_alone(tmp_path: Path) -> None:
    town, _ = build(tmp_path, "vaggeryd", NOW)
    for player in players():
        (post,) = town.wall.seen_by(player.user, personal(player.user))
        assert post.only_for == player.user
    town.app.engine.dispose()
