"""Text → its headings with the lines under each; the first half of reading an agreement."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

MOST_CHARACTERS = 1_000_000

_HEADING = re.compile(r"(#{1,3}) +(.*\S)$")


class Mistake(Exception):
    """A line that is not as the format wants it, and what was expected there instead."""

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(f"line {line}: expected {expected}")
        self.line, self.expected = line, expected


@dataclass(frozen=True)
class Line:
    """A line's text without white space at its end; numbered from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Block:
    """A heading, and the lines under it down to the next heading of any level (1–3)."""

    level: int
    heading: Line
    lines: tuple[Line, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text`, in order; the first is the only one of level 1.

    Characters are normalised (NFC), a byte order mark is dropped, and every kind of line ending
    is taken. Raises Mistake for text before the title, an unknown kind of heading, a control
    character, or more than MOST_CHARACTERS.
    """
    lines = _lines(text)
    starts = [index for index, line in enumerate(lines) if line.text.startswith("#")]
    before = lines[: starts[0]] if starts else lines
    if not starts or any(line.text for line in before):
        first = next((line.number for line in before if line.text), 1)
        raise Mistake(first, "the title first, as '# Title of the document'")
    found = tuple(_block(part) for part in cut(lines, starts))
    _refuse_stray_titles(found)
    return found


def cut(items: Sequence[Item], starts: Sequence[int]) -> list[Sequence[Item]]:
    """`items` cut into parts that begin at each index of `starts`; what is before is left out."""
    ends = [*starts[1:], len(items)]
    return [items[start:end] for start, end in zip(starts, ends, strict=True)]


def paragraphs(lines: Iterable[Line]) -> str:
    """The lines as paragraphs with an empty line between.

    Lines of a paragraph are joined with a space, except that one that begins with "- " stays a
    line of its own.
    """
    text = "\n".join(line.text.strip() for line in lines).strip("\n")
    parts = re.split(r"\n{2,}", text)
    return "\n\n".join(re.sub(r"\n(?!- )", " ", part) for part in parts)


def _lines(text: str) -> list[Line]:
    if len(text) > MOST_CHARACTERS:
        raise Mistake(1, f"at most {MOST_CHARACTERS} characters")
    normal = unicodedata.normalize("NFC", text.removeprefix("\ufeff")).replace("\t", " ")
    numbered = enumerate(re.split(r"\r\n|\n|\r", normal), 1)
    lines = [Line(number, line.rstrip()) for number, line in numbered]
    for line in lines:
        _refuse_control_characters(line)
    return lines


def _refuse_control_characters(line: Line) -> None:
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in line.text):
        raise Mistake(line.number, "readable text, but there is a control character")


def _block(lines: Sequence[Line]) -> Block:
    match = _HEADING.match(lines[0].text)
    if not match:
        raise Mistake(lines[0].number, "one to three #, a space and the text of a heading")
    return Block(len(match[1]), Line(lines[0].number, match[2]), tuple(lines[1:]))


def _refuse_stray_titles(found: tuple[Block, ...]) -> None:
    title, *rest = found
    if title.level != 1:
        raise Mistake(title.heading.number, "the title first, as '# Title of the document'")
    for block in rest:
        if block.level == 1:
            raise Mistake(block.heading.number, "one title only; sections begin with '## '")
