"""Lines as they stand on a page → headings, paragraphs and bullets.

A document that was made to be printed has lost what it was written as: lines are broken where the
page ended, some have an empty line between all lines, headings are only short. A line that goes on
in the next one in the middle of a sentence is surely broken by the page; from those lines is
learnt how long a line can be, and with it whether any other break was meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from messages.importing.source import Line

LONGEST_HEADING, LONGEST_HEADING_OF_TWO = 90, 130
MOST_HEADING_WORDS = 14

FEWEST_BROKEN = 0.1
"""The share of lines that go on in the next one, below which no line of the file is broken."""

FEWEST_MARKED = 3
"""The marked headings from which on no other line is guessed to be one."""

NEAR = 6
"""How many lines around a gap tell whether all lines there have a gap between them."""

NARROW = 0.05
"""The share of the surely broken lines that may be shorter than a line can be."""

NEARLY = 0.85
"""How much of the room a line takes at least before a dash that no other dash stands near."""

_USUAL_WIDTH = 0.52
_WIDTHS = {
    **dict.fromkeys("ijltfr.,:;'’”\"()[]|!/- ", 0.3),
    **dict.fromkeys("ABCDEFGHIJKLNOPQRSTUVXYZÅÄÖ", 0.68),
    **dict.fromkeys("mwMW—", 0.83),
}

_ENDS = re.compile(r"[.!?:;][”\"')\]]*$")
_STOPS = re.compile(r"[.!?;,][”\"')\]]*$")
_GOES_ON = re.compile(r"[”\"']?[a-zåäöéü]|[(&+/=]")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-ZÅÄÖ])")
_ITEM = re.compile(r"\d{1,2}[.)] ")
_LEADS_IN = re.compile(r"(?::|\b(?:ska|skall|bör|är|att|av|genom|innebär|följande))$")
_HYPHEN = re.compile(r"(?<=\w)-$")
_KEEPS_HYPHEN = re.compile(r"(?:och|eller|samt|respektive|men)\b")


class Shape(StrEnum):
    """What a passage is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A heading, paragraph or bullet, unbroken; `level` is a heading's, from 1, where known."""

    shape: Shape
    text: str
    level: int = 0


def passages(lines: Sequence[Line]) -> list[Passage]:
    """The passages of a document, in order; every word of the lines is in one of them."""
    page = _Page(tuple(lines))
    found: list[Passage] = []
    index = 0
    while index < len(lines):
        taken = page.heading(index)
        if taken:
            found.append(_heading(lines[index : index + taken]))
        elif not found or page.begins(index, found[-1]):
            shape = Shape.BULLET if lines[index].bullet else Shape.PARAGRAPH
            found.append(Passage(shape=shape, text=lines[index].text))
        else:
            found[-1] = replace(found[-1], text=_joined(found[-1].text, _printed(lines[index])))
        index += taken or 1
    return found


def _heading(lines: Sequence[Line]) -> Passage:
    text = " ".join(line.text for line in lines)
    number = _NUMBER.match(text)
    level = lines[0].level or (number[1].count(".") + 1 if number else 0)
    return Passage(shape=Shape.HEADING, text=text, level=level)


