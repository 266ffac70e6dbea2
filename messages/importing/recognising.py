"""What the words of a statement tell about it: its kind, whom it speaks to, what it asks for."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path as File
from typing import Any

from messages import grammar
from messages.agreement import Ask, Kind, Path, PathCase, Role

MOST_ROLES = 4
"""A statement that speaks of more roles than these speaks to everyone."""

MOST_READ = 2_500
"""How much of a statement is looked at; what is longer is none that one can cite."""

UNKNOWN_CALLED = "överenskommelsen"

_CHAIN = re.compile(
    r"\b(?P<first>\w+) (?P<verb>ringer|kontaktar|informerar|meddelar) (?P<next>\w+)"
    r"(?P<rest>(?: som (?P=verb) \w+)+)",
    re.IGNORECASE,
)
_LINK = re.compile(r" som \w+ (\w+)")
_KOMMUN = r"\b{name}s?(?: kommun| stad)\b"


def kind(text: str) -> Kind:
    """What a statement of an agreement is; a rule of conduct where nothing tells otherwise."""
    return grammar.KINDS[next(_found("kinds", text), "spelregel")]


def roles(text: str) -> tuple[Role, ...]:
    """Whom a text speaks of, by the order in which they are named; everyone where none is."""
    found = {name: cue.search(text[:MOST_READ]) for name, cue in _cues("roles").items()}
    places = sorted((match.start(), name) for name, match in found.items() if match)
    if not 0 < len(places) <= MOST_ROLES:
        return (Role.EVERYONE,)
    return tuple(grammar.ROLES[name] for _, name in places)


def asks(text: str) -> tuple[Ask, ...]:
    """What a statement asks for in the calendar."""
    return tuple(grammar.ASKS[name] for name in _found("asks", text))


def paths(text: str) -> tuple[Path, ...]:
    """The ways of contact that a statement lays down."""
    read = text[:MOST_READ]
    known = tuple(
        Path(case=PathCase(frame.get("case", PathCase.ORDINARY)), steps=tuple(frame["steps"]))
        for frame in _table()["path"]
        if all(re.search(cue, read, re.IGNORECASE) for cue in frame["when"])
    )
    return tuple(sorted((*known, *_chains(read)), key=lambda path: list(PathCase).index(path.case)))


def called(texts: Sequence[str]) -> str:
    """The document's own word for itself, in the definite form: the one that it uses most."""
    whole = "\n".join(texts)
    times = {name: len(cue.findall(whole)) for name, cue in _cues("called").items()}
    best = max(times, key=lambda name: times[name])
    return best if times[best] else UNKNOWN_CALLED


def municipality(texts: Sequence[str]) -> str:
    """The Swedish municipality that the document names most, or empty where it names none."""
    whole = "\n".join(texts)
    times = {name: len(re.findall(_KOMMUN.format(name=name), whole)) for name in _municipalities()}
    best = max(times, key=lambda name: (times[name], len(name)))
    return best if times[best] else ""


def _chains(text: str) -> Iterator[Path]:
    """The chains that are followed step by step: who calls whom, who calls whom."""
    case = PathCase.URGENT if re.search(r"\bakut", text, re.IGNORECASE) else PathCase.ORDINARY
    for match in _CHAIN.finditer(text):
        steps = (match["first"], match["next"], *_LINK.findall(match["rest"]))
        yield Path(case=case, steps=tuple(step.lower() for step in steps))


def _found(table: str, text: str) -> Iterator[str]:
    """The names in a table whose words stand in the text."""
    read = text[:MOST_READ]
    return (name for name, cue in _cues(table).items() if cue.search(read))


@cache
def _cues(table: str) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(cue, re.IGNORECASE) for name, cue in _table()[table].items()}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(File(__file__).with_name("cues.toml").read_text("utf-8"))


@cache
def _municipalities() -> tuple[str, ...]:
    return tuple(File(__file__).with_name("municipalities.txt").read_text("utf-8").splitlines())
