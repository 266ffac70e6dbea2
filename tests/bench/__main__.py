"""Run the benchmarks that are named, or all, and exit with 1 where a bar is missed."""

import sys

from tests.bench import (
    acknowledging,
    due,
    finding,
    looking_up,
    planning,
    processes,
    sending,
)
from tests.bench.timing import Outcome

PARTS = {
    part.__name__.rpartition(".")[2]: part
    for part in (planning, due, processes, finding, looking_up, acknowledging, sending)
}

if __name__ == "__main__":
    wanted = sys.argv[1:] or list(PARTS)
    if unknown := set(wanted) - set(PARTS):
        sys.exit(f"No such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}.")
    found: list[Outcome] = []
    for name in wanted:
        for outcome in PARTS[name].measure():
            print(outcome, flush=True)  # noqa: T201 - this is what it is for
            found.append(outcome)
    sys.exit(not all(outcome.good for outcome in found))