@dataclass(frozen=True)
class _Page:
    """The lines, and what they tell of how lines were broken."""

    lines: tuple[Line, ...]

    @cached_property
    def _broken(self) -> frozenset[int]:
        """The lines that surely were broken in the middle of a sentence, by their index."""
        return frozenset(
            index
            for index, (line, after) in enumerate(zip(self.lines, self.lines[1:], strict=False))
            if not (line.level or after.level or after.bullet)
            and not _ENDS.search(line.text)
            and _GOES_ON.match(after.text)
        )

    @cached_property
    def _room(self) -> float:
        """How wide a line may be at least; endless where none is broken."""
        if len(self._broken) < FEWEST_BROKEN * len(self.lines):
            return float("inf")
        if self._counted:
            return self._longest + 1
        needed = sorted(self._needed(index) for index in self._broken)
        return needed[int(NARROW * len(needed))]

    @cached_property
    def _longest(self) -> int:
        return max(len(_printed(line)) for line in self.lines)

    @cached_property
    def _counted(self) -> bool:
        """Whether lines were broken by their number of letters, not by how wide these are."""
        return all(len(self._and_next_word(index)) > self._longest for index in self._broken)

    @cached_property
    def _marked(self) -> bool:
        """Whether the file itself says what its headings are."""
        return sum(bool(line.level) for line in self.lines) >= FEWEST_MARKED

    def _needed(self, index: int) -> float:
        """How wide the line would be with the next line's first word in it."""
        text = self._and_next_word(index)
        return len(text) if self._counted else _width(text)

    def _and_next_word(self, index: int) -> str:
        first = _printed(self.lines[index + 1]).split(" ", 1)[0]
        return f"{_printed(self.lines[index])} {first}"

    def _meant(self, index: int, share: float = 1) -> bool:
        """Whether the break after the line was meant: the next word would have had room in a share
        of it.
        """
        return index + 1 >= len(self.lines) or self._needed(index) < share * self._room

    def _spaced(self, index: int) -> bool:
        """Whether all lines around have a gap between them, so that a gap says nothing."""
        near = [number for number in self._broken if abs(number - index) <= NEAR]
        gaps = sum(self.lines[number + 1].gap for number in near)
        return bool(near) and gaps > len(near) / 2

    def begins(self, index: int, before: Passage) -> bool:
        """Whether a new passage begins with the line; `before` is the one it could go on in."""
        line, last = self.lines[index], self.lines[index - 1]
        if line.level or before.shape is Shape.HEADING:
            return True
        if line.bullet:
            return not self._goes_on(index)
        if index - 1 in self._broken:
            return False
        if last.text.endswith(":"):
            return not line.text.startswith(("”", '"', "“"))
        counted = _ITEM.match(line.text) and _ITEM.match(before.text) and _ENDS.search(last.text)
        if counted or (line.gap and not self._spaced(index)):
            return True
        return self._meant(index - 1)

    def _goes_on(self, index: int) -> bool:
        """Whether the line is no bullet, but goes on in a sentence that a dash stands in."""
        line, last = self.lines[index], self.lines[index - 1]
        if (
            not line.dash
            or line.gap
            or not _GOES_ON.match(line.text)
            or self._meant(index - 1, NEARLY)
        ):
            return False
        near = self.lines[max(0, index - NEAR) : index + NEAR]
        alone = sum(bool(one.dash) for one in near) == 1
        return alone and not (_ENDS.search(last.text) or leads_in(last.text))

    def heading(self, index: int) -> int:
        """How many lines, beginning with this one, are a heading: none, one or two."""
        line = self.lines[index]
        if line.level or self._marked:
            return min(line.level, 1)
        if line.bullet or not self._may_begin(index) or not _short(line.text):
            return 0
        if self._stands_alone(index):
            return 1
        both = index in self._broken and self._stands_alone(index + 1) and self._alone_above(index)
        text = f"{line.text} {self.lines[index + 1].text}" if both else ""
        return 2 if both and len(text) <= LONGEST_HEADING_OF_TWO and _short(text, 130) else 0

    def _may_begin(self, index: int) -> bool:
        """Whether what is above the line is at an end."""
        if index == 0 or self.lines[index].gap:
            return index - 1 not in self._broken
        last = self.lines[index - 1]
        return index - 1 not in self._broken and (
            bool(_ENDS.search(last.text)) or bool(last.level) or self._meant(index - 1)
        )

    def _alone_above(self, index: int) -> bool:
        return index == 0 or self.lines[index].gap or self._meant(index - 1)

    def _stands_alone(self, index: int) -> bool:
        """Whether the line does not go on in the next one, and nothing ends with it."""
        if index + 1 >= len(self.lines) or _STOPS.search(self.lines[index].text):
            return False
        after = self.lines[index + 1]
        return index not in self._broken and (after.bullet or self._meant(index))


def _width(text: str) -> float:
    """How wide a text is in print, in ems: an i takes less than an m in nearly all of it."""
    return sum(_WIDTHS.get(letter, _USUAL_WIDTH) for letter in text)


def _short(text: str, longest: int = LONGEST_HEADING) -> bool:
    words = text.split()
    starts = text[0].isupper() or bool(_NUMBER.match(text)) or text.startswith("§")
    return starts and len(text) <= longest and len(words) <= MOST_HEADING_WORDS


def leads_in(text: str) -> bool:
    """Whether a heading or paragraph only begins what its list says."""
    return bool(_LEADS_IN.search(text))


def _printed(line: Line) -> str:
    return f"{line.dash} {line.text}" if line.dash else line.text


def _joined(text: str, more: str) -> str:
    if _HYPHEN.search(text[-2:]) and more[:1].islower() and not _KEEPS_HYPHEN.match(more):
        return text[:-1] + more
    return f"{text} {more}"
