"""What stands on a page without being part of the document: page numbers, headers and so on."""

import re
from collections import Counter
from collections.abc import Sequence

from messages.importing.source import Line

FEWEST_PAGES = 3
"""How many times a short line comes at the edge of a page before it is a header or footer."""

LONGEST, LONGEST_DRAWN = 200, 300

_CONTENTS = re.compile(r".*\S\s*(?:\.{4,}|…{2,}|(?: \.){4,})\s*\d{1,3}")
_RULED = re.compile(r"[-–—_=*.~]{3,}")
_PAGE = re.compile(r"(?:sida|sid|s\.)?\s*\d{1,3}(?:\s*(?:av|/|\()\s*\d{1,3}\)?)?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<name>[A-ZÅÄÖ]\w+(?: \S+){2,12}) \d{1,3}(?: ?\(\d{1,3}\))?")
_COUNTED = re.compile(r"\b(?:sida|avsnitt|kap|kapitel|bilaga|steg|fas|nivå|bild|§|och|till) \d+$")
_ENDS = re.compile(r"[.!?:;]$")
_DIGITS = re.compile(r"\d+")


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines without page numbers, headers, footers, rules and a table of contents; and the name
    of the document, where a footer tells it.

    A line that comes again is a header or footer only at the edge of a page, never in its midst; on
    the first page it names the document.
    """
    names = [_footer(lines, index) for index in range(len(lines))]
    pages = {index for index, line in enumerate(lines) if names[index] or _is_page(line)}
    gone = pages | _repeated(lines, pages)
    headers = {_key(lines[index]) for index in gone - pages}
    if lines and _key(lines[0]) in headers:
        names.append(lines[0].text)
        gone.add(0)
    kept = [line for index, line in enumerate(lines) if index not in gone and not _is_drawn(line)]
    return kept, next(filter(None, names), "")


def _repeated(lines: Sequence[Line], pages: set[int]) -> set[int]:
    """The headers and footers: what comes often, beside a page number or at the edge of a page."""
    if not pages and not any(line.top for line in lines):
        return set()
    times = _times(lines)
    near: set[int] = set()
    for index in range(1, len(lines)):
        edge = lines[index].top or index - 1 in near or index - 1 in pages
        if edge and _comes_again(lines[index], times):
            near.add(index)
    for index in reversed(range(1, len(lines))):
        last = index + 1 == len(lines) or lines[index + 1].top
        if (last or index + 1 in near or index + 1 in pages) and _comes_again(lines[index], times):
            near.add(index)
    often = Counter(_key(lines[index]) for index in near)
    return {index for index in near if often[_key(lines[index])] >= FEWEST_PAGES}


def _times(lines: Sequence[Line]) -> Counter[str]:
    """How often each line comes; those that follow directly on their like are a list: once."""
    keys = [_key(line) for line in lines]
    return Counter(key for key, before in zip(keys, ["", *keys], strict=False) if key != before)


def _comes_again(line: Line, times: Counter[str]) -> bool:
    short = len(line.text) <= LONGEST and not (line.bullet or line.level)
    return short and times[_key(line)] >= FEWEST_PAGES


def _key(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


def _is_page(line: Line) -> bool:
    return bool(_PAGE.fullmatch(line.text)) and not (line.bullet or line.level)


def _is_drawn(line: Line) -> bool:
    """Whether the line is a rule across the page, or one of a table of contents."""
    drawn = _RULED.fullmatch(line.text) or _CONTENTS.fullmatch(line.text[:LONGEST_DRAWN])
    return bool(drawn) and len(line.text) <= LONGEST_DRAWN


def _footer(lines: Sequence[Line], index: int) -> str:
    """The document's name, where the line stands alone and is a name with a page number."""
    line, after = lines[index], lines[index + 1 : index + 2]
    alone = line.gap and all(one.gap for one in after) and not (line.level or line.bullet)
    match = _NUMBERED.fullmatch(line.text) if alone else None
    begun = index > 0 and not _ENDS.search(lines[index - 1].text)
    goes_on = any(one.text[0].islower() for one in after) and not begun
    return match["name"] if match and not (goes_on or _COUNTED.search(line.text)) else ""
