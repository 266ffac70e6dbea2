"""The agreements that come with samspel: summaries in our own words, one file per version."""

from functools import cache
from pathlib import Path

from messages.agreement import Agreement
from messages.reading import read
from messages.versions import in_order

_FOLDER = Path(__file__).with_name("agreements")


def names() -> tuple[str, ...]:
    """The municipalities whose agreement is shipped, as "vaggeryd", in alphabetical order."""
    return tuple(sorted({file.name.split(".")[0] for file in _FOLDER.iterdir() if _is(file.name)}))


@cache
def versions(name: str) -> tuple[Agreement, ...]:
    """Every shipped version of that municipality's agreement, oldest first.

    Empty for a name that is not among `names()`.
    """
    texts = {file.name: file for file in _FOLDER.iterdir() if _is(file.name, name)}
    return in_order(read(file.read_text("utf-8"), file=key) for key, file in sorted(texts.items()))


def _is(file: str, name: str = "") -> bool:
    return file.endswith(".md") and file.startswith(f"{name}." if name else "")
