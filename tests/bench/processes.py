"""Whole processes against a bare `python -c "import sqlite3, json"`."""

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.timing import Result, seconds

SAMSPEL = str(Path(sys.executable).with_name("samspel"))
RUNS = 15


def measure() -> list[Result]:
    """The command line's help, and an answer from a shipped agreement without a database."""
    bare = _seconds(sys.executable, "-c", "import sqlite3, json")
    asked = "får en politiker ringa en enhetschef?"
    answer = _seconds(SAMSPEL, "ask", "--agreement", "vaggeryd", asked)
    return [
        Result(
            what="samspel --help : bare python",
            ours=_seconds(SAMSPEL, "--help"),
            theirs=bare,
            most=6,
        ),
        Result(what="samspel ask : bare python", ours=answer, theirs=bare, most=20),
    ]


def _seconds(*command: str) -> float:
    environment = {name: value for name, value in os.environ.items() if "SAMSPEL" not in name}
    environment["SAMSPEL_DATABASE_URL"] = ""

    def run() -> None:
        subprocess.run(command, env=environment, cwd="/", check=True, capture_output=True)

    return seconds(run, RUNS)
