"""Who contacts whom is answered from the ways that an agreement lays down."""

from functools import cache

import pytest

from messages import lexicon, paths, shipped
from messages.agreement import Role
from messages.indexing import Index, index


@cache
def indexed(name: str) -> Index:
    return index(shipped.versions(name)[-1], lexicon.shipped(), {})


def ways(name: str, asked: str, *asker: Role) -> list[str]:
    return [" → ".join(way.path.steps) for way in paths.find(indexed(name), asked, asker=asker)]


@pytest.mark.parametrize(
    ("name", "asked", "first"),
    [
        ("vaggeryd", "jag vill prata med en enhetschef som politiker", "förtroendevald → förv"),
        ("vaggeryd", "invånare", "invånare → närmaste medarbetare"),
        ("vaggeryd", "medarbetare med problem", "medarbetare → närmaste chef"),
        ("vaggeryd", "akut", "medarbetare → enhetschef → förvaltningschef"),
        ("kungsor", "brandlarm mitt i natten", "medarbetare → enhetschef → förvaltningschef"),
        ("alingsas", "besök", "förtroendevald → nämnd eller styrelse"),
        ("alingsas", "enkel sakfråga", "förtroendevald → tjänsteperson"),
        ("alingsas", "partigrupp", "partigrupp → förvaltningschef"),
    ],
)
def test_the_way_that_was_asked_for_comes_first(name: str, asked: str, first: str) -> None:
    assert ways(name, asked)[0].startswith(first)


def test_media_has_the_ways_of_media() -> None:
    assert all("frågor →" in way for way in ways("vaggeryd", "media")[:2])


def test_an_agreement_without_a_way_for_what_is_urgent_answers_none() -> None:
    assert ways("alingsas", "akut") == []


def test_the_askers_own_way_comes_first() -> None:
    assert ways("vaggeryd", "enhetschef", Role.ELECTED_MEMBER)[0].startswith("förtroendevald")


def test_every_way_has_its_rule() -> None:
    agreement = shipped.versions("kungsor")[-1]
    found = paths.ways(agreement)
    assert len(found) == sum(len(rule.paths) for rule in agreement.rules)
    assert all(way.path in way.rule.paths for way in found)


def test_a_way_that_fits_much_worse_than_the_best_is_left_out() -> None:
    assert len(ways("vaggeryd", "akut")) == 1


def test_what_no_way_is_about_has_none() -> None:
    assert ways("vaggeryd", "fullmäktige") == []
