"""Run every benchmark, and exit with 1 where a bar is missed."""

import sys

from tests.bench import due, planning, processes

ALL = (planning, due, processes)

if __name__ == "__main__":
    found = [result for part in ALL for result in part.measure()]
    for result in found:
        print(result)  # noqa: T201 - this is what it is for
    sys.exit(not all(result.good for result in found))
