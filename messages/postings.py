"""Where words stand and how much they weigh there, kept small: a municipality has thousands."""

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate


class Postings:
    """For each key the places where it stands, and its weight in each; does not change."""

    def __init__(
        self,
        keys: Iterable[str],
        counts: Iterable[int],
        places: Iterable[int],
        weights: Iterable[float],
    ) -> None:
        """`counts` has how many of the places, and weights, each key in turn has."""
        self._spans = {sys.intern(key): span for span, key in enumerate(keys)}
        self._starts = array("I", accumulate(counts, initial=0))
        self._places, self._weights = array("H", places), array("f", weights)

    @classmethod
    def of_mapping(cls, weights: Mapping[str, Mapping[int, float]]) -> "Postings":
        """The same from each key's weight by place."""
        found = weights.values()
        return cls(
            weights,
            map(len, found),
            (place for each in found for place in each),
            (weight for each in found for weight in each.values()),
        )

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
