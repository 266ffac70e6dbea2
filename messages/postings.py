"""Where words stand and how much they weigh there, kept small: a municipality has thousands."""

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping


class Postings:
    """For each key the places where it stands, and its weight in each; does not change."""

    def __init__(self, weights: Mapping[str, Mapping[int, float]]) -> None:
        self._spans: dict[str, int] = {}
        self._starts, self._places, self._weights = array("I", [0]), array("H"), array("f")
        for key, places in weights.items():
            self._spans[sys.intern(key)] = len(self._spans)
            self._places.extend(places.keys())
            self._weights.extend(places.values())
            self._starts.append(len(self._places))

    def __contains__(self, key: str) -> bool:
        return key in self._spans

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def count(self, key: str) -> int:
        """In how many places the key stands."""
        span = self._spans.get(key)
        return 0 if span is None else self._starts[span + 1] - self._starts[span]

    def of(self, key: str) -> Iterable[tuple[int, float]]:
        """The places where the key stands, and its weight in each."""
        span = self._spans.get(key)
        if span is None:
            return ()
        begin, end = self._starts[span], self._starts[span + 1]
        return zip(self._places[begin:end], self._weights[begin:end], strict=True)
