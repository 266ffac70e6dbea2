"""Nothing is configured, and nothing stands in the folder, until a test says so."""

from pathlib import Path

import pytest

from tests.bot.cli.running import good


@pytest.fixture(autouse=True)
def _nothing_configured(empty_folder: Path) -> Path:
    return empty_folder


@pytest.fixture
def founded() -> str:
    return good("init", "--admin", "karin@provby.se", "--municipality", "vaggeryd")
