"""A PDF → its lines; the home of PDFium."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2

from messages.importing.source import Line, SourceError, line_of

MOST_PAGES = 300

FEWEST_LETTERS = 20
"""A PDF with fewer letters a page than these is a picture of a text."""

_BROKEN_HYPHEN = "\ufffe"
"""Stands in PDFium's text for a hyphen where a word was broken, the word being put together."""

GAP = 1.3
"""How many times the usual distance between lines is an empty line."""


def read(path: Path, data: bytes) -> list[Line]:
    """The lines of the PDF from the top of each page to its end.

    SourceError where it is locked, broken, too long, or has pictures of text only.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise SourceError(f"{path} has more than {MOST_PAGES} pages.")
            found = [line for page in document for line in _lines(page)]
            _refuse_pictures(path, found, len(document))
    except pypdfium2.PdfiumError as error:
        raise SourceError(_why(path, error)) from None
    return found


def _refuse_pictures(path: Path, found: list[Line], pages: int) -> None:
    if sum(len(line.text) for line in found) < FEWEST_LETTERS * pages:
        raise SourceError(f"{path} has pictures of text only (it is scanned); no text can be read.")


def _why(path: Path, error: Exception) -> str:
    if "password" in str(error).casefold():
        return f"{path} is locked with a password; save it without one."
    return f"{path} is not a whole PDF."


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    rows = _rows(page)
    steps = sorted(above[0] - below[0] for above, below in pairwise(rows))
    usual = steps[len(steps) // 4] if steps else 0.0
    before = None
    for bottom, text in rows:
        gap = before is not None and before - bottom > GAP * usual
        line = line_of(text, gap=gap)
        if line:
            yield replace(line, top=before is None)
            before = bottom


def _rows(page: pypdfium2.PdfPage) -> list[tuple[float, str]]:
    """Where each line of text stands (points from the bottom of the page), and the text."""
    text = page.get_textpage()
    whole = text.get_text_range()
    rows: list[tuple[float, str]] = []
    start = 0
    for row in whole.splitlines(keepends=True):
        shown = row.replace(_BROKEN_HYPHEN, "").strip("\r\n")
        if shown.strip():
            rows.append((_bottom(text, start, row), shown))
        start += len(row)
    return rows


def _bottom(text: pypdfium2.PdfTextPage, start: int, row: str) -> float:
    index = start + len(row) - len(row.lstrip())
    return float(text.get_charbox(index, loose=True)[1])
