"""Whom a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.addressing import POLITICAL, OfficeKind
from messages.names import mentioned, speaks_of_office

NAMES = ("Anna Berg", "Per Ek", "Sara Nyström")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tack Anna Berg", {"Anna Berg"}),
        ("tack anna\n  berg", {"Anna Berg"}),
        ("ANNA BERGS förslag", {"Anna Berg"}),
        ("Tack Anna", {"Anna Berg"}),
        ("Bergs förslag", {"Anna Berg"}),
        ("tack anna för hjälpen", {"Anna Berg"}),
        ("Nystroms insats", {"Sara Nyström"}),
        ("Tack, det blev 20 kronor per månad", set()),
        ("tack, det blev 20 kronor per månad", set()),
        ("Vi såg ett berg i fjärran", set()),
        ("Ett eklöv", set()),
        ("Per och Sara", {"Per Ek", "Sara Nyström"}),
        ("", set()),
    ],
)
def test_names_are_found_as_people_write_them(text: str, found: set[str]) -> None:
    assert mentioned(text, NAMES) == found


def test_the_one_who_is_meant_and_her_namesakes_are_not_counted() -> None:
    names = (*NAMES, "Anna Lind")
    assert mentioned("Tack Anna", names, besides=["Anna Berg"]) == set()
    assert mentioned("Tack Anna och Per", names, besides=["Anna Berg"]) == {"Per Ek"}


@given(st.sampled_from(NAMES), st.text(max_size=30), st.text(max_size=30))
def test_a_whole_name_is_always_found(name: str, before: str, after: str) -> None:
    assert name in mentioned(f"{before} {name.upper()} {after}", NAMES)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Tack KSO", True),
        ("oppositionsrådets fråga", True),
        ("Nämndens Ordförande höll talet", True),
        ("Tack kommundirektören", False),
        ("en kamratstödjare", False),
    ],
)
def test_offices_are_found_by_what_people_call_them(text: str, spoken: bool) -> None:  # noqa: FBT001
    assert speaks_of_office(text, POLITICAL) is spoken
    assert not speaks_of_office(text, [OfficeKind.GROUP_LEADER])
