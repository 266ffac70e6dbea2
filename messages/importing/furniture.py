"""What stands on a page without being part of the document: page numbers, headers and footers."""

import re
from collections import Counter
from collections.abc import Sequence

from messages.importing.source import Line

FEWEST_PAGES = 3
"""How many times a short line comes again before it is taken for a header or footer."""

LONGEST = 100

_PAGE = re.compile(r"(?:sida|sid|s\.)?\s*\d{1,3}(?:\s*(?:av|/|\()\s*\d{1,3}\)?)?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<name>[A-ZÅÄÖ]\w+(?: \S+){2,12}) \d{1,3}(?: ?\(\d{1,3}\))?")
_COUNTED = re.compile(r"\b(?:sida|avsnitt|kap|kapitel|bilaga|steg|fas|nivå|bild|§|och|till) \d+$")
_DIGITS = re.compile(r"\d+")


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines without page numbers, headers and footers; and the name of the document, where a
    footer tells it.
    """
    times = Counter(_DIGITS.sub("0", line.text) for line in lines if len(line.text) <= LONGEST)
    kept, name = [], ""
    for index, line in enumerate(lines):
        footer = _footer(lines, index)
        name = name or footer
        repeated = times[_DIGITS.sub("0", line.text)] >= FEWEST_PAGES and not line.bullet
        if not (footer or repeated or _PAGE.fullmatch(line.text)):
            kept.append(line)
    return kept, name


def _footer(lines: Sequence[Line], index: int) -> str:
    """The document's name, where the line stands alone and is a name with a page number."""
    line = lines[index]
    alone = line.gap and (index + 1 == len(lines) or lines[index + 1].gap)
    match = _NUMBERED.fullmatch(line.text) if alone and not line.level else None
    return match["name"] if match and not _COUNTED.search(line.text) else ""
