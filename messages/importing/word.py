"""A Word document → its lines; the home of python-docx."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Opened
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from messages.importing.source import Line, SourceError, line_of

_HEADING = re.compile(r"(?:heading|rubrik) (\d)", re.IGNORECASE)
_LIST = re.compile(r"list|punkt", re.IGNORECASE)


def read(path: Path) -> list[Line]:
    """The lines of the document, those in its tables too; SourceError where it is broken."""
    try:
        return list(_lines(Document(str(path))))
    except (PackageNotFoundError, KeyError, ValueError, XMLSyntaxError, zipfile.BadZipFile):
        raise SourceError(f"{path} is not a whole Word document.") from None


def _lines(document: Opened) -> Iterator[Line]:
    gap = True
    for paragraph in _paragraphs(document):
        level, bullet = _level(paragraph), _is_listed(paragraph)
        parts = paragraph.text.split("\n")
        found = [line_of(part, gap=gap, level=level, bullet=bullet) for part in parts]
        yield from (line for line in found if line)
        gap = not any(found)


def _paragraphs(document: Opened) -> Iterator[Paragraph]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield part


def _level(paragraph: Paragraph) -> int:
    style = paragraph.style
    name = (style.name or "") if style else ""
    match = _HEADING.match(name)
    return 1 if name == "Title" else int(match[1]) if match else 0


def _is_listed(paragraph: Paragraph) -> bool:
    style = paragraph.style
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no other way to a list
    numbered = properties is not None and properties.numPr is not None
    return numbered or bool(style and style.name and _LIST.match(style.name))
