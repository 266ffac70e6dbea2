"""The clock that something is kept by, which can be moved."""

import time
from types import ModuleType

import pytest


class Clock:
    """Stands for the module `time` of the one that looks at it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead


def clock_of(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """From now on the module looks at this clock."""
    found = Clock()
    monkeypatch.setattr(module, "time", found)
    return found
