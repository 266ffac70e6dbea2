"""What every kind of file is read into: lines of text, as they stand on the page."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from messages.errors import PlainError

BULLETS = "•▪●○◦‣∙·\x7f\u2043\uf0b7\uf0a7\uf02d\uf0d8\uf0fc"
"""Marks in front of a bullet; those from U+F000 on are of Word's own symbol fonts."""

_BULLET = re.compile(rf"(?:[{BULLETS}]|[-–—*](?=\s)|o(?=\s{{2}})|[a-zåäö]\)(?=\s))\s*")
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF])
_SPACES = re.compile(r"\s+")


class SourceError(PlainError):
    """The file cannot be imported; the sentence says why. Nothing has been written."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line without white space around it.

    `gap` is whether there is empty space above it. `level` is 1–6 for what the file itself marks
    as a heading, otherwise 0. `bullet` is whether it begins a bullet; the mark is not in the text.
    """

    text: str
    gap: bool = False
    level: int = 0
    bullet: bool = False


def lines(texts: Iterable[str]) -> Iterator[Line]:
    """Lines as they stand in a file, empty ones too → those with text in them."""
    gap = True
    for text in texts:
        line = line_of(text, gap=gap)
        gap = line is None
        if line:
            yield line


def line_of(text: str, *, gap: bool, level: int = 0, bullet: bool = False) -> Line | None:
    """One line, its bullet recognised; None where there is nothing to read in it."""
    clean = _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_UNSEEN)).strip()
    mark = None if level else _BULLET.match(unicodedata.normalize("NFC", text).strip())
    if mark:
        clean = _SPACES.sub(" ", text.strip()[mark.end() :].translate(_UNSEEN)).strip()
    if not clean:
        return None
    return Line(text=clean, gap=gap, level=level, bullet=bullet or bool(mark))
