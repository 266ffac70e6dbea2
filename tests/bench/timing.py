"""How long something takes, and how that compares."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Result:
    """A ratio and the most it may be."""

    what: str
    ours: float
    theirs: float
    most: float

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def good(self) -> bool:
        return self.ratio <= self.most

    def __str__(self) -> str:
        mark = "ok    " if self.good else "MISSED"
        times = f"{1000 * self.ours:.2f} ms : {1000 * self.theirs:.2f} ms"
        return f"{mark} {self.ratio:6.3f} (at most {self.most})  {self.what}  [{times}]"


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The median time of some runs, after one that does not count."""
    work()
    return median(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
