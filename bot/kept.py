"""Values that are made once and kept in memory, the latest made of them."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """At most `most` values by key; for many threads.

    Unlike functools.lru_cache, how a value is made is no part of its key: the text of an agreement,
    which is large and only needed to make it, is not kept.
    """

    def __init__(self, most: int) -> None:
        self._most, self._values, self._lock = most, dict[str, Value](), Lock()

    def get(self, key: str, make: Callable[[], Value]) -> Value:
        """The value of a key, made where it is not kept. Two threads may both make it; all get the
        same.
        """
        found = self._values.get(key)
        if found is None:
            made = make()
            with self._lock:
                found = self._values.setdefault(key, made)
                while len(self._values) > self._most:
                    del self._values[next(iter(self._values))]
        return found
