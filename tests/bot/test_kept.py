"""A value is made once and kept, as long as there is room."""

import pytest

from bot.kept import Kept


def test_a_value_is_made_once() -> None:
    kept = Kept[int](2)
    made: list[int] = []
    for _ in range(3):
        assert kept.get("a", lambda: made.append(1) or 7) == 7  # type: ignore[func-returns-value]
    assert made == [1]


def test_the_oldest_goes_where_there_is_no_more_room() -> None:
    kept = Kept[int](2)
    for number, key in enumerate("abc"):
        kept.get(key, lambda number=number: number)  # type: ignore[misc]
    assert kept.get("c", lambda: 9) == 2
    assert kept.get("a", lambda: 9) == 9


def test_what_cannot_be_made_is_tried_again() -> None:
    kept = Kept[int](2)

    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        kept.get("a", fail)
    assert kept.get("a", lambda: 7) == 7
