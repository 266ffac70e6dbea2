"""Whom a text names, so that nobody is praised in public unasked."""

from collections.abc import Iterable

from messages import terms
from messages.addressing import OfficeKind
from messages.words import fold

_SHORTEST_WITHOUT_CAPITALS = 4
"""In a text without capitals a shorter word may be anything: Per is a name, per is not."""


def mentioned(text: str, names: Iterable[str], *, besides: Iterable[str] = ()) -> frozenset[str]:
    """Those of the full names that a text mentions, by the whole name or by one word of it.

    A whole name counts in any case and over line breaks, a single word of it with a capital
    letter (in any case where the text has no capitals at all), with or without the s of a
    genitive. A word that is part of a name in `besides` does not count: that is who was meant.
    """
    whole = f" {' '.join(_words(text.casefold()))} "
    meant = {fold(word) for name in besides for word in _words(name.casefold())}
    single = {fold(word) for word in _capital(text)} - meant
    return frozenset(
        name for name in names if _whole(name, whole) or _single(name, single) - meant
    ) - frozenset(besides)


def speaks_of_office(text: str, kinds: Iterable[OfficeKind]) -> bool:
    """Whether a text speaks of one of the offices by what people call it, in any form."""
    spoken = f" {' '.join(_words(text.casefold()))}"
    return any(f" {word.casefold()}" in spoken for kind in kinds for word in terms.spoken(kind))


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in text).split()


def _capital(text: str) -> Iterable[str]:
    found = _words(text)
    if any(word != word.lower() for word in found):
        return [word.casefold() for word in found if word[0].isupper()]
    return [word for word in found if len(word) >= _SHORTEST_WITHOUT_CAPITALS]


def _whole(name: str, text: str) -> bool:
    known = " ".join(_words(name.casefold()))
    return f" {known} " in text or f" {known}s " in text


def _single(name: str, words: set[str]) -> set[str]:
    parts = {fold(part) for part in _words(name.casefold())}
    return {part for part in parts if part in words or f"{part}s" in words}
