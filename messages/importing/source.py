"""What every kind of file is read into: lines of text, as they stand on the page."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from messages.errors import PlainError

BULLETS = "•▪●○◦‣∙·\x7f\u2043\uf0b7\uf0a7\uf02d\uf0d8\uf0fc"
"""Marks in front of a bullet; those from U+F000 on are of Word's own symbol fonts."""

_BULLET = re.compile(rf"(?:[{BULLETS}]|[-–—*](?=\s)|o(?=\s{{2}})|[a-zåäö]\)(?=\s))\s*")
_DASH = re.compile(r"[-–—]\s")
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF])
_UNREADABLE = dict.fromkeys([*range(9), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)])
_SPACES = re.compile(r"\s+")


class SourceError(PlainError):
    """The file cannot be imported; the sentence says why. Nothing has been written."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line without white space around it.

    `gap` is whether there is empty space above it. `level` is 1–6 for what the file itself marks
    as a heading, otherwise 0. `bullet` is whether it begins a bullet; the mark is not in the text.
    `dash` is that mark where it is one that sentences have too. `top` is whether the line is the
    first on its page, where the file tells.
    """

    text: str
    gap: bool = False
    level: int = 0
    bullet: bool = False
    dash: str = ""
    top: bool = False


def lines(texts: Iterable[str]) -> Iterator[Line]:
    """Lines as they stand in a file, empty ones too → those with text in them."""
    gap, top = True, False
    for text in texts:
        top = top or text.startswith("\f")
        line = line_of(text, gap=gap)
        gap = line is None
        if line:
            yield replace(line, top=top)
            top = False


def line_of(text: str, *, gap: bool, level: int = 0, bullet: bool = False) -> Line | None:
    """One line, its bullet recognised; None where there is nothing to read in it."""
    seen = unicodedata.normalize("NFC", text.translate(_UNSEEN)).strip()
    mark = None if level else _BULLET.match(seen)
    rest = seen[mark.end() :] if mark else seen
    clean = _SPACES.sub(" ", unicodedata.normalize("NFC", rest.translate(_UNREADABLE))).strip()
    if not clean:
        return None
    dash = seen[0] if _DASH.match(seen) and not level else ""
    return Line(text=clean, gap=gap, level=level, bullet=bullet or bool(mark), dash=dash)
