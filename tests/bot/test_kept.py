"""A value is made once and kept, as long as there is room."""

import pytest

from bot.kept import Kept


def test_a_value_is_made_once() -> None:
    kept = Kept[int](2)
    numbers = iter(range(9))
    assert [kept.get("a", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]


def test_the_oldest_goes_where_there_is_no_more_room() -> None:
    kept = Kept[int](2)
    for key in "abc":
        kept.get(key, lambda: 2)
    assert kept.get("c", lambda: 9) == 2
    assert kept.get("a", lambda: 9) == 9


def test_what_cannot_be_made_is_tried_again() -> None:
    kept = Kept[int](2)

    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        kept.get("a", fail)
    assert kept.get("a", lambda: 7) == 7


def test_all_get_the_same_where_two_make_it_at_once() -> None:
    kept = Kept[list[int]](2)

    def slow() -> list[int]:
        kept.get("a", lambda: [1])
        return [2]

    assert kept.get("a", slow) is kept.get("a", lambda: [3])
