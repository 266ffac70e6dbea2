"""Bars, and what is said of them."""

import math

import pytest

from tests.bench.timing import Figure, Note


@pytest.mark.parametrize(
    ("value", "good", "reached"), [(0.7, False, False), (0.75, True, False), (0.9, True, True)]
)
def test_more_is_better_where_there_is_a_least(value: float, *, good: bool, reached: bool) -> None:
    found = Figure(what="found", value=value, least=0.75, aim=0.85)
    assert (found.good, found.reached) == (good, reached)
    assert ("not reached" in str(found)) is not reached


@pytest.mark.parametrize(("value", "good"), [(150, True), (151, False), (math.nan, False)])
def test_less_is_better_where_there_is_a_most(value: float, *, good: bool) -> None:
    found = Figure(what="memory", value=value, most=150, unit=" MB")
    assert found.good is good
    assert str(found).startswith("ok" if good else "MISSED")
    assert "MB (at most 150)  memory" in str(found)


def test_a_note_is_good() -> None:
    assert Note("not measured").good
    assert str(Note("not measured")) == "not measured"
