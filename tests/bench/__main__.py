"""Run every benchmark, and exit with 1 where a bar is missed."""

import sys

from tests.bench import acknowledging, due, planning, processes, sending

ALL = (planning, due, processes, acknowledging, sending)

if __name__ == "__main__":
    found = []
    for part in ALL:
        for result in part.measure():
            print(result, flush=True)  # noqa: T201 - this is what it is for
            found.append(result)
    sys.exit(not all(result.good for result in found))
