"""A Word document → its lines; the home of python-docx."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from messages.importing.source import Line, SourceError, line_of

_HEADING = re.compile(r"(?:heading|rubrik) (\d)", re.IGNORECASE)
_LIST = re.compile(r"list|punkt", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\b|innehåll", re.IGNORECASE)

_PARAGRAPH, _RUN, _TEXT_BOX = qn("w:p"), qn("w:r"), qn("w:txbxContent")
_UNSEEN = {
    *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""What has been struck out, is no text, or says once more what stands beside it."""


def read(path: Path, most: int) -> list[Line]:
    """The lines of the document, those in its tables and text boxes too, without its table of
    contents, and at most so many; SourceError where it is broken.
    """
    try:
        return list(islice(_lines(Document(str(path))), most))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - python-docx takes a file to be as it should be
        raise SourceError(f"{path} is not a whole Word document.") from None


def _lines(document: Opened) -> Iterator[Line]:
    gap = True
    names: dict[str | None, str] = {}
    for element in _within(document.element.body, _PARAGRAPH):
        paragraph = Paragraph(element, document)
        own = paragraph._p.style  # noqa: SLF001 - each look-up goes through all styles
        name = names[own] if own in names else names.setdefault(own, _style(paragraph))
        if _CONTENTS.match(name):
            continue
        level, bullet = _level(name), _is_listed(paragraph, name)
        parts = _text(element).split("\n")
        found = [line_of(part, gap=gap, level=level, bullet=bullet) for part in parts]
        yield from (line for line in found if line)
        gap = not any(found)


def _within(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The elements of a kind inside another one, at any depth, and those in their text boxes."""
    for child in element:
        if child.tag == tag:
            yield child
            for box in child.iter(_TEXT_BOX) if tag == _PARAGRAPH else ():
                if not any(above.tag in _UNSEEN for above in box.iterancestors()):
                    yield from _within(box, tag)
        elif child.tag not in _UNSEEN:
            yield from _within(child, tag)


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(run.text or "" for run in _within(paragraph, _RUN))


def _style(paragraph: Paragraph) -> str:
    style = paragraph.style
    return (style.name or "") if style else ""


def _level(style: str) -> int:
    match = _HEADING.match(style)
    return 1 if style == "Title" else int(match[1]) if match else 0


def _is_listed(paragraph: Paragraph, style: str) -> bool:
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no other way to a list
    numbered = properties is not None and properties.numPr is not None
    return numbered or bool(_LIST.match(style))
