"""What comes with `pip install .` alone is enough for all that needs no extra."""

import subprocess
import sys

import pytest

EXTRAS = ("greenlet", "cryptography", "psycopg", "nicegui")
USED = ("bot.slack.serving", "bot.slack.checks", "bot.slack.tables", "bot.cli.run", "bot.cli.slack")


@pytest.mark.parametrize("module", USED)
def test_it_is_imported_without_the_extras(module: str) -> None:
    hidden = f"import sys; sys.modules.update(dict.fromkeys({EXTRAS!r}))"
    command = [sys.executable, "-c", f"{hidden}; import {module}"]
    subprocess.run(command, check=True, capture_output=True)
