"""`make chaos [MODE=…]`: run every mode, or one, and exit with 1 where a bar is missed."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.chaos.arena import HEADING, Verdict
from tests.chaos.modes import MODES, Bout, Mode
from tests.databases import of_kind


def main(chosen: list[str]) -> int:
    """Print a table of verdicts; the exit code."""
    if unknown := set(chosen) - set(MODES):
        sys.exit(f"There is no mode {', '.join(unknown)}; choose of {', '.join(MODES)}.")
    print(HEADING)  # noqa: T201 - this is what it is for
    bouts = [(MODES[name][0], bout) for name in chosen or MODES for bout in MODES[name][1]]
    verdicts = [_run(mode, bout) for mode, bout in bouts]
    return 0 if all(verdict.good for verdict in verdicts) else 1


def _run(mode: Mode, bout: Bout) -> Verdict:
    with tempfile.TemporaryDirectory(prefix="samspel-chaos-") as folder:
        verdict = asyncio.run(mode(bout, of_kind(bout.database, Path(folder))))
    print(verdict, f" seed {bout.setting.seed}", flush=True)  # noqa: T201 - as above
    return verdict


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
