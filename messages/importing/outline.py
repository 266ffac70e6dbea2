"""Passages → the statements of a document, each with its place in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from messages.importing.passages import Passage, Shape, leads_in

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+")
_CALLED = re.compile(
    r"överenskommelse|riktlinje|policy|strategi|spelregler|reglemente", re.IGNORECASE
)
_INFINITIVE = re.compile(
    r"(?:Att|Se|Ge|Ha|Få|Gå|Bli|Nå|[A-ZÅÄÖ]?[a-z]*(?:ge|se|stå)|[A-ZÅÄÖ][a-zåäö]+[aå])\b"
)
_NOUNS = re.compile(
    r"(?:Förtroendevalda|Alla|Allas|Politikerna|Nämnderna|Cheferna|Medborgarna|Denna|Samma|Samtliga|Andra|Första)\b"
)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A paragraph or bullet; `path` are the headings above it, outermost first.

    `number` counts the bullets, or the paragraphs, under its last heading, from 1.
    """

    text: str
    path: tuple[str, ...]
    number: int
    bullet: bool

    @property
    def source(self) -> str:
        """Where it stands, as one would say it: "avsnitt 2, Politikens roll, punkt 3"."""
        number = _NUMBER.match(self.path[0]) if self.path else None
        first = [f"avsnitt {number[1]}"] if number else _named(self.path[:1])
        kind = "punkt" if self.bullet else "stycke"
        return ", ".join([*first, *_named(self.path[1:]), f"{kind} {self.number}"])


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A document's title, empty where it has none, and its statements in order."""

    title: str
    statements: tuple[Statement, ...]


def outline(passages: Sequence[Passage]) -> Outline:
    """The document's outline; headings that nothing stands under are statements themselves."""
    title, rest = _title(_with_lists(list(passages)))
    return Outline(title=title, statements=tuple(_statements(_without_empty(rest))))


def _title(passages: Sequence[Passage]) -> tuple[str, Sequence[Passage]]:
    """The name of the document, where its first heading is that, and what stands under it.

    A heading with text directly under it is one of the document's too, and stays with its text.
    """
    heads = [passage.shape is Shape.HEADING for passage in passages[:2]]
    if heads[:1] != [True] or _NUMBER.match(passages[0].text):
        return "", passages
    if heads == [True, True] and passages[0].level <= max(1, passages[1].level):
        return passages[0].text, passages[1:]
    return (passages[0].text if _CALLED.search(passages[0].text) else ""), passages


def _with_lists(passages: list[Passage]) -> list[Passage]:
    """Lists that have lost their marks are found by the words that lead in to them."""
    inside = False
    for index, passage in enumerate(passages):
        if passage.shape is Shape.BULLET or passage.level:
            inside = False
        elif inside and _is_item(passages, index):
            passages[index] = replace(passage, shape=Shape.BULLET)
        else:
            inside = leads_in(passage.text)
    return passages


def _is_item(passages: Sequence[Passage], index: int) -> bool:
    text = passages[index].text
    if leads_in(text) or _NOUNS.match(text):
        return False
    return bool(_INFINITIVE.match(text))


def _without_empty(passages: Sequence[Passage]) -> Iterator[Passage]:
    """A heading with nothing under it is a statement: nothing that stands there may be lost."""
    for index, passage in enumerate(passages):
        bare = passage.shape is Shape.HEADING and _is_empty(passages, index)
        yield replace(passage, shape=Shape.PARAGRAPH) if bare else passage


def _is_empty(passages: Sequence[Passage], index: int) -> bool:
    """Whether the heading is the last one, is followed by one of its own level or above, or stands
    between two where none has a level: it is what the first of them names.
    """
    if index + 1 == len(passages):
        return True
    before, heading, after = passages[max(0, index - 1)], passages[index], passages[index + 1]
    if after.shape is not Shape.HEADING:
        return False
    if heading.level:
        return 0 < after.level <= heading.level
    return index > 0 and before.shape is Shape.HEADING and not (before.level or after.level)


def _statements(passages: Iterator[Passage]) -> Iterator[Statement]:
    path: list[tuple[str, int]] = []
    count: Counter[bool] = Counter()
    after_heading = False
    for passage in passages:
        if passage.shape is Shape.HEADING:
            path = [
                *_above(path, passage, after_heading=after_heading),
                (passage.text, passage.level),
            ]
            count.clear()
        else:
            bullet = passage.shape is Shape.BULLET
            count[bullet] += 1
            names = tuple(text for text, _ in path)
            yield Statement(text=passage.text, path=names, number=count[bullet], bullet=bullet)
        after_heading = passage.shape is Shape.HEADING


def _above(
    path: list[tuple[str, int]], heading: Passage, *, after_heading: bool
) -> list[tuple[str, int]]:
    """The headings that stand above one more: those of a lower level; a heading without a level
    stands below those that have one, and below the one that it follows directly.
    """
    if heading.level:
        return [one for one in path if 0 < one[1] < heading.level]
    return path if after_heading else [one for one in path if one[1]]


def _named(path: Sequence[str]) -> list[str]:
    """The headings that name a place; one that only leads in to a list does where it is alone."""
    names = [text.rstrip(" :").replace(";", ",") for text in path]
    named = [name for name, text in zip(names, path, strict=True) if not leads_in(text)]
    return named or names
