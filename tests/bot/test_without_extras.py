"""What comes with `pip install .` alone is enough for all that needs no extra."""

import subprocess
import sys

import pytest

EXTRAS = (
    "cryptography",
    "greenlet",
    "httpx",
    "jwt",
    "microsoft_teams",
    "nicegui",
    "psycopg",
)
USED = (
    "bot.cli.run",
    "bot.cli.slack",
    "bot.cli.teams",
    "bot.slack.checks",
    "bot.slack.serving",
    "bot.slack.tables",
    "bot.teams.package",
    "bot.teams.settings",
    "bot.teams.tables",
)


@pytest.mark.parametrize("module", USED)
def test_it_is_imported_without_the_extras(module: str) -> None:
    hidden = f"import sys; sys.modules.update(dict.fromkeys({EXTRAS!r}))"
    command = [sys.executable, "-c", f"{hidden}; import {module}"]
    subprocess.run(command, check=True, capture_output=True)
