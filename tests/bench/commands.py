"""The command line over an agreement: whole processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from tests.bench import asked
from tests.bench.timing import Figure, Note, Outcome, Result, seconds

SAMSPEL = str(Path(sys.executable).with_name("samspel"))
BARE = (sys.executable, "-c", "import sqlite3, json")
QUESTION = "får en politiker ringa en enhetschef?"
RUNS, SEVERAL = 9, 3
"""How often something quick is run, and something that takes seconds."""

MOST_IMPORTING, MOST_HUNDRED = 5, 10
"""Seconds."""


def measure(folder: Path) -> Iterator[Outcome]:
    """Asking of a shipped agreement, importing each document, and asking of the draft."""
    bare = _seconds(*BARE, runs=RUNS)
    yield _asking("a shipped agreement", "kungsor", bare)
    yield _hundred("a shipped agreement", "kungsor")
    if not asked.documents_are_there():
        yield Note(f"importing: not measured, the documents are not in {asked.DOCUMENTS}")
        return
    for name in asked.FILES:
        yield _importing(name, folder)
    draft = str(_draft(name, folder))
    yield _asking("a draft", draft, bare)
    yield _hundred("a draft", draft)


def _asking(what: str, agreement: str, bare: float) -> Result:
    took = _seconds(SAMSPEL, "ask", "--agreement", agreement, QUESTION, runs=RUNS)
    return Result(what=f"samspel ask of {what} : bare python", ours=took, theirs=bare, most=20)


def _hundred(what: str, agreement: str) -> Figure:
    lines = "\n".join(islice(cycle(asked.everything_asked()), 100))
    took = _seconds(SAMSPEL, "ask", "--agreement", agreement, given=lines, runs=1)
    return Figure(what=f"100 questions of {what}", value=took, most=MOST_HUNDRED, unit=" s")


def _importing(name: str, folder: Path) -> Figure:
    files, draft = map(str, asked.files(name)), str(_draft(name, folder))
    command = (SAMSPEL, "agreement", "import", *files, "--output", draft)
    took = _seconds(*command, runs=SEVERAL)
    return Figure(what=f"importing {name}", value=took, most=MOST_IMPORTING, unit=" s")


def _draft(name: str, folder: Path) -> Path:
    return folder / f"{name}.md"


def _seconds(*command: str, runs: int, given: str = "") -> float:
    environment = {name: value for name, value in os.environ.items() if "SAMSPEL" not in name}
    environment["SAMSPEL_DATABASE_URL"] = ""

    def run() -> None:
        subprocess.run(
            command,
            env=environment,
            cwd="/",
            check=True,
            capture_output=True,
            input=given,
            text=True,
        )

    return seconds(run, runs)
