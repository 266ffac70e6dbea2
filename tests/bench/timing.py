"""How long something takes, how that compares, and figures with bars of their own."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Protocol

MARKS = {True: "ok    ", False: "MISSED"}


class Outcome(Protocol):
    """A line of what the bench prints; one that is not good fails it."""

    @property
    def good(self) -> bool: ...


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
        times = f"{1000 * self.ours:.2f} ms : {1000 * self.theirs:.2f} ms"
        return f"{MARKS[self.good]} {self.ratio:6.3f} (at most {self.most})  {self.what}  [{times}]"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure that has no peer: what it must be at least or at most, and what is aimed at."""

    what: str
    value: float
    least: float = -math.inf
    most: float = math.inf
    aim: float | None = None
    unit: str = ""

    @property
    def good(self) -> bool:
        return self.least <= self.value <= self.most

    @property
    def reached(self) -> bool:
        """Whether the figure is where it is aimed to be, beyond its bar."""
        if self.aim is None:
            return self.good
        return self.value >= self.aim if self.least > -math.inf else self.value <= self.aim

    def __str__(self) -> str:
        bars = {"at least": self.least, "at most": self.most}
        said = [f"{word} {bar:g}" for word, bar in bars.items() if math.isfinite(bar)]
        if self.aim is not None:
            said.append(f"aim {self.aim:g}{'' if self.reached else ' not reached'}")
        return f"{MARKS[self.good]} {self.value:6.3f}{self.unit} ({', '.join(said)})  {self.what}"


@dataclass(frozen=True)
class Note:
    """What is said beside the figures: a table, or why something was not measured."""

    text: str
    good: bool = True

    def __str__(self) -> str:
        return self.text


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The median time of some runs, after one that does not count."""
    work()
    return median(once(work) for _ in range(runs))


def once(work: Callable[[], object]) -> float:
    """The time of a single run."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
