"""A QR code in a file, as a reader sees it: an SVG is drawn first, and a PNG unpacked."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import zxingcpp

from bot.drawing import png

DARK = 128
WIDTH = 800
"""Pixels that an SVG is drawn with."""


@dataclass(frozen=True)
class Code:
    """What the code says, how much of it may be torn, and the white around it in modules."""

    text: str
    correction: str
    quiet: float


def read(file: Path) -> Code:
    """The code in an SVG or a PNG file."""
    content = file.read_bytes()
    rows = _rows(png(content.decode(), WIDTH) if file.suffix == ".svg" else content)
    height, width = len(rows), len(rows[0])
    picture = memoryview(b"".join(rows)).cast("B", shape=(height, width))
    found = zxingcpp.read_barcode(picture)
    assert found is not None
    return Code(text=found.text, correction=found.ec_level, quiet=_quiet(rows))


def _quiet(rows: list[bytes]) -> float:
    """Beside its upper left corner, which is a square of seven modules."""
    top = next(number for number, row in enumerate(rows) if min(row) < DARK)
    line = rows[top]
    left = next(place for place, value in enumerate(line) if value < DARK)
    finder = next(place for place in range(left, len(line)) if line[place] >= DARK) - left
    return round(min(top, left) / (finder / 7), 1)


def _rows(file: bytes) -> list[bytes]:
    """The rows of a PNG in grey, a byte for each pixel."""
    width, _, depth, kind = struct.unpack(">IIBB", file[16:26])
    packed = b"".join(data for name, data in _chunks(file) if name == b"IDAT")
    if kind == 0:
        assert depth == 1
        return [_bits(row)[:width] for row in _unfiltered(zlib.decompress(packed), -(-width // 8))]
    assert (depth, kind) == (8, 6)
    return [row[::4] for row in _unfiltered(zlib.decompress(packed), 4 * width, 4)]


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(file):
        size = int.from_bytes(file[place : place + 4], "big")
        yield file[place + 4 : place + 8], file[place + 8 : place + 8 + size]
        place += size + 12


def _bits(row: bytes) -> bytes:
    return bytes(255 * (byte >> bit & 1) for byte in row for bit in range(7, -1, -1))


def _unfiltered(raw: bytes, length: int, step: int = 1) -> Iterator[bytes]:
    above = bytes(length)
    for start in range(0, len(raw), length + 1):
        row = bytearray(raw[start + 1 : start + 1 + length])
        for place in range(length):
            left, corner = (row[place - step], above[place - step]) if place >= step else (0, 0)
            row[place] = (row[place] + _guess(raw[start], left, above[place], corner)) % 256
        above = bytes(row)
        yield above


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:
        wanted = left + up - corner
        return min((left, up, corner), key=lambda value: abs(wanted - value))
    return (0, left, up, (left + up) // 2)[kind]
