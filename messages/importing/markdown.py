"""Markdown's own marks for headings, lists and emphasis."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from messages.importing.source import Line, line_of

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?$")
_UNDERLINE = re.compile(r"={2,}|-{2,}")
_RULE = re.compile(r"=+|[-*_ ]{2,}")
_ITEM = re.compile(r"(?:\+|\d{1,3}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)\*\*")
_EMPHASIS = re.compile(r"(__|(?<!\w)[*_](?=\S))(.+?)\1(?!\w)")


def marked(texts: Sequence[str]) -> Iterator[Line]:
    """The lines of a Markdown file, its headings with their level."""
    gap = True
    for text, below in zip_longest(texts, texts[1:], fillvalue=""):
        shown = _QUOTE.sub("", text.strip(), count=1)
        under = below.strip() if gap and _UNDERLINE.fullmatch(below.strip()) else ""
        line = None if _RULE.fullmatch(shown) else _line(shown, under, gap=gap)
        gap = line is None
        if line:
            yield line


def _line(shown: str, under: str, *, gap: bool) -> Line | None:
    heading, item = _HEADING.match(shown), None if under else _ITEM.match(shown)
    level = len(heading[1]) if heading else 0
    level = level or {"": 0, "=": 1, "-": 2}[under[:1]]
    text = heading[2] if heading else shown[item.end() :] if item else shown
    plain = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\1", text))
    return line_of(plain, gap=gap, level=level, bullet=bool(item))
