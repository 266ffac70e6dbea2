"""A file → its lines, whatever kind of file it is; anything that is none says so in a sentence."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from messages.importing.source import Line, SourceError, lines

MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000
MOST_LINES = 20_000

MOST_CHARACTERS = 800_000
"""What is left of the agreement format's own limit is for headings and fields."""

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_TEXTS = (".txt", ".md", ".markdown", ".text")


def read_file(path: Path) -> list[Line]:
    """The file's lines; SourceError where it is too large, locked, empty or not understood.

    The kind is told by what the file begins with, not by its name, except for plain text.
    """
    if path.stat().st_size > MOST_BYTES:
        raise SourceError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB.")
    data = path.read_bytes()
    found = _reader(path, data)(path, data)
    if not found:
        raise SourceError(f"There is no text in {path}.")
    if len(found) > MOST_LINES:
        raise SourceError(f"{path} has more than {MOST_LINES} lines.")
    if sum(len(line.text) for line in found) > MOST_CHARACTERS:
        raise SourceError(f"{path} has more than {MOST_CHARACTERS} characters of text.")
    return found


def _reader(path: Path, data: bytes) -> Callable[[Path, bytes], list[Line]]:
    for begins, reader in _READERS.items():
        if data.startswith(begins):
            return reader
    if path.suffix.lower() in _TEXTS:
        return _text
    raise SourceError(f"{path} is not a txt, md, docx or pdf file.")


def _text(path: Path, data: bytes) -> list[Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError(f"{path} is not text in UTF-8; save it as UTF-8.") from None
    if "\0" in text:
        raise SourceError(f"{path} is not text in UTF-8; save it as UTF-8.")
    found = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n")
    if path.suffix.lower() in {".md", ".markdown"}:
        from messages.importing.markdown import marked  # noqa: PLC0415

        return list(marked(found))
    return list(lines(found))


def _word(path: Path, _data: bytes) -> list[Line]:
    _refuse_bomb(path)
    from messages.importing import word  # noqa: PLC0415 - python-docx is slow to import

    return word.read(path, MOST_LINES + 1)


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise SourceError(f"{path} is broken: it cannot be unpacked.") from None
    if any(member.flag_bits & 1 for member in members):
        raise SourceError(f"{path} is locked with a password; save it without one.")
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise SourceError(f"{path} unpacks to more than {MOST_UNPACKED // 1_000_000} MB.")


def _old_word(path: Path, _data: bytes) -> list[Line]:
    raise SourceError(f"{path} is locked, or in an older Word format; save it as docx, unlocked.")


def _pdf(path: Path, data: bytes) -> list[Line]:
    from messages.importing import pdf  # noqa: PLC0415 - PDFium is slow to load

    return pdf.read(path, data)


_READERS: Mapping[bytes, Callable[[Path, bytes], list[Line]]] = {
    b"PK\x03\x04": _word,
    b"%PDF-": _pdf,
    _OLD_WORD: _old_word,
}
