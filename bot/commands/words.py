"""What somebody typed → which command it is, and the words that follow it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import messages
from messages.words import fold

COMMANDS = Path(messages.__file__).with_name("commands.toml")

ASK = "ask"
HELP = "help"

MOST_DETAILS = 3
"""Words after a command that tell what to do it with; with more of them it is a question."""

_NEAR = 1
_SHORTEST_GUESSED = 5


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A command as the help shows it: an example, and what it gives."""

    name: str
    example: str
    about: str


def parse(text: str) -> tuple[str, str]:
    """The command's name and the words after it; a free question is an ask.

    Case, å ä ö and marks at the end do not matter, and a command of five letters or more may have
    one of them wrong. Nothing at all is a cry for help.
    """
    typed = " ".join(text.split()).strip(" .!")
    key = fold(typed.casefold()).rstrip(" ?") or typed.casefold()
    if not key:
        return HELP, ""
    if key in _exact():
        return _exact()[key], ""
    for opening, name in _openings().items():
        if key == opening or key.startswith((f"{opening} ", f"{opening}:")):
            rest = typed[len(opening) :].strip(" :")
            return name, rest if rest.strip("? ") else ""
    if opened := _opened(key, asks=typed.endswith("?")):
        return opened, ""
    near = _nearly(key)
    return (near, "") if near else (ASK, typed)


def entries() -> tuple[Entry, ...]:
    """Every command, in the order of the help."""
    return tuple(
        Entry(name=name, example=entry["help"], about=entry["about"])
        for name, entry in _table().items()
    )


def questions() -> tuple[str, ...]:
    """Questions to suggest to whoever does not know what to ask."""
    return tuple(_table()[ASK]["suggested"])


def _opened(key: str, *, asks: bool) -> str | None:
    for opening, name in _doing().items():
        details = key.removeprefix(f"{opening} ")
        if not asks and details != key and len(details.split()) <= MOST_DETAILS:
            return name
    return None


def _nearly(key: str) -> str | None:
    if len(key) < _SHORTEST_GUESSED:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a misspelt command needs it

    near = (name for word, name in _exact().items() if OSA.distance(key, word) <= _NEAR)
    return next(near, None)


@cache
def _exact() -> Mapping[str, str]:
    return {fold(word): name for name, word in _words("exact")}


@cache
def _openings() -> Mapping[str, str]:
    return {fold(word): name for name, word in _words("words")}


@cache
def _doing() -> Mapping[str, str]:
    return {fold(word): name for name, word in _words("opens")}


def _words(part: str) -> Iterator[tuple[str, str]]:
    for name, entry in _table().items():
        yield from ((name, word) for word in entry.get(part, ()))


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(COMMANDS.read_text("utf-8"))
