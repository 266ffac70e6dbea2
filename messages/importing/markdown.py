"""Markdown's own marks for headings and emphasis."""

import re
from collections.abc import Iterable, Iterator

from messages.importing.source import Line, line_of

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?$")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S))(.+?)\1(?!\w)")


def marked(texts: Iterable[str]) -> Iterator[Line]:
    """The lines of a Markdown file, its headings with their level."""
    gap = True
    for text in texts:
        match = _HEADING.match(text.strip())
        plain = _EMPHASIS.sub(r"\2", match[2] if match else text)
        line = line_of(plain, gap=gap, level=len(match[1]) if match else 0)
        gap = line is None
        if line:
            yield line
