"""A file read by a process of its own, so that one made to do harm cannot take the machine with it.

Run as `python -P -m messages.importing.apart FILE`: the lines, or why there are none, as JSON.
With -P nothing in the folder where one stands is taken for a part of Python.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from messages.importing.files import read_file
from messages.importing.source import Line, SourceError

MOST_SECONDS = 30
MOST_MEMORY = 1_500_000_000
"""Bytes of address space; PDFium and lxml take a tenth of it for a document of 20 MB."""


def read_apart(path: Path) -> list[Line]:
    """The file's lines; SourceError where it has none, or takes too much time or memory."""
    command = [sys.executable, "-P", "-m", "messages.importing.apart", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired:
        raise SourceError(f"{path} takes longer than {MOST_SECONDS} seconds to read.") from None
    if done.returncode:
        raise SourceError(f"{path} cannot be read: it takes too much memory, or it is broken.")
    found = json.loads(done.stdout)
    if "why" in found:
        raise SourceError(found["why"])
    return [Line(**line) for line in found["lines"]]


def _limited() -> None:
    """Take no more memory and time than a document needs, where the system can see to it."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _answer(path: Path) -> dict[str, object]:
    try:
        return {"lines": [asdict(line) for line in read_file(path)]}
    except SourceError as error:
        return {"why": str(error)}
    except OSError as error:
        return {"why": f"{path} cannot be read: {error.strerror}."}


if __name__ == "__main__":
    _limited()
    sys.stdout.write(json.dumps(_answer(Path(sys.argv[1]))))
