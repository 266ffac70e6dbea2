"""Words' places and weights are kept flat, and given back as they were put in."""

from hypothesis import given
from hypothesis import strategies as st

from messages.postings import Postings

WEIGHTS = st.dictionaries(
    st.text(max_size=8),
    st.dictionaries(st.integers(0, 65_535), st.floats(0, 100, width=32), max_size=5),
    max_size=8,
)


@given(WEIGHTS)
def test_what_was_put_in_comes_out(weights: dict[str, dict[int, float]]) -> None:
    found = Postings.of_mapping(weights)
    assert {key: dict(found.of(key)) for key in found} == weights
    assert all(found.count(key) == len(places) for key, places in weights.items())


def test_a_key_that_is_not_there_stands_nowhere() -> None:
    found = Postings.of_mapping({"a": {1: 2.0}})
    assert "b" not in found
    assert found.count("b") == 0
    assert list(found.of("b")) == []
